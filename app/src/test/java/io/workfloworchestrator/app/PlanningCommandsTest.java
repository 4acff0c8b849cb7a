package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ideas, order, migration and the end of the set-up, as a person and a script use them. */
class PlanningCommandsTest {
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

    /** Runs a command, and holds its answer against the documented contract of this type. */
    private Shell.Outcome asked(String type, String line, String... more) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of(more));
        Shell.Outcome outcome = shell.json(words.toArray(String[]::new));
        boolean failed = outcome.json().at("error").isPresent();
        assertThat(contract.faults(failed ? "Failure" : type, outcome.json()))
                .as(outcome.out())
                .isEmpty();
        return outcome;
    }

    private void selected(String name) {
        String goal = asked("goalsAdd", "goals add", name).text("goalId");
        assertThat(asked("goalsPromote", "goals promote " + goal).code()).isZero();
    }

    private String next() {
        return shell.run("next", "--max", "20").out().replaceAll("\\s+", " ");
    }

    @Test
    void nextSaysEachStepOfAGoalByTheCommandThatDoesIt() throws IOException {
        Files.writeString(
                project.resolve("README.md"),
                "# Corner shop, sold over the counter\n\n## Ideas\n\n- Add a wish list for shoppers\n");
        assertThat(next()).contains("workflow goals ideas README.md --save");
        assertThat(shell.run("goals", "ideas", "README.md", "--save").code()).isZero();
        assertThat(next()).contains("workflow goals add '").contains("--idea I-01");
        assertThat(shell.run("goals", "add", "Wish list").code()).isZero();
        assertThat(next()).contains("workflow goals promote G-01 --priority Medium");
    }

    @Test
    void everyCommandThatNextSaysIsTakenAsItIsWritten() throws IOException {
        Files.writeString(
                project.resolve("README.md"),
                "# Corner shop, sold over the counter\n\n## Ideas\n\n- Add gift cards, so that it's easy to give\n");
        List<String> said = new ArrayList<>();
        for (Optional<String> line = commandOfNext(); line.isPresent() && said.size() < 4; line = commandOfNext()) {
            assertThat(shell.run(unquoted(line.get())).code()).as(line.get()).isZero();
            said.add(line.get());
        }
        assertThat(said).hasSizeGreaterThan(2);
        assertThat(shell.json("goals", "list").text("total")).isNotEqualTo("0");
    }

    /** The first command for goals that next says, without the program's name. */
    private Optional<String> commandOfNext() {
        Matcher found = Pattern.compile("do workflow (goals .+?) more workflow").matcher(next());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The words of a line as a shell reads them: single quotes, and a quote behind a backslash. */
    private static String[] unquoted(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean escaped = false;
        for (char c : line.strip().toCharArray()) {
            if (escaped) {
                word.append(c);
                escaped = false;
            } else if (c == '\\' && !quoted) {
                escaped = true;
            } else if (c == '\'') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words.toArray(String[]::new);
    }

    @Test
    void ideasAreShownWithTheirLinesAndWrittenDownOnlyWhenAsked() throws IOException {
        Files.writeString(project.resolve("notes.md"), "# Ideas\n\n- Add a wish list for shoppers\n");
        Shell.Outcome found = asked("goalsIdeas", "goals ideas notes.md");
        assertThat(found.text("ideas", "0", "location", "lineNumber")).isEqualTo("3");
        assertThat(shell.run("goals", "ideas", "notes.md").out())
                .contains("notes.md:3", "wish list", "workflow goals ideas --save notes.md");
        assertThat(found.text("saved")).isEqualTo("0");
        assertThat(asked("goalsIdeas", "goals ideas notes.md --save").text("saved"))
                .isEqualTo("1");
        assertThat(asked("goalsIdeas", "goals ideas notes.md --min-confidence 2")
                        .code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(asked("goalsIdeas", "goals ideas none.md").text("error", "message"))
                .isNotEmpty();
    }

    @Test
    void theSelectedGoalsGetAnotherOrder() {
        selected("Wish list");
        selected("Gift cards");
        assertThat(asked("goalsReorder", "goals reorder G-02 G-01").text("afterOrder"))
                .isEqualTo("[\"G-02\",\"G-01\"]");
        assertThat(shell.run("goals", "reorder", "2", "1").out()).contains("As before: G-02, G-01.");
        Shell.Outcome short1 = asked("goalsReorder", "goals reorder G-02");
        assertThat(short1.text("error", "code")).isEqualTo("E_GOAL_ORDER");
        assertThat(short1.code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void filesMoveOnlyWhenToldAndGoBack(@TempDir Path full) throws IOException {
        shell = new Shell(full);
        assertThat(shell.run("init", "--type", "project-planning").code()).isZero();
        Path file = Files.writeString(full.resolve("guide.md"), "How to sell.\n");
        Shell.Outcome planned = asked("migrate", "migrate");
        assertThat(planned.text("applied")).isEqualTo("false");
        assertThat(planned.text("suggestions", "0", "sourceFile")).isEqualTo("guide.md");
        assertThat(file).exists();
        assertThat(shell.run("migrate", "--accept", "low").out().replaceAll("\\s+", " "))
                .contains("workflow migrate --apply --accept low");

        Shell.Outcome moved = asked("migrate", "migrate --apply --accept low");
        assertThat(moved.text("summary", "filesMoved")).isEqualTo("1");
        assertThat(file).doesNotExist();
        assertThat(asked("migrate", "migrate --undo").code()).isZero();
        assertThat(file).exists();
        assertThat(asked("migrate", "migrate --undo").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(asked("migrate", "migrate --apply --undo").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(asked("migrate", "migrate --accept utterly").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void theAnswersOfTheSetUpBecomeDocumentsAndGoals() throws IOException {
        assertThat(asked("setupFinish", "setup finish").text("error", "message"))
                .contains("workflow ask setup")
                .doesNotContain("start_project_setup");
        Path answers = project.resolve("answers.yaml");
        Files.writeString(answers, """
                name: Corner shop
                type: product
                mode: quick
                problem: Shoppers forget what they like.
                goals: [Keep a wish list]
                success: [A list survives a restart]
                stakeholders: [Shoppers]
                team: [Ana]
                """);
        Shell.Outcome asked = shell.json("ask", "setup", "--answers", answers.toString(), "--partial");
        assertThat(asked.code()).as(asked.out() + asked.err()).isZero();

        Shell.Outcome finished = asked("setupFinish", "setup finish");
        assertThat(finished.code()).as(finished.out()).isZero();
        assertThat(finished.text("setupComplete")).isEqualTo("true");
        finished.json()
                .at("documents")
                .orElseThrow()
                .asObject()
                .keys()
                .forEach(path -> assertThat(project.resolve(path)).exists());
        assertThat(shell.json("goals", "list").text("total")).isEqualTo("1");
        assertThat(shell.run("history").out()).doesNotContain("finalize_project_setup");
    }

    @Test
    void tabKnowsTheirWords() {
        selected("Wish list");
        assertThat(words("goals", "reorder", "--project", project.toString(), "G-01", "G"))
                .containsExactly("G-01");
        assertThat(words("migrate", "--accept", "")).containsExactly("High", "Medium", "Low");
        assertThat(words("setup", "")).containsExactly("finish");
    }

    private static List<String> words(String... words) {
        return Completion.of(Cli.model(), List.of(words)).stream()
                .map(Completion.Candidate::word)
                .toList();
    }
}
