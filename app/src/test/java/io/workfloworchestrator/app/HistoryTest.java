package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What history and undo say, and that they always say something. */
class HistoryTest {
    private static final String REL = """
            workflow: rel
            version: 1
            data: {tag: {type: string, default: ""}, owner: {type: string, default: ""}, n: {type: int, default: 0}}
            facts:
              notes: {file: docs/RELEASE-NOTES.md}
            phases:
              - {id: a, steps: [{id: s1, title: S1}, {id: notes, title: Notes, done: facts.notes.exists}]}
              - {id: b, steps: [{id: s3, title: S3}]}
            """;

    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        shell = new Shell(project);
        Path file = project.resolve(".ai-planning/definitions/rel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, REL);
        assertThat(shell.run("init", "--type", "rel", "--id", "1", "--as", "ann")
                        .code())
                .isZero();
    }

    private void write(String path) throws IOException {
        Files.createDirectories(project.resolve(path).getParent());
        Files.writeString(project.resolve(path), "# Notes\n");
    }

    /** The newest entry, behind its revision and time. */
    private String newest() {
        return unwrapped("history").lines().findFirst().orElse("").substring(28);
    }

    @Test
    void theBeginningCanBeTakenBackAndBroughtBack() {
        assertThat(shell.run("undo").out()).contains("Took back revision 1: began rel/1");
        assertThat(shell.run("history").code()).isZero();
        assertThat(unwrapped("history").lines()).hasSize(2);
        assertThat(shell.json("history", "-w", "rel/1")
                        .json()
                        .at("commits")
                        .orElseThrow()
                        .asList())
                .hasSize(2);
        assertThat(shell.run("diff", "0", "1").code()).isZero();
        assertThat(shell.run("diff", "1", "2").out()).isNotEmpty();
        assertThat(shell.json("show", "--at", "1").text("value", "workflow")).isEqualTo("rel");
        assertThat(shell.json("show", "rel/1").text("error", "message")).contains("workflow undo 2", "brings it back");
        assertThat(shell.json("status").code()).isEqualTo(ExitCode.NOT_FOUND.number());

        Shell.Outcome back = shell.json("undo", "2");
        assertThat(back.text("redo")).isEqualTo("true");
        assertThat(back.text("commit", "reason")).startsWith("redo revision 1 (began rel/1");
        assertThat(shell.json("status").text("title")).isNotEmpty();
    }

    @Test
    void anUndoOfAnUndoIsSaidToBringBackAndReasonsStayShort() {
        shell.run("data", "n=5");
        assertThat(shell.run("undo").out()).startsWith("Took back revision 2: set n.");
        assertThat(shell.run("undo").out()).startsWith("Brought back revision 2: set n.");
        for (int i = 0; i < 5; i++) {
            shell.run("undo");
        }
        assertThat(newest()).endsWith("undo revision 2 (set n)");
        assertThat(shell.json("data").text("data", "n")).isEqualTo("0");
    }

    @Test
    void anUndoSaysHowToGoOneFurtherBack() {
        shell.run("data", "n=5");
        shell.run("data", "n=6");
        assertThat(shell.run("step", "skip", "s1", "--note", "x").code()).isZero();
        assertThat(shell.run("undo").out()).contains("One further back, \"set n\": workflow undo 3");
        assertThat(shell.run("undo", "3").out()).contains("\"set n\": workflow undo 2");
        shell.run("data", "n=7");
        assertThat(shell.run("undo").out())
                .as("what was taken back before is passed over")
                .contains("\"set n\": workflow undo 2");
        assertThat(shell.run("undo").out()).contains("Brought back").doesNotContain("further back");
        shell.run("undo");
        assertThat(shell.run("undo", "2").code()).isZero();
        assertThat(shell.json("data").text("data", "n")).isEqualTo("0");
    }

    @Test
    void whatLiesOnDiskIsNotTakenBackAndTheFileIsNamed() throws IOException {
        shell.run("step", "done", "s1");
        write("docs/RELEASE-NOTES.md");
        shell.run("status");
        Shell.Outcome refused = shell.json("undo");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.text("error", "code")).isEqualTo("E_UNDO_DETECTED");
        assertThat(refused.text("error", "message"))
                .contains("docs/RELEASE-NOTES.md", "Nothing was changed", "revision 2", "completed step \"s1\"");
        assertThat(shell.json("history").text("revision")).isEqualTo("3");
    }

    @Test
    void aConflictNamesTheRevisionOfTheSamePlace() {
        shell.run("data", "n=1");
        shell.run("data", "tag=a");
        shell.run("data", "n=2");
        shell.run("data", "owner=o");
        Shell.Outcome refused = shell.json("undo", "2");
        assertThat(refused.code()).isEqualTo(ExitCode.CONFLICT.number());
        assertThat(refused.text("error", "message"))
                .contains("revision 4", ": set n)", "/data/n", "Take back revision 4 first")
                .doesNotContain("owner", "update()");
    }

    @Test
    void anEntrySaysWhatWasDoneToWhatByWhomAndWhy() {
        shell.run("step", "done", "s1", "--note", "all shops visited", "--as", "bo");
        assertThat(newest()).isEqualTo("bo: completed step \"s1\": all shops visited");
        shell.run("step", "reopen", "s1", "--as", "bo");
        assertThat(newest()).isEqualTo("bo: reopened step \"s1\"");
        shell.run("step", "skip", "s1", "--reason", "no need", "--as", "bo");
        assertThat(newest()).isEqualTo("bo: skipped step \"s1\": no need");
        shell.run("data", "tag=v2", "n=3", "--reason", "as agreed", "--as", "bo");
        assertThat(newest()).isEqualTo("bo: set n, tag: as agreed");
        shell.run("advance", "--skip-gates", "--to", "b", "--reason", "in a hurry", "--as", "bo");
        assertThat(newest()).isEqualTo("bo: jumped to phase \"b\" past the gates: in a hurry");
        shell.run("undo", "--reason", "too early", "--as", "cy");
        assertThat(shell.json("history").text("commits", "0", "reason"))
                .isEqualTo("undo revision 6 (jumped to phase \"b\" past the gates: in a hurry): too early");
        assertThat(newest()).startsWith("cy: undo revision 6");
        assertThat(shell.json("status").json().toString()).contains("\"note\":\"bo: no need\"");
    }

    @Test
    void everyCommandThatChangesTakesAName() {
        for (String command : List.of("init", "step", "advance", "data", "undo", "import", "definition")) {
            assertThat(shell.run(command, "--help").out()).as(command).contains("--as=NAME");
        }
        assertThat(shell.json("data", "n=1", "--as", "").text("error", "code")).isEqualTo("E_USAGE");
    }

    @Test
    void anEntryIsOneLineAndItsEvidenceComesWhenAsked() throws IOException {
        write("docs/RELEASE-NOTES.md");
        shell.run("status");
        assertThat(newest()).isEqualTo("detected on disk: step \"notes\" is complete");
        assertThat(unwrapped("history").lines()).hasSize(2);
        assertThat(shell.run("history", "--verbose").out())
                .contains("facts.notes.exists = true", "docs/RELEASE-NOTES.md", "in  rel/1");
        assertThat(shell.run("why", "step:notes").out()).contains("docs/RELEASE-NOTES.md");
    }

    @Test
    void historiesFromBeforeThatShowWellToo() {
        try (Workbench bench = Workbench.open(project.toString())) {
            bench.states()
                    .update(
                            io.workfloworchestrator.state.StateKey.json("rel/1"),
                            json -> json.asObject().with("title", Json.of("other")),
                            Cause.of(
                                    Workflow.DETECTED,
                                    "step \"x\" is complete: facts.a.count = 0 (docs/*.md, a/b); facts.c = true; step \"y\""
                                            + " is pending again: facts.b.exists = false (b.md); goals found: G-01, G-02"));
        }
        assertThat(unwrapped("history").lines().findFirst().orElse(""))
                .endsWith("step \"x\" is complete; step \"y\" is pending again; goals found: G-01, G-02");
        assertThat(unwrapped("history", "--verbose")).contains("docs/*.md, a/b");
    }

    @Test
    void atSixtyColumnsAnEntrySaysWhatWasChangedAndNoWordIsBroken() throws IOException {
        write("docs/RELEASE-NOTES.md");
        shell.run(
                "step",
                "done",
                "s1",
                "--note",
                "see docs/a/very/long/path/to/the/minutes-of-the-meeting-of-november.md ok",
                "--as",
                "somebody with a long name");
        String history = at(60, "history");
        assertThat(history.lines()).allMatch(line -> line.length() <= 60).hasSize(6);
        assertThat(words(history)).containsSequence("completed", "step", "\"s1\":");
        for (List<String> words : List.of(
                List.of("status"),
                List.of("next"),
                List.of("why", "advance"),
                List.of("list"),
                List.of("undo", "99"))) {
            String narrow = at(60, words.toArray(String[]::new));
            String whole = unwrapped(words.toArray(String[]::new));
            assertThat(words(narrow)).as(words.toString()).isEqualTo(words(whole));
            assertThat(narrow.lines()
                            .filter(line -> line.length() > 60 && line.strip().contains(" ")))
                    .as(words.toString())
                    .isEmpty();
        }
    }

    @Test
    void allThatWasRecordedIsShownWholeWhenAsked() throws IOException {
        shell.run("step", "done", "s1", "--note", "one two three four five six seven eight nine ten eleven twelve");
        String verbose = at(60, "history", "--verbose");
        assertThat(verbose.replaceAll("\\s+", " ")).contains("eleven twelve").doesNotContain("…");
        assertThat(verbose.lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void whatGoesToAPipeIsNotWrapped() {
        String reason = "because " + "of this and that ".repeat(20).strip();
        shell.run("step", "skip", "s1", "--reason", reason);
        assertThat(unwrapped("history")).contains(reason);
        assertThat(unwrapped("status")).contains(reason);
        assertThat(unwrapped("undo", "99").lines()).hasSize(1);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private String unwrapped(String... words) {
        return at(Wrapping.NONE, words);
    }

    /** What a command writes, its errors too, at a width. */
    private String at(int width, String... words) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--project", project.toString()));
        Cli.run(all.toArray(String[]::new), new Console(writer, writer, false, width));
        writer.flush();
        return out.toString();
    }
}
