package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a server from its source to production and back, on the command line. */
class ServerCommandsTest {
    @TempDir
    private Path project;

    private Shell shell;
    private TinyServer source;
    private Contract contract;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(project);
        contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        source = TinyServer.in(project.resolve("servers/notes"));
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = shell.json(words);
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        String type = words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
        assertThat(contract.faults(type, outcome.json())).as(outcome.out()).isEmpty();
        return outcome;
    }

    /** Makes a release of the source as it is, and makes it live. */
    private void release() {
        ok("server", "check", "notes");
        ok("server", "promote", "notes");
    }

    /** What the live server says of itself to a client, over the real streams. */
    private String served() throws IOException {
        try (Talk talk = new Talk(command("serve", "notes"), true)) {
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

        Shell.Outcome back = ok("server", "rollback", "notes", "--reason", "it forgets names", "--as", "ana");
        assertThat(back.text("releases", "0", "serial")).isEqualTo("1");
        assertThat(live()).startsWith("1-");
        assertThat(served()).isEqualTo("1");
        assertThat(shell.run("item", "list", "issue", "-w", "environments").out())
                .contains("notes 2 was rolled back to 1");
        assertThat(shell.json("history", "--limit", "100").out())
                .contains("promoted notes 1", "rolled back to notes 1");
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
        for (String asked : List.of("notes", "server:notes")) {
            assertThat(shell.run("why", asked).out())
                    .startsWith("No. notes 1 cannot be promoted now; its checks: workflow server show notes.")
                    .contains("- notes 1 did not pass: tests: npm test");
        }
        assertThat(shell.json("why", "nots").code()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void namesAndPathsThatLeadOutAreRefusedByEachCommand() throws IOException {
        ok("server", "add", "notes", "--source", "servers/notes");
        Object unused = Files.createDirectories(project.resolve("environments/notes/sessions"));
        unused = Files.writeString(project.resolve("secret.jsonl"), "{}\n");
        for (String[] words : new String[][] {
            {"server", "add", "../out", "--source", "servers/notes"},
            {"server", "add", "out", "--source", "../out"},
            {"server", "add", "out", "--source", "/etc"},
            {"server", "add", "out", "--source", "servers/notes", "--depends", "../notes"},
            {"server", "show", "../notes"},
            {"server", "change", "../notes", "--test", "x"},
            {"server", "check", "../notes"},
            {"server", "promote", "notes", "../notes"},
            {"server", "rollback", "../notes", "--reason", "x"},
            {"server", "replay", "../notes"},
            {"server", "replay", "notes", "../../../secret"},
            {"server", "prune", "../notes"},
            {"server", "restore", "../notes"},
            {"server", "restore", "notes", "--backup", "../../../servers"},
            {"issue", "report", "x", "--server", "../notes"},
            {"issue", "list", "--server", "../notes"},
            {"issue", "show", "../I-001"},
            {"serve", "../notes"}
        }) {
            Shell.Outcome refused = shell.json(words);
            assertThat(refused.code()).as(String.join(" ", words)).isIn(1, 2, 3, 4, 6);
            assertThat(refused.out() + refused.err())
                    .as(String.join(" ", words))
                    .contains("E_");
        }
        assertThat(project.resolve("out")).doesNotExist();
        assertThat(project.resolve("../out")).doesNotExist();
        ok("issue", "report", "../../../etc/passwd", "--server", "notes");
        try (Stream<Path> files = Files.list(project.resolve("environments/notes/issues"))) {
            assertThat(files).hasSize(1);
        }
    }

    private ProcessBuilder command(String... words) {
        List<String> all = new ArrayList<>(Program.command());
        all.addAll(List.of(words));
        all.addAll(List.of("--project", project.toString()));
        return new ProcessBuilder(all);
    }

    @Test
    void whoeverRunsGoesOnWithTheReleaseThatHeStarted() throws IOException {
        ok("server", "add", "notes", "--source", "servers/notes");
        release();
        try (Talk first = new Talk(command("serve", "notes"), true)) {
            first.send(Talk.INITIALIZE);
            first.answer("init");
            source.version("2");
            ok("server", "check", "notes");
            promoteTwiceAtOnce();
            first.call(1, "greet", "{\"name\": \"ana\"}");
            assertThat(first.answer(1).toString()).contains("Hello, ana");
            Shell.Outcome running = ok("server", "running");
            assertThat(running.text("running", "0", "release")).startsWith("1-");
            assertThat(running.text("running", "0", "live")).isEqualTo("false");
            assertThat(served()).isEqualTo("2");
            long begin = System.nanoTime();
            ok("server", "rollback", "notes", "--reason", "slower");
            System.out.printf("rolled back a server in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
            first.call(2, "greet", "{\"name\": \"ben\"}");
            assertThat(first.answer(2).toString()).contains("Hello, ben");
            first.closeInput();
            assertThat(first.status()).isZero();
        }
        assertThat(served()).isEqualTo("1");
    }

    /** Two people promote at the same time: one does it, the other one hears that it is done. */
    private void promoteTwiceAtOnce() throws IOException {
        List<Process> both = List.of(
                command("server", "promote", "notes").start(),
                command("server", "promote", "notes").start());
        assertThat(both.stream().map(process -> process.onExit().join().exitValue()))
                .containsExactlyInAnyOrder(0, ExitCode.REFUSED.number());
        assertThat(live()).startsWith("2-");
        assertThat(ok("server", "list").text("servers", "0", "live", "serial")).isEqualTo("2");
    }

    @Test
    void aPromotionThatTheSystemKillsLeavesOneWholeRelease() throws Exception {
        killPromotions(1);
    }

    @Test
    @Tag("nightly")
    void manyPromotionsThatTheSystemKillsLeaveOneWholeReleaseEach() throws Exception {
        killPromotions(20);
    }

    private void killPromotions(int rounds) throws Exception {
        ok("server", "add", "notes", "--source", "servers/notes");
        release();
        Random random = new Random();
        long seed = random.nextLong();
        System.out.println("seed " + seed);
        random.setSeed(seed);
        for (int round = 0; round < rounds; round++) {
            source.version("next " + round);
            ok("server", "check", "notes");
            Process promoting = command("server", "promote", "notes").start();
            boolean isDone = promoting.waitFor(300 + random.nextInt(1_500), TimeUnit.MILLISECONDS);
            promoting.destroyForcibly().waitFor();
            Shell.Outcome listed = ok("server", "list");
            assertThat(live())
                    .as("killed before its end: %s", !isDone)
                    .startsWith(listed.text("servers", "0", "live", "folder") + " ");
            assertThat(served()).isNotBlank();
        }
    }

    @Test
    void aReleaseThatSomebodyEditedIsNotStarted() throws IOException {
        ok("server", "add", "notes", "--source", "servers/notes");
        release();
        Path file = project.resolve("environments/notes/releases")
                .resolve(live().replaceFirst(" .*\\R?", ""))
                .resolve("greeting.js");
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, "module.exports = () => 'evil';");
        Shell.Outcome refused = shell.run("serve", "notes");
        assertThat(refused.code()).isEqualTo(ExitCode.UNSAFE.number());
        assertThat(refused.err()).contains("greeting.js changed", "E_RELEASE_CHANGED");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void aPromotionIsNotUndoneButRolledBack() throws IOException {
        ok("server", "add", "notes", "--source", "servers/notes");
        release();
        Shell.Outcome refused = shell.json("undo");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.text("error", "code")).isEqualTo("E_UNDO_LIVE");
        assertThat(refused.text("error", "message")).contains("workflow server rollback");
        assertThat(live()).startsWith("1-");
        source.version("2");
        release();
        Path data = project.resolve("data/notes.json");
        Object unused = Files.createDirectories(data.resolveSibling("."));
        unused = Files.writeString(data, "new");
        unused = Files.createDirectories(project.resolve("environments/notes/backups/1-before-2/data"));
        unused = Files.writeString(project.resolve("environments/notes/backups/1-before-2/data/notes.json"), "old");
        Shell.Outcome planned = ok("server", "restore", "notes");
        assertThat(planned.text("paths", "0", "changed")).isEqualTo("1");
        assertThat(planned.text("applied")).isEqualTo("false");
        assertThat(data).hasContent("new");
        Shell.Outcome restored = ok("server", "restore", "notes", "--apply", "--reason", "it forgets names");
        assertThat(restored.text("kept")).isEqualTo("before-restore-1");
        assertThat(data).hasContent("old");
        assertThat(shell.json("undo").text("error", "code")).isEqualTo("E_UNDO_LIVE");
        assertThat(live()).startsWith("1-");
    }

    @Test
    void theHelpShowsTheWordsThatStandForFolders() {
        assertThat(shell.run("server", "add", "--help").out())
                .contains("${source}", "${NAME}", "${release}")
                .doesNotContain("null");
    }
}
