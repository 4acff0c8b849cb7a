package io.workfloworchestrator.projectmanagement.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.projectmanagement.PlanningFixture;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.TrialProject;
import io.workfloworchestrator.projectmanagement.completion.CompletionTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every tool that writes a file where its caller says, in a real project. */
class OutputPathTest {
    private static final String REVIEW = "generate_review_report";
    private static final List<String> TOOLS =
            List.of(REVIEW, "generate_goals_diagram", "generate_completion_checklist");
    private static final Pattern INSTEAD = Pattern.compile("such as (\\S+)\\.$");

    @TempDir
    private Path folder;

    private LocalProject local;
    private PlanningFixture planning;

    @BeforeEach
    void begin() {
        local = LocalProject.open(folder);
        planning = PlanningFixture.begun(
                local,
                (context, clock) -> Stream.of(
                                new ReportTools(context, clock).all(), new CompletionTools(context, clock).all())
                        .flatMap(List::stream)
                        .toList());
        Object unused = planning.selected("Login");
        local.files().flush();
    }

    @AfterEach
    void close() {
        planning.close();
        local.close();
    }

    private static String arguments(String tool, String path) {
        return switch (tool) {
            case REVIEW -> "{'reportType': 'weekly', 'outputFile': '" + path + "'}";
            case "generate_goals_diagram" ->
                "{'diagramType': 'roadmap', 'format': 'svg', 'outputPath': '" + path + "'}";
            default -> "{'outputFile': '" + path + "'}";
        };
    }

    private String refused(String tool, String path) {
        Json.Obj error = planning.refused(tool, arguments(tool, path));
        return error.text("code").orElse("") + " " + error.text("message").orElse("");
    }

    private List<String> files() throws IOException {
        local.files().flush(); // What follows the state a moment later is there then, and nothing is being written.
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.startsWith(".ai-planning/.state"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aPlaceOfItemsOrOfAFolderIsRefusedByEveryTool() throws IOException {
        assertRefused(
                "E_OUTPUT_PLACE",
                "planning/goals/review.md",
                "planning/goals/deep/er/review.md",
                "Planning/GOALS/review.md",
                "./planning//goals/review.md",
                "planning/goals/G-01-login.md",
                "planning/goals",
                "planning",
                "planning/",
                "planning/notes",
                "planning/ideas.md",
                "planning/milestones.md",
                ".");
    }

    @Test
    void theFoldersOfTheSettingsAndOfGitAreRefusedByEveryTool() throws IOException {
        assertRefused(
                "E_PATH_PROTECTED",
                ".ai-planning/planning.yaml",
                ".ai-planning/definitions/planning.yaml",
                ".ai-planning/planning/main.json",
                ".AI-Planning/x.md",
                ".ai-planning",
                ".git/config");
    }

    private void assertRefused(String code, String... paths) throws IOException {
        List<String> before = files();
        for (String path : paths) {
            for (String tool : TOOLS) {
                assertThat(refused(tool, path))
                        .as("%s %s", tool, path)
                        .startsWith(code + " Nothing was written to \"")
                        .containsPattern(INSTEAD);
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void thePathThatARefusalNamesIsTaken() {
        for (String tool : TOOLS) {
            Matcher instead = INSTEAD.matcher(refused(tool, "planning/goals/review.md"));
            assertThat(instead.find()).isTrue();

            Json unused = planning.call(tool, arguments(tool, instead.group(1)));

            assertThat(folder.resolve(instead.group(1))).as(tool).exists();
        }
        assertThat(PlanningItems.inOrder(planning.workflow().now(), "goal")).hasSize(1);
    }

    @Test
    void placesBesideThoseOfThePlanningAreTaken() {
        for (String path : List.of("planning/goals-of-the-week.md", "docs/goals/review.md", "review", ".gitlab/x.md")) {
            Json unused = planning.call(REVIEW, arguments(REVIEW, path));
            assertThat(folder.resolve(path)).exists();
        }
    }

    @Test
    void theNumberedFoldersHaveTheirOwnPlaces(@TempDir Path other) {
        try (TrialProject trial = TrialProject.full(other)) {
            for (String path : List.of(
                    "02-goals-and-roadmap/selected-goals/login/review.md",
                    "08-archive/goals/shelved/review.md",
                    "05-brainstorming/ideas.md",
                    "02-goals-and-roadmap",
                    "06-project-documentation")) {
                assertThat(trial.refused(REVIEW, arguments(REVIEW, path).replace('\'', '"')))
                        .startsWith("E_OUTPUT_PLACE");
            }
            Object unused = trial.ok(
                    REVIEW,
                    arguments(REVIEW, "06-project-documentation/review.md").replace('\'', '"'));
            assertThat(other.resolve("06-project-documentation/review.md")).exists();
        }
    }
}
