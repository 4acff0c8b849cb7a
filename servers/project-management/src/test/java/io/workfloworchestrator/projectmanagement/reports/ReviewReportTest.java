package io.workfloworchestrator.projectmanagement.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningFixture;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock begins at 2026-03-02, 09:00 UTC. */
class ReviewReportTest {
    private static final String REVIEW = ReportTools.REVIEW;

    @TempDir
    private Path folder;

    private PlanningFixture planning;

    @BeforeEach
    void begin() {
        planning = PlanningFixture.begun(folder, (context, clock) -> new ReportTools(context, clock).all());
    }

    @AfterEach
    void close() {
        planning.close();
    }

    private static Json at(Json answer, String... path) {
        return answer.at(path).orElseThrow(() -> new AssertionError(String.join(".", path) + " in " + answer));
    }

    /** Selects a goal, and completes it after some days. */
    private Item completed(String title, double days) {
        Item goal = planning.selected(title, "owner", "ana");
        planning.days(days);
        return planning.move(goal, "start", "complete");
    }

    @Test
    void theCountsAreThoseOfTheEndOfThePeriod() {
        completed("Invoices", 2); // 4 March
        planning.days(10);
        planning.potential("Reports"); // 14 March
        Item login = planning.selected("Login");
        planning.days(1);
        planning.move(login, "start"); // 15 March

        Json then = at(planning.call(REVIEW, "{'reportType': 'weekly', 'endDate': '2026-03-08'}"), "report", "summary");
        Json today = at(planning.call(REVIEW, "{'reportType': 'weekly'}"), "report", "summary");

        assertThat(then).isEqualTo(Json.parse("""
                {"added": 1, "blocked": 0, "completed": 1, "inProgress": 0, "potential": 0, "selected": 0, "shelved": 0}"""));
        assertThat(today).isEqualTo(Json.parse("""
                {"added": 2, "blocked": 0, "completed": 1, "inProgress": 1, "potential": 1, "selected": 0, "shelved": 0}"""));
    }

    @Test
    void theVelocityIsComparedWithThePeriodsBefore() {
        completed("One", 3); // 5 March
        planning.days(7);
        completed("Two", 1); // 13 March
        planning.days(7);
        completed("Three", 1); // 21 March
        completed("Four", 1); // 22 March
        planning.selected("Five");
        planning.selected("Six");
        planning.days(0.1);

        Json velocity =
                at(planning.call(REVIEW, "{'reportType': 'weekly', 'endDate': '2026-03-22'}"), "report", "velocity");

        assertThat(at(velocity, "completed")).isEqualTo(Json.of(2));
        assertThat(at(velocity, "periodsBefore")).isEqualTo(Json.of(2));
        assertThat(at(velocity, "average")).isEqualTo(Json.of("1.0"));
        assertThat(at(velocity, "trendPercent")).isEqualTo(Json.of(100));
        assertThat(at(velocity, "meanTimeToComplete")).isEqualTo(Json.of("1 day"));
        assertThat(at(velocity, "forecast", "open")).isEqualTo(Json.of(2));
        assertThat(at(velocity, "forecast", "expected")).isEqualTo(Json.of("2026-04-02"));
        assertThat(at(velocity, "forecast", "earliest")).isEqualTo(Json.of("2026-03-29"));
        assertThat(at(velocity, "forecast", "latest")).isEqualTo(Json.of("2026-04-05"));
        assertThat(at(velocity, "forecast", "confidence")).isEqualTo(Json.of("medium"));
    }

    @Test
    void aGoalThatWasReopenedCountsWhenItIsDoneForGood() {
        Item goal = completed("Invoices", 1); // 3 March
        planning.move(goal, "start");
        planning.days(14);
        planning.move(goal, "complete"); // 17 March
        planning.days(1);
        planning.move(goal, "implement");

        String first = "{'reportType': 'weekly', 'endDate': '2026-03-08'}";
        assertThat(at(planning.call(REVIEW, first), "report", "velocity", "completed"))
                .isEqualTo(Json.of(0));
        Json last = at(planning.call(REVIEW, "{'reportType': 'weekly'}"), "report", "velocity");
        assertThat(at(last, "completed")).isEqualTo(Json.of(1));
        assertThat(at(last, "meanTimeToComplete")).isEqualTo(Json.of("15 days"));
    }

    @Test
    void eachRecommendationNamesItsCall() {
        completed("Invoices", 1);
        planning.potential("Reports", "impact", "High", "effort", "Low");
        Item login = planning.selected("Login");
        planning.move(login, "start");
        planning.days(40);

        Json report = at(planning.call(REVIEW, "{'reportType': 'monthly'}"), "report");

        assertThat(at(report, "alerts").asList()).isNotEmpty();
        List<Json> calls = at(report, "recommendations").asList();
        assertThat(calls).allSatisfy(call -> {
            assertThat(at(call, "tool").asText().orElse("")).isNotBlank();
            assertThat(at(call, "action").asText().orElse("")).isNotBlank();
        });
        assertThat(calls.toString()).contains("archive_goal", "promote_to_selected", "G-02");
        assertThat(at(report, "health", "grade").asText().orElse("")).matches("[ABCDF]");
        int score = Integer.parseInt(at(report, "health", "score").toString());
        assertThat(score).isBetween(0, 100);
    }

    @Test
    void whatCameOnMostIsNamed() {
        Item login = planning.selected("Login", "owner", "ben");
        planning.edit(login, Json.parse("""
                        {"progressLog": [{"date": "2026-02-20", "percent": 20}, {"date": "2026-03-01", "percent": 60}]}""").asObject());
        completed("Invoices", 1);

        List<Json> top = at(planning.call(REVIEW, "{'reportType': 'weekly'}"), "report", "topPerformers")
                .asList();

        assertThat(top).hasSize(2);
        assertThat(at(top.get(0), "goalName")).isEqualTo(Json.of("Invoices"));
        assertThat(at(top.get(0), "gained")).isEqualTo(Json.of(100));
        assertThat(at(top.get(1), "gained")).isEqualTo(Json.of(40));
        assertThat(at(top.get(1), "owner")).isEqualTo(Json.of("ben"));
    }

    @Test
    void partsCanBeLeftOut() {
        Json answer = planning.call(
                REVIEW,
                "{'reportType': 'weekly', 'includeVelocity': false, 'includeAlerts': false, 'includeSummary': false}");

        assertThat(at(answer, "report").asObject().keys())
                .containsExactlyInAnyOrder("project", "type", "start", "end", "recommendations");
        assertThat(at(answer, "markdown").asText().orElse(""))
                .startsWith("# Weekly review: Corner shop")
                .doesNotContain("Velocity", "{{", "Overview");
    }

    @Test
    void itIsWrittenOnlyWhereItIsAskedFor() throws IOException {
        completed("Invoices", 1);
        assertThat(at(planning.call(REVIEW, "{'reportType': 'weekly'}"), "markdown")
                        .asText()
                        .orElse(""))
                .contains("| 0 | 0 | 0 | 0 | 1 | 0 | 1 |");
        assertThat(folder.toFile().list()).isEmpty();

        Json written = planning.call(REVIEW, "{'reportType': 'weekly', 'outputFile': 'planning/week-10.md'}");

        assertThat(at(written, "reportPath")).isEqualTo(Json.of("planning/week-10.md"));
        assertThat(written.at("markdown")).isEmpty();
        assertThat(planning.read("planning/week-10.md"))
                .contains("# Weekly review: Corner shop", "## Health", "## Velocity", "## Recommendations")
                .doesNotContain("{{");
        planning.selected("Login");
        Json again = planning.call(REVIEW, "{'reportType': 'weekly', 'outputFile': 'planning/week-10.md'}");
        assertThat(at(again, "reportPath")).isEqualTo(Json.of("planning/week-10.proposed.md"));
    }

    @Test
    void aFileOutsideOfTheProjectIsRefused() {
        for (String path : List.of("../review.md", "/tmp/review.md", ".git/config")) {
            assertThat(planning.refused(REVIEW, "{'reportType': 'weekly', 'outputFile': '" + path + "'}")
                            .text("code"))
                    .as(path)
                    .hasValueSatisfying(code -> assertThat(code).startsWith("E_PATH_"));
        }
    }

    @Test
    void daysThatAreNoneAreRefused() {
        assertThat(planning.refused(REVIEW, "{'reportType': 'weekly', 'startDate': 'soon'}")
                        .text("message")
                        .orElse(""))
                .contains("startDate", "soon");
        assertThat(planning.refused(
                                REVIEW, "{'reportType': 'weekly', 'startDate': '2026-03-09', 'endDate': '2026-03-01'}")
                        .text("code"))
                .contains("E_ARG_VALUE");
    }

    @Test
    void aProjectWithoutGoalsHasAReportToo() {
        Json answer = planning.call(REVIEW, "{'reportType': 'quarterly'}");

        assertThat(at(answer, "report", "velocity", "forecast", "text"))
                .isEqualTo(Json.of("No selected goal is open."));
        assertThat(at(answer, "report", "start")).isEqualTo(Json.of("2025-12-03"));
    }
}
