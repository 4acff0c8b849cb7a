package io.workfloworchestrator.projectmanagement.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.PlanningFixture;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.projectmanagement.handoff.HandoffTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionToolsTest {
    private static final String READINESS = CompletionTools.READINESS;
    private static final String CHECKLIST = CompletionTools.CHECKLIST;
    private static final String WRAP_UP = CompletionTools.WRAP_UP;
    private static final String LIST = "planning/WRAP-UP-CHECKLIST.md";

    @TempDir
    private Path folder;

    private PlanningFixture planning;

    @BeforeEach
    void begin() {
        planning = PlanningFixture.begun(folder, (context, clock) -> {
            List<Tool<?, ?>> tools = new ArrayList<>(new CompletionTools(context, clock).all());
            tools.addAll(HandoffTools.of(context));
            tools.addAll(GoalTools.of(context, clock));
            return tools;
        });
    }

    @AfterEach
    void close() {
        planning.close();
    }

    private static Json check(Json answer, String category) {
        return answer.at("checks").orElseThrow().asList().stream()
                .filter(check -> check.at("category").equals(java.util.Optional.of(Json.of(category))))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Json answer, String... path) {
        return answer.at(path).flatMap(Json::asText).orElseThrow(() -> new AssertionError(answer.toString()));
    }

    /** A goal that took four days, archived. */
    private Item reached(String title) {
        Item goal = planning.selected(title);
        planning.days(1);
        planning.move(goal, "start");
        planning.days(3);
        planning.edit(goal, Json.Obj.EMPTY.with("retrospective", Json.of("Begin with the fonts.")));
        planning.move(goal, "complete");
        planning.days(2);
        return planning.move(goal, "implement");
    }

    @Test
    void aLeanProjectIsReadyWithNothingButItsGoals() {
        reached("Invoices");

        Json answer = planning.call(READINESS, "{}");

        assertThat(answer.at("ready")).as("%s", answer).contains(Json.of(true));
        assertThat(answer.at("completionPercentage")).contains(Json.of(100));
        assertThat(text(answer, "recommendations", "0", "tool")).isEqualTo(WRAP_UP);
    }

    @Test
    void aMarkIsNamedWithFileAndLineAndHoldsNothingUp() throws IOException {
        reached("Invoices");
        planning.write(
                "planning/ROADMAP.md", "# Roadmap\n\nTODO: dates\n\n```\nTODO in a fence\n```\n\nMastodon, TODOs\n");
        planning.write("README.md", "Shop\nprice TBD\n");

        Json answer = planning.call(READINESS, "{}");

        assertThat(answer.at("ready")).contains(Json.of(true));
        assertThat(check(answer, "documentation").at("details").orElseThrow().asList())
                .contains(Json.of("planning/ROADMAP.md:3: TODO: dates"), Json.of("README.md:2: price TBD"))
                .noneMatch(detail ->
                        detail.toString().contains("fence") || detail.toString().contains("TODOs"));
    }

    @Test
    void whatIsInTheWayIsNamedWithItsCall() {
        reached("Invoices");
        Item login = planning.selected("Login");
        planning.selected("Search");
        planning.move(login, "start", "complete");
        planning.call("prepare_spec_handoff", "{'goalId': 'Search'}");
        planning.workflow()
                .items()
                .addEvidence(
                        login.id(),
                        EvidenceDraft.of(Evidence.What.COMMAND, "failed")
                                .exit(1)
                                .command("npm test"),
                        Revision.NONE,
                        Cause.of("ana", "checked"));

        Json answer = planning.call(READINESS, "{}");

        assertThat(answer.at("ready")).contains(Json.of(false));
        assertThat(check(answer, "goals").at("blockers").orElseThrow().asList())
                .containsExactly(
                        Json.of("G-02 \"Login\" is completed and not archived."),
                        Json.of("G-03 \"Search\" is planning: complete it, or shelve it."));
        assertThat(text(answer, "recommendations", "0", "tool")).isEqualTo("archive_goal");
        assertThat(text(answer, "recommendations", "0", "params", "goalId")).isEqualTo("G-02");
        assertThat(check(answer, "workflows").at("blockers").toString())
                .contains("H-01")
                .contains("spec-driven");
        assertThat(check(answer, "evidence").at("blockers").toString())
                .contains("Login")
                .contains("failed");

        Json.Obj refused = planning.refused(WRAP_UP, "{}");
        assertThat(refused.text("code")).contains("E_NOT_READY");
        assertThat(refused.at("next", "tool")).contains(Json.of("archive_goal"));
    }

    @Test
    void theListHasItsItemsAndKeepsItsTicks() throws IOException {
        reached("Invoices");
        Json first = planning.call(CHECKLIST, "{}");
        assertThat(text(first, "checklistPath")).isEqualTo(LIST);
        String text = planning.read(LIST);
        assertThat(text).contains("- [x] Goal G-01 \"Invoices\" is archived with what was learned");
        assertThat(first.at("itemCount"))
                .contains(Json.of(
                        text.lines().filter(line -> line.startsWith("- [")).count()));

        planning.write(LIST, text.replace("- [ ] All tests pass", "- [x] All tests pass"));
        planning.selected("Login");
        planning.call(CHECKLIST, "{}");

        assertThat(planning.read(LIST))
                .contains("- [x] All tests pass", "- [ ] Goal G-02 \"Login\" is not-started")
                .doesNotContain("- [ ] All tests pass");
        long size = planning.read(LIST).length();
        planning.call(CHECKLIST, "{}");
        assertThat(planning.read(LIST)).hasSize((int) size);
    }

    @Test
    void aListThatSomebodyEditedIsLeftAlone() throws IOException {
        planning.call(CHECKLIST, "{}");
        String mine = planning.read(LIST) + "\n- [x] Water the plants\n";
        planning.write(LIST, mine);
        planning.selected("Login");

        Json answer = planning.call(CHECKLIST, "{}");

        assertThat(planning.read(LIST)).isEqualTo(mine);
        assertThat(text(answer, "checklistPath")).isEqualTo("planning/WRAP-UP-CHECKLIST.proposed.md");
        assertThat(text(answer, "message")).contains("left alone");
    }

    @Test
    void aListOutsideOfTheProjectIsRefused() {
        for (String path : List.of("../pm-escape.md", "/tmp/pm-escape.md", ".git/hooks/x.md", "a/../../b.md")) {
            assertThat(planning.refused(CHECKLIST, "{'outputFile': '" + path + "'}")
                            .text("code"))
                    .as(path)
                    .hasValueSatisfying(code -> assertThat(code).startsWith("E_PATH_"));
        }
        assertThat(folder.resolve("../pm-escape.md")).doesNotExist();
    }

    @Test
    void wrappingUpTellsHowLongItReallyTook() throws IOException {
        planning.days(4);
        reached("Invoices");
        planning.potential("Reports");

        Json answer = planning.call(WRAP_UP, "{'notes': 'Thanks to all.'}");

        assertThat(text(answer, "completionReportPath")).isEqualTo("planning/REPORT.md");
        assertThat(answer.at("validationPassed")).contains(Json.of(true));
        assertThat(planning.read("planning/REPORT.md"))
                .contains("# Completion report: Corner shop")
                .contains("1 of 1 goal was reached in 10 days.")
                .contains("1 potential goal is left for later.")
                .contains("| Plan | 2026-03-02 | 2026-03-12 | 10 days |")
                .contains("### G-01 \"Invoices\"", "Reached on 2026-03-10, 4 days after it was selected.")
                .contains("| Workflows of tasks | 0 |", "No goal was shelved.\n\n## Goals left for later")
                .contains("Begin with the fonts.", "- G-02 \"Reports\"", "Thanks to all.")
                .doesNotContain("{{");
        assertThat(planning.workflow().status().finished()).isTrue();
        assertThat(planning.workflow().status().phases())
                .filteredOn(phase -> phase.entered().isPresent())
                .allSatisfy(phase -> assertThat(phase.left()).isPresent());
    }

    @Test
    void aSecondCallSaysSoAndChangesNothing() throws IOException {
        reached("Invoices");
        planning.call(WRAP_UP, "{}");
        long revision = planning.revision();
        String report = planning.read("planning/REPORT.md");
        planning.days(3);

        Json again = planning.call(WRAP_UP, "{}");

        assertThat(text(again, "message")).contains("wrapped up already", "nothing was changed");
        assertThat(planning.revision()).isEqualTo(revision);
        assertThat(planning.read("planning/REPORT.md")).isEqualTo(report);
    }

    @Test
    void aReportThatCouldNotBeWrittenIsWrittenByTheNextCall() throws IOException {
        reached("Invoices");
        planning.write("planning/REPORT.md/in-the-way.txt", "a folder");

        Json failed = planning.call(WRAP_UP, "{}");
        assertThat(failed.at("completionReportPath")).isEmpty();
        assertThat(text(failed, "message")).contains("kept in the state", "call again");

        Files.delete(folder.resolve("planning/REPORT.md/in-the-way.txt"));
        Files.delete(folder.resolve("planning/REPORT.md"));
        planning.days(1);
        Json written = planning.call(WRAP_UP, "{}");
        assertThat(text(written, "completionReportPath")).isEqualTo("planning/REPORT.md");
        Json kept = planning.state().get(StateKey.json(WrapUp.KEY)).value();
        assertThat(planning.read("planning/REPORT.md")).isEqualTo(text(kept, "text"));
    }

    @Test
    void aReportOfSomebodyElseIsLeftAlone() throws IOException {
        reached("Invoices");
        planning.write("planning/REPORT.md", "# Mine\n");

        Json answer = planning.call(WRAP_UP, "{}");

        assertThat(planning.read("planning/REPORT.md")).isEqualTo("# Mine\n");
        assertThat(text(answer, "completionReportPath")).isEqualTo("planning/REPORT.proposed.md");
    }

    @Test
    void endingAnOpenProjectNeedsNotesAndTheReportNamesWhatIsOpen() throws IOException {
        planning.selected("Login");
        assertThat(planning.refused(WRAP_UP, "{'skipValidation': true}").text("code"))
                .contains("E_ARG_MISSING");

        Json answer = planning.call(WRAP_UP, "{'skipValidation': true, 'notes': 'No money left.'}");

        assertThat(answer.at("validationPassed")).contains(Json.of(false));
        assertThat(planning.read("planning/REPORT.md"))
                .contains("- G-01 \"Login\" is not-started: complete it, or shelve it.", "No money left.");

        Json again = planning.call(WRAP_UP, "{}");
        assertThat(text(again, "message")).contains("wrapped up already", "things open");
        assertThat(again.at("validationPassed")).contains(Json.of(false));
        assertThat(again.at("warnings")).isEqualTo(answer.at("warnings"));
        withoutTheListOfWhatWasOpen();
        assertThat(planning.call(WRAP_UP, "{}").at("validationPassed"))
                .as("an older report")
                .contains(Json.of(false));
    }

    private void withoutTheListOfWhatWasOpen() {
        Object unused = planning.state()
                .update(
                        StateKey.json(WrapUp.KEY),
                        report -> report.asObject().without("open"),
                        Cause.of("ana", "as an older version wrote it"));
    }

    @Test
    void undoTakesTheWrappingUpBack() {
        reached("Invoices");
        Json ended = planning.call(WRAP_UP, "{}");
        long commit = planning.state()
                .history(StateKey.json(WrapUp.KEY), 1)
                .get(0)
                .revision()
                .number();

        planning.state().takeBack(Revision.of(commit), Cause.of("ana", "too early"));

        assertThat(planning.workflow().status().finished()).isFalse();
        assertThat(planning.state().find(StateKey.json(WrapUp.KEY))).isEmpty();
        assertThat(ended.at("revision")).contains(Json.of(commit));
    }

    @Test
    void theStateOfAProjectFolderKeepsTheReport(@TempDir Path other) {
        try (LocalProject local = LocalProject.open(other);
                PlanningFixture real =
                        PlanningFixture.begun(local, (context, clock) -> new CompletionTools(context, clock).all())) {
            Json ended = real.call(WRAP_UP, "{'skipValidation': true, 'notes': 'It was a trial.'}");
            assertThat(text(ended, "completionReportPath")).isEqualTo("planning/REPORT.md");
            assertThat(real.workflow().status().finished()).isTrue();
        }
        try (LocalProject local = LocalProject.open(other);
                PlanningFixture later =
                        PlanningFixture.begun(local, (context, clock) -> new CompletionTools(context, clock).all())) {
            assertThat(text(later.call(WRAP_UP, "{}"), "message")).contains("wrapped up already");
        }
    }
}
