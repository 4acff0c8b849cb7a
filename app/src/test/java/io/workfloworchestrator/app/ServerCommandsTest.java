package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a server from its source to production and back, on the command line. */
class ServerCommandsTest {
    @TempDir
    private Path project;

    private Shell shell;
    private TinyServer source;

    @BeforeEach
    void write() {
        shell = new Shell(project);
        source = TinyServer.in(project.resolve("servers/notes"));
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = shell.json(words);
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        return outcome;
    }

    /** Makes a release of the source as it is, and makes it live. */
    private void release() {
        ok("server", "check", "notes");
        ok("server", "promote", "notes");
    }

    /** What the live server says of itself to a client, over the real streams. */
    private String served() throws IOException {
        List<String> words = new ArrayList<>(Program.command());
        words.addAll(List.of("serve", "notes", "--project", project.toString()));
        try (Talk talk = new Talk(new ProcessBuilder(words), true)) {
            talk.send(Talk.INITIALIZE);
            String version = talk.answer("init")
                    .at("result", "serverInfo", "version")
                    .flatMap(Json::asText)
                    .orElse("");
            talk.closeInput();
            assertThat(talk.status()).isZero();
            return version;
        }
    }

    private String live() throws IOException {
        return Files.readString(project.resolve("environments/notes/live"));
    }

    @Test
    void aServerGoesFromSourceToProductionAndBack() throws IOException {
        Shell.Outcome added = ok("server", "add", "notes", "--source", "servers/notes", "--as", "ana");
        assertThat(added.text("language")).isEqualTo("javascript");
        assertThat(added.text("run", "1")).isEqualTo("${release}/server.js");

        Shell.Outcome checked = ok("server", "check", "notes");
        assertThat(checked.text("release", "status")).isEqualTo("checked");
        assertThat(project.resolve("environments/notes/live")).doesNotExist();
        ok("server", "promote", "notes");
        assertThat(live()).startsWith("1-");
        assertThat(served()).isEqualTo("1");

        source.version("2");
        release();
        assertThat(live()).startsWith("2-");
        assertThat(served()).isEqualTo("2");

        Shell.Outcome back = ok("server", "rollback", "notes", "--reason", "it forgets names");
        assertThat(back.text("releases", "0", "serial")).isEqualTo("1");
        assertThat(live()).startsWith("1-");
        assertThat(served()).isEqualTo("1");
        assertThat(shell.run("item", "list", "issue", "-w", "environments").out())
                .contains("notes 2 was rolled back to 1");
        assertThat(shell.run("history").out()).contains("promoted notes 1", "rolled back to notes 1");
    }

    @Test
    void whatDoesNotPassIsNotPromoted() {
        ok("server", "add", "notes", "--source", "servers/notes");
        source.file("greeting.js", "module.exports = name => 'Bye, ' + name;\n");
        Shell.Outcome checked = shell.json("server", "check", "notes");
        assertThat(checked.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(checked.out()).contains("expected a greeting of ana");
        Shell.Outcome promoted = shell.json("server", "promote", "notes");
        assertThat(promoted.text("error", "code")).isEqualTo("E_RELEASE_OPEN");
        assertThat(promoted.text("error", "message")).contains("notes 1 did not pass: tests: npm test: exit code 1");
    }
}
