package io.workfloworchestrator.examples.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalServer;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Serving;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent claims and moves issues by tools while a person edits their files; both see the same. */
class TrackerFilesTest {
    private static final String FIRST = "docs/tracker/issues/I-001.md";

    @TempDir
    private Path folder;

    private ServedProject served;
    private WorkflowMcpServer server;

    @BeforeEach
    void start() {
        served = new ServedProject(
                folder.toString(),
                Serving.of(TrackerServer.definition()),
                new Surroundings(folder, Optional.empty(), Optional.empty()));
        server = LocalServer.of("tracker", "1.0", TrackerServer::definition).serving(served);
        call("initialize_project_orchestration", "{\"projectName\": \"Shop\"}");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Json call(String tool, String arguments) {
        return server.call(tool, Json.parse(arguments).asObject()).structured();
    }

    private String text(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    /** Waits until a file says this: files follow the state within moments. */
    private void awaitText(String path, String part) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(text(path)).contains(part));
    }

    private void edit(String path, String what, String by) throws IOException {
        Files.writeString(folder.resolve(path), text(path).replace(what, by));
    }

    @Test
    void toolsAndAPersonWorkOnTheSameIssues() throws IOException {
        call("add_item", "{\"kind\": \"issue\", \"fields\": {\"title\": \"Login fails\"}}");
        awaitText(FIRST, "# Login fails");

        Json claimed = call("claim_item", "{\"kind\": \"issue\", \"by\": \"agent 7\"}");
        call(
                "move_item",
                "{\"id\": \"I-001\", \"move\": \"start\", \"token\": "
                        + claimed.at("token").orElseThrow() + "}");
        awaitText(FIRST, "status: doing");

        edit(FIRST, "# Login fails", "# Login fails on phones\n\n## Description\n\nThe button is hidden.\n");
        edit(FIRST, "severity: normal", "severity: high");
        Files.writeString(folder.resolve("docs/tracker/issues/new.md"), "# Logout fails\n");

        String listed = call("list_items", "{\"kind\": \"issue\"}").toString();
        assertThat(listed).contains("Login fails on phones", "Logout fails", "I-002", "agent 7");
        awaitText("docs/tracker/issues/I-002.md", "# Logout fails");
        assertThat(folder.resolve("docs/tracker/issues/new.md")).doesNotExist();

        edit(FIRST, "status: doing", "status: review");
        assertThat(call("list_items", "{\"kind\": \"issue\", \"status\": [\"review\"]}")
                        .toString())
                .contains("I-001");
        assertThat(text(FIRST)).contains("severity: high", "The button is hidden.");
    }

    @Test
    void releasesAreLinesOfOneList() throws IOException {
        call("add_item", "{\"kind\": \"release\", \"fields\": {\"title\": \"First\"}}");
        awaitText("docs/tracker/releases.md", "- [ ] R-01 First ^r-");
        edit("docs/tracker/releases.md", "- [ ] R-01 First", "# Releases\n\n- [x] R-01 First");
        Files.writeString(
                folder.resolve("docs/tracker/releases.md"), text("docs/tracker/releases.md") + "- [ ] Second\n");

        String listed = call("list_items", "{\"kind\": \"release\"}").toString();
        assertThat(listed).contains("shipped", "Second", "R-02");
        awaitText("docs/tracker/releases.md", "- [ ] R-02 Second");
    }
}
