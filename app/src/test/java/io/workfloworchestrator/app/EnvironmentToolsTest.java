package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentTools;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents do with tools what people do with commands. */
class EnvironmentToolsTest {
    @TempDir
    private Path project;

    @Test
    void anAgentChecksPromotesReportsAndRollsBack() {
        Shell shell = new Shell(project);
        TinyServer source = TinyServer.in(project.resolve("notes"));
        assertThat(shell.run("init", "--type", "planning").code()).isZero();
        assertThat(shell.run("server", "add", "notes", "--source", "notes").code())
                .isZero();
        try (Workbench bench = Workbench.open(project.toString())) {
            ToolContext tools = ToolContext.of(bench.project(), Cause.by("agent 7"));
            assertThat(call(tools, "check_server", "{\"server\": \"notes\"}").at("passed"))
                    .contains(Json.of(true));
            assertThat(call(tools, "promote_servers", "{\"servers\": [\"notes\"]}")
                            .at("releases", "0", "title"))
                    .contains(Json.of("notes 1"));
            assertThat(told(
                                    tools,
                                    "file_issue",
                                    "{\"title\": \"No greeting\", \"server\": \"notes\", \"tool\": \"greet\","
                                            + " \"arguments\": \"{\\\"name\\\": \\\"zoe\\\"}\"}")
                            .at("issues", "0", "number"))
                    .contains(Json.of("I-001"));
            assertThat(call(tools, "replay_issue", "{\"issue\": \"I-001\"}").at("failed"))
                    .contains(Json.of(false));
            assertThat(told(tools, "triage_issue", "{\"issue\": \"I-001\", \"reject\": \"she is greeted\"}")
                            .at("issues", "0", "status"))
                    .contains(Json.of("rejected"));
            source.version("2");
            call(tools, "check_server", "{\"server\": \"notes\"}");
            call(tools, "promote_servers", "{\"servers\": [\"notes\"]}");
            call(tools, "rollback_servers", "{\"servers\": [\"notes\"], \"reason\": \"it is slow\"}");
            assertThat(call(tools, "list_servers", "{}").at("servers", "0", "live", "serial"))
                    .contains(Json.of(1));
            assertThat(told(tools, "list_issues", "{}").at("issues", "0", "title"))
                    .contains(Json.of("notes 2 was rolled back to 1"));
            assertThatThrownBy(() -> call(tools, "promote_servers", "{\"servers\": [\"nots\"]}"))
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("Did you mean notes?");
        }
    }

    private static Json call(ToolContext tools, String tool, String arguments) {
        return told(tools, tool, arguments).find("answer").orElseThrow();
    }

    private static Json.Obj told(ToolContext tools, String tool, String arguments) {
        return ToolFamily.call(
                EnvironmentTools.of(tools, Clock.systemUTC()),
                tool,
                Json.parse(arguments).asObject());
    }

    @Test
    void anAgentThatListsIssuesHearsOfReportsAndOfFilesThatPeopleEdited() throws IOException {
        Shell shell = new Shell(project);
        TinyServer unused = TinyServer.in(project.resolve("notes"));
        assertThat(shell.run("init", "--type", "planning").code()).isZero();
        assertThat(shell.run("server", "add", "notes", "--source", "notes").code())
                .isZero();
        Path reports = Files.createDirectories(project.resolve("environments/notes/reports"));
        Files.writeString(reports.resolve("1.json"), "{\"title\": \"It hangs\"}");
        Files.writeString(reports.resolve("2.json"), "{\"title\": ");
        try (Workbench bench = Workbench.open(project.toString())) {
            ToolContext tools = ToolContext.of(bench.project(), Cause.by("agent 7"));
            Json.Obj listed = told(tools, "list_issues", "{}");
            assertThat(listed.at("issues", "0", "title")).contains(Json.of("It hangs"));
            assertThat(listed.find("notices").orElseThrow().toString())
                    .contains("new issue I-001", "2.json.refused was put aside");
            assertThat(told(tools, "list_issues", "{}")
                            .find("notices")
                            .orElseThrow()
                            .toString())
                    .contains("1 report lies aside");
            assertThatThrownBy(() -> call(tools, "promote_servers", "{\"servers\": []}"))
                    .hasMessageContaining("at least one server");
        }
    }
}
