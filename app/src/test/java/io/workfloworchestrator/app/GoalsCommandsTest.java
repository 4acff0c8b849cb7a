package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The commands for goals, as a person and a script use them. */
class GoalsCommandsTest {
    @TempDir
    private Path project;

    private Shell shell;
    private Contract contract;

    @BeforeEach
    void begin() throws IOException {
        shell = new Shell(project);
        assertThat(shell.run("init", "--type", "planning", "--name", "Corner shop")
                        .code())
                .isZero();
        contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
    }

    /** Runs a command, and holds its answer against the documented contract. */
    private Shell.Outcome goals(String... words) {
        List<String> all = new ArrayList<>(List.of("goals"));
        all.addAll(List.of(words));
        Shell.Outcome outcome = shell.json(all.toArray(String[]::new));
        String type = "goals" + Character.toUpperCase(words[0].charAt(0)) + words[0].substring(1);
        boolean failed = outcome.json().at("error").isPresent();
        assertThat(contract.faults(failed ? "Failure" : type, outcome.json()))
                .as(outcome.out())
                .isEmpty();
        return outcome;
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = goals(words);
        assertThat(outcome.code()).as(outcome.out()).isZero();
        return outcome;
    }

    @Test
    void aRefusalNamesTheWordsOfTheCommandAndNotTheArgumentsOfTheTool() {
        assertThat(shell.run("goals", "add", "   ").err())
                .contains("NAME must not be blank")
                .doesNotContain("goalName");
        assertThat(shell.run("plan", "report", "--from", "2026-13-01").err()).contains("--from must be a day");
        Shell.Outcome picture = shell.run("plan", "diagram", "--tier", "x");
        assertThat(picture.err()).contains("--tier must be one of Now, Next").doesNotContain("Did you mean");
        assertThat(picture.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.run("goals", "show", "99").err())
                .contains("no goal \"99\"")
                .doesNotContain("Did you mean");
        assertThat(shell.run("handoffs", "import", ".").err()).contains("\".\" is a folder");
        assertThat(shell.run("tasks", "new", "wf", "--template", "nope").code()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void aNoticeThatAnAnswerNamesTooIsSaidOnce() throws IOException {
        ok("add", "Wish list");
        Path file = project.resolve("planning/goals/G-01-wish-list.md");
        Files.writeString(file, Files.readString(file).replaceFirst("impact: \\w+", "impact: Gigantic"));
        assertThat(shell.run("goals", "list").err()).containsOnlyOnce("impact must be one of High, Medium, Low");
    }

    @Test
    void tiersAndLevelsInAFileAreTakenInAnyCase() throws IOException {
        ok("add", "Wish list");
        Path file = project.resolve("planning/goals/wish-list.md");
        Path found = Files.walk(project)
                .filter(path -> path.toString().endsWith("wish-list.md"))
                .findFirst()
                .orElse(file);
        Files.writeString(found, Files.readString(found).replaceFirst("(?m)^tier: .*$", "tier: now"));
        assertThat(ok("list").out()).contains("\"tier\": \"Now\"").doesNotContain("\"now\"");
    }

    @Test
    void aGoalGoesFromAddedToArchived() throws IOException {
        assertThat(ok(
                                "add",
                                "Wish list",
                                "--description",
                                "Shoppers keep what they like.",
                                "--measure",
                                "a list survives a restart")
                        .text("goalId"))
                .isEqualTo("G-01");
        assertThat(ok("evaluate", "G-01", "--time", "3 days").text("effort", "level"))
                .isEqualTo("Medium");
        assertThat(ok("promote", "1", "--priority", "high", "--owner", "ana", "--target", "2026-12-24", "--as", "ben")
                        .text("status"))
                .isEqualTo("not-started");
        assertThat(shell.run("history").out()).contains("ben", "selected G-01 Wish list");
        assertThat(ok("progress", "wish list", "40").text("newStatus")).isEqualTo("in-progress");
        Shell.Outcome early = goals("progress", "1", "--status", "completed");
        assertThat(early.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(early.text("error", "code")).isEqualTo("E_GOAL_MEASURES");
        Shell.Outcome measured = goals("progress", "1", "--status", "completed", "--measure", "two people share one");
        assertThat(measured.text("error", "message"))
                .contains("Run: workflow goals progress", "--measure 'two people share one'", "--evidence");
        assertThat(ok("progress", "1", "--evidence", "it looks good").text("message"))
                .contains("\"it looks good\" is kept", "names no measure", "a list survives a restart");
        ok("progress", "1", "--status", "completed", "--evidence", "a list survives a restart: seen");
        assertThat(ok("archive", "1", "--lessons", "Ask first.", "--actual-effort", "3 days")
                        .text("estimateAccuracy", "effortAccuracy"))
                .isEqualTo("Accurate");
        assertThat(ok("show", "1").text("fields", "retrospective")).contains("Ask first.");
        assertThat(ok("list").text("completedGoals", "0", "id")).isEqualTo("G-01");
        assertThat(Files.readString(project.resolve("planning/goals/G-01-wish-list.md")))
                .contains("status: implemented");
    }

    @Test
    void refusalsNameCommands() {
        ok("add", "Wish list");
        Shell.Outcome notSelected = shell.run("goals", "progress", "1", "10");
        assertThat(notSelected.err()).contains("is not selected yet");
        assertThat(goals("show", "Wish lust").text("error", "message")).contains("Did you mean \"Wish list\"?");
        assertThat(goals("show", "Wish lust").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(goals("list", "--tier", "Soon").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.run("goals", "progress", "1", "--status", "completed").out())
                .doesNotContain("update_goal_progress");
    }

    @Test
    void answersForPeopleFitTheirTerminal() {
        ok(
                "add",
                "A goal with a name that is much longer than a column of a board, and than the whole of a narrow terminal");
        ok("promote", "1");
        ok("progress", "1", "30");
        ok("add", "Gift cards");
        for (int width : new int[] {60, 80, 100}) {
            for (String view : List.of("list", "board", "review", "show G-01", "evaluate --text fast")) {
                List<String> words = new ArrayList<>(List.of("goals"));
                words.addAll(List.of(view.split(" ")));
                String text = seen(width, words.toArray(String[]::new));
                assertThat(text.lines())
                        .as(text)
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
            }
        }
        assertThat(seen(80, "goals", "board"))
                .contains("Potential (1)", "Doing (1)", "G-01 30%", "Archived: 0 implemented");
        assertThat(seen(60, "goals", "board")).contains("Waiting (0)");
    }

    private String seen(int width, String... words) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--project", project.toString()));
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, width);
        int code = Cli.run(all.toArray(String[]::new), console);
        console.out().flush();
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void tabKnowsGoals() {
        ok("add", "Wish list");
        assertThat(words("goals", "")).contains("list", "board", "review");
        assertThat(words("goals", "promote", "G-")).containsExactly("G-01");
        assertThat(words("goals", "add", "")).isEmpty();
        assertThat(words("goals", "list", "--tier", "N")).containsExactly("Now", "Next");
    }

    private List<String> words(String... words) {
        List<String> before = new ArrayList<>(List.of(words[0]));
        if (words.length > 2) {
            before.add(words[1]);
            before.addAll(List.of("--project", project.toString()));
            before.addAll(List.of(words).subList(2, words.length));
        } else {
            before.add(words[1]);
        }
        return Completion.of(Cli.model(), before).stream()
                .map(Completion.Candidate::word)
                .toList();
    }
}
