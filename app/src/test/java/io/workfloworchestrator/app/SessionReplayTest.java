package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client asked in production is asked again in staging, before a release goes live. */
class SessionReplayTest {
    @TempDir
    private Path project;

    private Shell shell;
    private TinyServer source;

    @BeforeEach
    void release() {
        shell = new Shell(project);
        source = TinyServer.in(project.resolve("notes"));
        ok("server", "add", "notes", "--source", "notes");
        ok("server", "check", "notes");
        ok("server", "promote", "notes");
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = shell.json(words);
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        return outcome;
    }

    /** A client calls the live server, and everything passes byte by byte while it is recorded. */
    private void record(String... names) throws IOException {
        List<String> words = new ArrayList<>(Program.command());
        words.addAll(List.of("serve", "notes", "--record", "--project", project.toString()));
        try (Talk client = new Talk(new ProcessBuilder(words), true)) {
            client.send(Talk.INITIALIZE);
            client.answer("init");
            for (int i = 0; i < names.length; i++) {
                client.call(i, "greet", "{\"name\": \"" + names[i] + "\"}");
                assertThat(client.answer(i).toString()).contains("Hello, " + names[i]);
            }
            client.closeInput();
            assertThat(client.status()).isZero();
        }
    }

    @Test
    void aSessionOfProductionIsMadeAgainWithTheNextRelease() throws IOException {
        String secret = "ghp_" + "a1B2".repeat(9);
        record("ana", "zoe", secret);
        try (Stream<Path> files = Files.list(project.resolve("environments/notes/sessions"))) {
            Path session = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(session))
                    .contains("Hello, zoe", "leftOut")
                    .doesNotContain(secret);
        }

        assertThat(shell.run("server", "replay", "notes").out())
                .contains(
                        "no difference",
                        "Nothing of notes is staged, so notes 1, which is live, was compared with itself");
        source.file("greeting.js", "module.exports = name => (name === 'zoe' ? 'Salut, ' : 'Hello, ') + name;\n");
        Shell.Outcome checked = ok("server", "check", "notes");
        assertThat(checked.out()).contains("2 recorded calls, differences: 1", "Salut, zoe");
        assertThat(shell.run("server", "replay", "notes").out())
                .contains("call 2, greet: content[0].text: \"Salut, zoe\", and was \"Hello, zoe\"")
                .contains("differences: 1; 1 with secrets left out.");

        source.file(
                "greeting.js",
                "module.exports = name => { if (name === 'zoe') throw new Error('who?'); return 'Hello, ' + name; };\n");
        Shell.Outcome failed = shell.json("server", "check", "notes");
        assertThat(failed.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(failed.out()).contains("call 2, greet: fails now: who?");
        Shell.Outcome replayed = shell.json("server", "replay", "notes");
        assertThat(replayed.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(replayed.text("differences", "0", "breaks")).isEqualTo("true");
        Contract contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        assertThat(contract.faults("serverReplay", replayed.json())).isEmpty();
        assertThat(shell.json("server", "replay", "notes", "nothing").text("error", "message"))
                .contains("There is no recorded session nothing of notes. There are: 20");
        assertThat(shell.run("server", "promote", "notes").err())
                .contains("notes 3 did not pass: sessions: call 2,", "greet: fails now: who?");
    }
}
