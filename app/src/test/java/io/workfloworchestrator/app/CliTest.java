package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.files.Layout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void enter() {
        shell = new Shell(project);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "next",
                "why advance",
                "advance",
                "history",
                "show",
                "diff 0 1",
                "undo",
                "watch --count 1",
                "step done validate-deliverables",
                "simulate --set facts.readme.exists=true",
                "item list",
                "item show t-7f3a9c",
                "item claim task",
                "item plan task",
                "export"
            })
    void withoutAWorkflowEveryQuestionSaysHowToBeginAndCreatesNothing(String command) throws IOException {
        Shell.Outcome outcome = shell.json(command.split(" "));
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(outcome.text("error", "message")).contains("workflow init");
        assertThat(filesIn(project)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "init", "doctor"})
    void aFolderThatDoesNotExistIsNotMade(String command) {
        Path missing = project.resolve("no such folder");
        Shell.Outcome outcome = new Shell(missing).json(command);
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(outcome.text("error", "code")).isEqualTo("E_ROOT_NOT_FOUND");
        assertThat(missing).doesNotExist();
    }

    @Test
    void theKernelsFoldersAreNoProjects() {
        assertThat(new Shell(Path.of("/proc/self"))
                        .json("init", "--type", "project-planning")
                        .code())
                .isEqualTo(ExitCode.UNSAFE.number());
    }

    @Test
    void aSecondInitChangesNothing() {
        Shell.Outcome first = shell.json("init", "--type", "project-planning", "--name", "Corner shop");
        Shell.Outcome second = shell.json("init", "--type", "project-planning", "--name", "Another name");
        assertThat(first.text("existed")).isEqualTo("false");
        assertThat(second.text("existed")).isEqualTo("true");
        assertThat(second.text("title")).isEqualTo("Corner shop");
        assertThat(second.text("revision")).isEqualTo(first.text("revision"));
    }

    @Test
    void adviceComesWithReasonsAndFollowsTheFiles() throws IOException {
        shell.run("init", "--type", "project-planning");
        assertThat(shell.json("next").text("steps", "0", "id")).isEqualTo("init-create-structure");
        new DemoFiles(project).makeFolders();
        Shell.Outcome next = shell.json("next", "--max", "1");
        assertThat(next.text("steps", "0", "id")).isEqualTo("init-start-project-setup");
        assertThat(next.text("steps", "0", "because")).contains("01-planning/CONSTITUTION.md");
        assertThat(next.json().at("steps").orElseThrow().asList()).hasSize(1);
        assertThat(Integer.parseInt(next.text("total"))).isGreaterThan(1);
        assertThat(next.json().at("changes").orElseThrow().asList()).isNotEmpty();
    }

    /** The library of files cannot see the server, so each has the name of the planning. */
    @Test
    void thePlanningsFileIsThatOfThePlanning() {
        assertThat(LocalProject.LAYOUT.path(Workbench.KEY)).isEqualTo(".ai-planning/project-state.json");
    }

    @Test
    void whatWasSeenIsKeptBesideTheDatabase() throws IOException {
        shell.run("init", "--type", "project-planning");
        for (int i = 0; i < 300; i++) {
            Files.createDirectories(shell.project().resolve("07-temp/workflows/flow-" + i));
        }
        assertThat(shell.run("status").code()).isZero();
        assertThat(shell.project().resolve(Layout.STATE_FOLDER + "/seen-project-planning"))
                .isRegularFile();
    }

    @Test
    void aRefusedAdvanceNamesWhatIsMissingAndChangesNothing() {
        shell.run("init", "--type", "project-planning");
        Shell.Outcome refused = shell.json("advance");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.text("advanced")).isEqualTo("false");
        assertThat(refused.json().at("missing").orElseThrow().asList())
                .extracting(missing -> missing.asObject().text("id").orElse(""))
                .contains("step:create-structure", "step:generate-constitution")
                .doesNotContain("gate:constitution-exists");
        assertThat(refused.text("missing", "1", "also", "0", "id")).isEqualTo("gate:constitution-exists");
        assertThat(refused.text("missing", "1", "also", "0", "what"))
                .startsWith("There is no 01-planning/CONSTITUTION.md.");
        assertThat(shell.json("history").json().at("commits").orElseThrow().asList())
                .hasSize(1);
        assertThat(shell.run("advance").out()).contains("Not yet", "also  gate:constitution-exists: There is no");
    }

    @Test
    void skippingGatesNeedsAPhaseAndAReasonAndIsRecorded() {
        shell.run("init", "--type", "project-planning");
        assertThat(shell.run("advance", "--skip-gates").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.json("advance", "--skip-gates", "--to", "execution", "--reason", "a trial")
                        .text("to"))
                .isEqualTo("execution");
        assertThat(shell.json("history").text("commits", "0", "reason")).contains("a trial");
    }

    @Test
    void stepsAreDoneSkippedAndReopened() {
        shell.run("init", "--type", "project-planning");
        assertThat(shell.json("step", "done", "validate-deliverables", "--note", "by hand")
                        .text("status"))
                .isEqualTo("complete");
        assertThat(shell.json("step", "reopen", "validate-deliverables").text("status"))
                .isEqualTo("pending");
        assertThat(shell.run("step", "skip", "brainstorm-ideas").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.json("step", "skip", "brainstorm-ideas", "--reason", "we have them")
                        .text("status"))
                .isEqualTo("skipped");
        assertThat(shell.json("step", "done", "create-structure").code()).isEqualTo(ExitCode.REFUSED.number());
    }

    @Test
    void whatIsUnknownIsAnsweredWithWhatIsKnown() {
        shell.run("init", "--type", "project-planning");
        assertThat(shell.json("step", "done", "no-such-step").text("error", "message"))
                .contains("archive-goals");
        assertThat(shell.json("why", "no-such-rule").text("error", "message")).contains("complete-wrap-up");
        assertThat(shell.json("advance", "--to", "no-such-phase").text("error", "message"))
                .contains("goal-development");
        assertThat(shell.json("show", "--at", "99").text("error", "message")).contains("99", "1");
        assertThat(shell.json("show", "no/such").text("error", "message")).contains("project-planning/main");
        assertThat(shell.json("undo", "99").code()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void whyShowsConditionsFactsAndTheSmallestChange() {
        shell.run("init", "--type", "project-planning");
        Shell.Outcome why = shell.json("why", "step:generate-constitution");
        assertThat(why.text("holds")).isEqualTo("false");
        assertThat(why.text("conditions", "0", "facts", "0", "source")).contains("01-planning/CONSTITUTION.md");
        assertThat(why.json().at("toChange").orElseThrow().asList()).isNotEmpty();
        assertThat(shell.run("why", "step:generate-constitution").out())
                .startsWith("No.")
                .contains("What would change it");
    }

    @Test
    void historyShowDiffAndUndoAgree() {
        shell.run("init", "--type", "project-planning", "--name", "Corner shop");
        shell.run("step", "done", "validate-deliverables", "--note", "by hand");
        assertThat(shell.json("show", "--at", "1").json().at("value", "steps", "validate-deliverables", "note"))
                .isEmpty();
        assertThat(shell.json("show").text("value", "steps", "validate-deliverables", "note"))
                .isEqualTo("by hand");
        assertThat(shell.json("diff", "1", "2").out()).contains("/steps/validate-deliverables");
        assertThat(shell.json("undo", "--as", "ann").text("commit", "revision")).isEqualTo("3");
        assertThat(shell.json("diff", "1", "3")
                        .json()
                        .at("differences")
                        .orElseThrow()
                        .asList())
                .isEmpty();
        assertThat(shell.run("history").out().lines().filter(line -> line.matches(" {4}\\d  .*")))
                .hasSize(3)
                .first()
                .asString()
                .contains("undo revision 2");
    }

    @Test
    void undoOfWhatWasChangedAgainIsAConflictThatNamesTheWinner() {
        shell.run("init", "--type", "project-planning");
        shell.run("step", "done", "validate-deliverables", "--note", "first");
        shell.run("step", "reopen", "validate-deliverables");
        shell.run("step", "done", "validate-deliverables", "--note", "second");
        Shell.Outcome outcome = shell.json("undo", "2");
        assertThat(outcome.code()).as(outcome.out()).isEqualTo(ExitCode.CONFLICT.number());
        assertThat(outcome.text("error", "message")).contains("second");
    }

    @Test
    void simulateTellsWhatWouldOpenAndWritesNothing() {
        shell.run("init", "--type", "project-planning");
        Shell.Outcome outcome = shell.json("simulate", "--set", "facts.constitution.exists=true");
        assertThat(outcome.code()).as(outcome.out()).isZero();
        assertThat(outcome.json().at("opened").orElseThrow().toString()).contains("constitution-exists");
        assertThat(shell.json("history").text("revision")).isEqualTo("1");
        assertThat(shell.run("simulate", "--set", "nonsense").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void terminalSequencesInATitleDoNotReachTheTerminal() {
        shell.run("init", "--type", "project-planning", "--name", "a\u009b2Jshop");
        for (String command : List.of("status", "history", "show", "next")) {
            assertThat(shell.run(command).out()).doesNotContain("\u001b", "\u009b");
            assertThat(shell.json(command).out()).doesNotContain("\u001b", "\u009b");
        }
    }

    @Test
    void usageErrorsSayWhatIsNearAndWhereHelpIs() {
        Shell.Outcome outcome = shell.run("status", "--jsn");
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).contains("--jsn", "did you mean --json?", "workflow status --help");
        assertThat(shell.json("statsu").text("error", "code")).isEqualTo("E_USAGE");
    }

    @Test
    void doctorFindsAGoodProjectGood() {
        shell.run("init", "--type", "project-planning");
        Shell.Outcome outcome = shell.json("doctor");
        assertThat(outcome.json().at("checks").orElseThrow().asList())
                .filteredOn(check -> List.of("state", "files", "definitions", "java")
                        .contains(check.asObject().text("name").orElse("")))
                .hasSize(4)
                .allMatch(check -> Json.of(true).equals(check.asObject().get("ok")), outcome.out());
    }

    @Test
    void verifyShowsEachProblemWithItsPlace() throws IOException {
        Path file = Files.writeString(project.resolve("bad.yaml"), "workflow: release\nversion: 1\nfases: []\n");
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 80);
        int code = Cli.run(new String[] {"verify", file.toString()}, console);
        assertThat(code).isEqualTo(ExitCode.REFUSED.number());
        assertThat(out.toString()).contains("bad.yaml:3:", "fases", "^");
        assertThat(Cli.run(new String[] {"verify"}, console)).as(out.toString()).isZero();
    }

    @Test
    void aFileOfTheProjectMayExtendAnotherOne() throws Exception {
        shell.run("init", "--type", "planning");
        Path folder = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.writeString(folder.resolve("a.yaml"), "workflow: a\nphases: [{id: one}]\n");
        Path file = Files.writeString(folder.resolve("b.yaml"), "extends: a\nworkflow: b\n");
        Shell.Outcome outcome = shell.exactly("verify", file.toString());
        assertThat(outcome.code()).as(outcome.err() + outcome.out()).isZero();
        Files.writeString(file, "extends: c\nworkflow: b\n");
        assertThat(shell.exactly("verify", file.toString()).out()).contains("E_RULE_EXTENDS");
    }

    /** Every server of a workflow with items has the tools of items, whoever wrote it. */
    @Test
    void aFileMayAdviseTheToolsOfItems() throws Exception {
        Path file = Files.writeString(project.resolve("tea.yaml"), """
                workflow: tea
                items:
                  leaf:
                    fields: {title: string}
                    status: {values: [fresh, old], first: fresh, final: old}
                    moves: [{id: age, from: fresh, to: old, hint: Wait.}]
                phases: [{id: drink}]
                rules:
                  - id: describe
                    for-each: {l: items.leaf.all}
                    suggest:
                      action: Describe it.
                      because: It is new.
                      tool: edit_item
                      params: {id: "${l.id}"}
                """);
        Shell.Outcome outcome = shell.run("verify", file.toString());
        assertThat(outcome.code()).as(outcome.err() + outcome.out()).isZero();
    }

    @Test
    void initTellsGitHowToMergeAndWhatToIgnore() throws Exception {
        git("init", "-q");
        Shell.Outcome outcome = shell.json("init", "--type", "project-planning");
        assertThat(outcome.code()).as(outcome.out()).isZero();
        assertThat(outcome.json().at("git").orElseThrow().asList()).isNotEmpty();
        assertThat(git("config", "merge.workflow-state.driver")).contains("merge-files");
        assertThat(git("check-attr", "merge", ".ai-planning/project-state.json"))
                .contains("workflow-state");
        assertThat(git("status", "--porcelain", "-uall")).doesNotContain("state.db");
    }

    @Test
    void branchesThatChangeDifferentThingsMergeInGit() throws Exception {
        git("init", "-q", "-b", "main");
        shell.run("init", "--type", "project-planning", "--name", "Corner shop");
        git("add", "-A");
        git("commit", "-qm", "begin");
        git("checkout", "-qb", "side");
        shell.run("step", "done", "validate-deliverables", "--note", "on the side");
        git("commit", "-qam", "side");
        git("checkout", "-q", "main");
        shell.run("step", "skip", "brainstorm-ideas", "--reason", "on main");
        git("commit", "-qam", "main");
        git("merge", "-q", "-m", "both", "side");
        Shell.Outcome shown = shell.json("show");
        assertThat(shown.text("value", "steps", "validate-deliverables", "status"))
                .isEqualTo("complete");
        assertThat(shown.text("value", "steps", "brainstorm-ideas", "status")).isEqualTo("skipped");
    }

    private String git(String... words) throws Exception {
        return TestFiles.git(project, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"goals", "spec", "tasks", "item", "goals --json", "goals --project x"})
    void aGroupOfCommandsAloneIsAnsweredWithItsCommands(String line) {
        Shell.Outcome outcome = shell.exactly(line.split(" "));
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err() + outcome.out())
                .contains("needs one of its commands:", "  list: ", "--help")
                .doesNotContain("required subcommand", "null");
    }

    @Test
    void noWordOfAHelpIsCutByTheEdgeOfTheTerminal() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        assertThat(Cli.run(new String[] {"mcp", "--help"}, new Console(out, out, false, 60)))
                .isZero();
        assertThat(said.toString().lines())
                .allMatch(line -> line.length() <= 60)
                .anyMatch(line -> line.strip().equals("authoring"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            statsu                  | there is no command 'statsu'; did you mean status?
            xyzzy                   | there is no command 'xyzzy'.
            status --jsno           | there is no option '--jsno'; did you mean --json?
            goals add -x            | there is no option '-x'. A value that begins with - stands behind --, after all
            item add idea -z        | there is no option '-z'. A value that begins with - stands behind --, after all
            goals add --descripton  | there is no option '--descripton'; did you mean --description?
            goals add -- -y --as ana | '--as' stands behind --, where every word is a value. Options stand before it.
            status now              | 'now' is one word too many.
            step dnoe read          | 'dnoe' is none of done, skip, reopen; did you mean done?
            history --limit many    | --limit is a whole number, not 'many'.
            show --at now           | --at is a whole number, not 'now'.
            simulate                | --set is missing.
            undo --reason           | --reason needs a value: TEXT.
            why                     | ID is missing.
            """)
    void aCommandLineThatIsNotUnderstoodIsAnsweredWithWhatWasMeant(String line, String words) {
        Shell.Outcome outcome = shell.exactly(line.split(" "));
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err().replaceAll("\\s+", " ")).contains(words, "--help");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNoDefectOfTheProgram() {
        Shell.Outcome outcome = shell.bare("verify", "no-such.yaml");
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(outcome.text("error", "message")).contains("no-such.yaml");
    }

    @Test
    void errorsKeepToTheWidth() {
        Shell.Outcome outcome = new Shell(project.resolve("a name that is ".repeat(10))).run("status");
        assertThat(outcome.err().lines())
                .hasSizeGreaterThan(1)
                .noneMatch(line -> line.length() > 80 && line.strip().contains(" that "));
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of(
                "init",
                "status",
                "next",
                "why",
                "step",
                "advance",
                "history",
                "show",
                "diff",
                "undo",
                "watch",
                "import",
                "tasks import")) {
            Shell.Outcome help = shell.run((command + " --help").split(" "));
            assertThat(help.code()).isZero();
            assertThat(help.out().lines())
                    .as("a name is never cut behind its dot")
                    .noneMatch(line -> line.matches(".*[ /]\\."));
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).toList();
        }
    }

    @Test
    void ownDefinitionsAreShownComparedAndMigratedTo() throws IOException {
        shell.run("init", "--type", "project-planning");
        assertThat(shell.json("definition", "diff").text("same")).isEqualTo("true");
        Path own = project.resolve(".ai-planning/definitions/planning.yaml");
        Files.createDirectories(own.getParent());
        Files.writeString(own, """
                extends: project-planning
                version: 2
                phases:
                  - id: initialization
                    steps: [{id: choose-licence, title: Choose a licence}]
                """);

        assertThat(shell.run("verify").out()).contains("extends project-planning", "+ step \"choose-licence\" added");
        assertThat(shell.run("definition", "show").out()).contains("step \"choose-licence\" added", "as recorded");
        assertThat(shell.run("definition", "diff").out()).contains("step \"choose-licence\" added", "Choose a licence");
        assertThat(shell.json("definition", "migrate", "--reason", "we need one")
                        .text("version"))
                .isEqualTo("2");
        assertThat(shell.json("definition", "diff").text("same")).isEqualTo("true");

        Files.writeString(own, "extends: project-plannin\n");
        String fault = ".ai-planning/definitions/planning.yaml:1:1";
        assertThat(shell.json("status").text("concerns", "0")).contains(fault, "goes on by version 2");
        Shell.Outcome broken = shell.json("definition", "migrate");
        assertThat(broken.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(broken.text("error", "message")).contains(fault, "Did you mean \"project-planning\"?");
    }
}
