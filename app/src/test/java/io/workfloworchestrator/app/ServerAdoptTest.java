package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are laid out in the reference's way are taken over. */
class ServerAdoptTest {
    private static final String ISSUE = """
            # Issue: It forgets names

            **Date Reported:** 2025-11-02
            **Severity:** High
            **Reporter:** ana

            ## Symptom
            Every second name is gone.

            **Error Text:**
            out of names
            ## Context
            - **OS:** Linux 6
            ## Expected Behavior
            All names.

            ## Root Cause
            """;

    @TempDir
    private Path project;

    private Shell shell;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(project);
        String staging = "development/mcp-servers/notes-project/";
        file(staging + "04-product-under-development/staging/package.json", """
                {"name": "notes", "version": "2.0.0", "main": "src/server.js", "scripts": {"test": "node test.js"}}
                """);
        file(staging + "04-product-under-development/staging/src/server.js", "// server");
        file(staging + "README.md", "Notes.");
        file(staging + "EVENT-LOG.md", "# [Project Name]");
        file(staging + "08-archive/issues/2025-11-02-it-forgets-names.md", ISSUE);
        file(staging + "08-archive/issues/TEMPLATE.md", ISSUE);
        file(staging + "08-archive/issues/completed/2025-10-30-it-hangs.md", """
                # Issue: It hangs
                - **Status:** Resolved
                ## Resolution
                **Solution:** A pool of two.
                **Resolution Date:** 2025-11-01
                **Commit:** 0123abc
                """);
        file(staging + "08-archive/issues/2025-10-01-slow.md", "# Issue: Slow\n**Status:** Won't Fix\n");
        file("local-instances/mcp-servers/notes/package.json", "{\"name\": \"notes\", \"version\": \"1.0.0\"}");
        file("local-instances/mcp-servers/orphan/package.json", "{");
    }

    private void file(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private static List<String> broken(Shell.Outcome outcome, String server) {
        return outcome.json().at("findings").orElseThrow().asList().stream()
                .filter(one -> one.at("server").equals(Optional.of(Json.of(server))))
                .map(one -> one.at("rule").flatMap(Json::asText).orElse(""))
                .toList();
    }

    @Test
    void whatIsFoundIsToldAndThenTakenOverAndTakenBack() {
        Shell.Outcome planned = shell.json("server", "adopt");
        assertThat(planned.code()).isZero();
        assertThat(broken(planned, "notes"))
                .containsExactly("dual-env-009", "dual-env-011", "standards-root-files", "standards-unfilled");
        assertThat(broken(planned, "orphan")).contains("dual-env-001", "dual-env-008");
        assertThat(shell.json("server", "list")
                        .json()
                        .at("servers")
                        .orElseThrow()
                        .asList())
                .isEmpty();

        assertThat(shell.json("server", "adopt", "--apply").code()).isZero();
        assertThat(shell.json("server", "list").text("servers", "0", "folder"))
                .isEqualTo("development/mcp-servers/notes-project/04-product-under-development/staging");
        Shell.Outcome issue = shell.json("issue", "show", "I-002");
        assertThat(issue.text("title")).isEqualTo("It forgets names");
        assertThat(issue.text("severity")).isEqualTo("high");
        assertThat(issue.text("fields", "symptom")).isEqualTo("Every second name is gone.");
        assertThat(issue.text("fields", "error")).isEqualTo("out of names");
        assertThat(issue.text("fields", "notes")).contains("- OS: Linux 6");
        assertThat(issue.text("fields", "expected")).isEqualTo("All names.");
        assertThat(issue.text("fields", "notes")).contains("2025-11-02-it-forgets-names.md");
        assertThat(issue.text("fields", "reported")).isEqualTo("2025-11-02");
        Shell.Outcome over = shell.json("issue", "list", "--all");
        assertThat(over.out()).contains("rejected", "released");
        Shell.Outcome resolved = shell.json("issue", "show", "I-003");
        assertThat(resolved.text("status")).isEqualTo("released");
        assertThat(resolved.text("fields", "resolution")).contains("A pool of two.");
        assertThat(resolved.text("fields", "resolved")).isEqualTo("2025-11-01");
        assertThat(resolved.text("fields", "reported")).isEqualTo("2025-10-30");
        assertThat(resolved.text("fields", "commit")).isEqualTo("0123abc");
        assertThat(shell.json("issue", "stats").json().at("meanDays"))
                .as("nobody knows how long it took")
                .isEmpty();
        Shell.Outcome again = shell.json("server", "adopt", "--apply");
        assertThat(again.code()).isEqualTo(ExitCode.REFUSED.number());

        assertThat(shell.run("undo").code()).isZero();
        assertThat(shell.json("server", "list")
                        .json()
                        .at("servers")
                        .orElseThrow()
                        .asList())
                .isEmpty();
    }

    @Test
    void whatCannotBeTakenOverIsNamedAndTheRestIs() throws IOException {
        String product = "-project/04-product-under-development/package.json";
        String json = "{\"name\": \"x\", \"main\": \"server.js\", \"scripts\": {\"test\": \"node test.js\"}}";
        file("mcp-server-development/twice" + product, json);
        file("development/mcp-servers/twice" + product, json);
        file("mcp-server-development/Ü x" + product, json);
        file("mcp-server-development/" + product, json);
        Object unused =
                Files.createSymbolicLink(project.resolve("mcp-server-development/etc-project"), Path.of("/etc"));
        Path broken = project.resolve("development/mcp-servers/notes-project/08-archive/issues/broken.md");
        Files.write(broken, new byte[] {(byte) 0xff, (byte) 0xfe});
        Path completed = broken.resolveSibling("completed");
        Files.createDirectories(completed.resolve("a-folder.md"));
        unused = Files.createSymbolicLink(completed.resolve("a-link.md"), Path.of("/etc/passwd"));
        Files.writeString(completed.resolve("large.md"), "x".repeat(300 << 10));

        Shell.Outcome planned = shell.json("server", "adopt");
        assertThat(broken(planned, "twice")).containsExactly("E_SERVER_EXISTS");
        assertThat(broken(planned, "Ü x")).containsExactly("E_SERVER_NAME");
        assertThat(broken(planned, "")).isEmpty();
        assertThat(broken(planned, "etc")).isEmpty();
        assertThat(broken(planned, "notes")).contains("E_ISSUE_TEXT");
        assertThat(planned.out()).contains(
                        "issues/broken.md is no text",
                        "completed/a-folder.md is a folder, a link or no file at all",
                        "completed/a-link.md is a folder, a link",
                        "completed/large.md has more than 256 KB");
        assertThat(planned.json().at("servers")).contains(Json.array(List.of(Json.of("notes"))));
        assertThat(shell.json("server", "adopt", "--apply").text("issues")).isEqualTo("3");
    }
}
