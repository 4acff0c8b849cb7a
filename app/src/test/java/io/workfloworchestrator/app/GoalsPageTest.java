package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about goals: its walk, its examples, and its rules of a project. */
class GoalsPageTest {
    private static final Path PAGE = Path.of("../docs/planning-goals.md");

    @TempDir
    private Path project;

    private Shell shell;
    private String page;

    @BeforeEach
    void begin() throws IOException {
        page = Files.readString(PAGE);
        shell = new Shell(project);
        assertThat(shell.run("init", "--type", "planning", "--name", "Corner shop")
                        .code())
                .isZero();
    }

    @Test
    void theWalkPrintsWhatThePageShows() throws IOException {
        Files.writeString(project.resolve("notes.md"), "# Ideas\n\n- Add a wish list for shoppers\n");
        assertThat(Walk.run(shell, PAGE, "goals")).isGreaterThan(6);
    }

    @Test
    void eachExampleGetsTheTierThatThePageSays() {
        List<MatchResult> examples = Pattern.compile("(?m)^\\| ([^|]{30,}) \\| (Now|Next|Later|Someday) \\|$")
                .matcher(page)
                .results()
                .toList();
        assertThat(examples)
                .hasSize(5)
                .allSatisfy(example -> assertThat(shell.json("goals", "evaluate", "--text", example.group(1))
                                .text("tier", "tier"))
                        .as(example.group(1))
                        .isEqualTo(example.group(2)));
    }

    @Test
    void theRulesOfAProjectThatThePageShowsAreTaken() throws IOException {
        String text = "A stockout on Monday, a small fix";
        assertThat(shell.json("goals", "evaluate", "--text", text).text("impact", "level"))
                .isNotEqualTo("High");
        Matcher rules =
                Pattern.compile("```yaml\n(impact: .*?)```", Pattern.DOTALL).matcher(page);
        assertThat(rules.find()).isTrue();
        Files.writeString(project.resolve(".ai-planning/goals.yaml"), rules.group(1));

        Shell.Outcome judged = shell.json("goals", "evaluate", "--text", text);
        assertThat(judged.text("impact", "level")).as(judged.out()).isEqualTo("High");
        assertThat(shell.json("goals", "evaluate", "--text", "Let shoppers sort the search results by price")
                        .text("tier", "tier"))
                .as("the table of the page for a medium impact and effort")
                .isEqualTo("Later");
    }
}
