package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Milestones and stakeholders as items: what people edit of them, and what is advised about them. */
class MilestonesTest {
    private static final Cause ME = Cause.by("ana");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Workflow<Json> begun(LocalProject project, String type) {
        Workflow<Json> planning = project.workflow(WorkflowDefinition.builtIn(type))
                .clock(CLOCK)
                .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                .open();
        Object unused = planning.initialize("Corner shop", ME);
        return planning;
    }

    private static Item added(Workflow<Json> planning, String kind, String fields) {
        return planning.items()
                .add(kind, Json.parse(fields.replace('\'', '"')).asObject(), ME)
                .item();
    }

    private static List<String> advised(Workflow<Json> planning) {
        return planning.next().steps().stream().map(NextStep::action).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "planning, planning/milestones.md",
        "project-planning, 02-goals-and-roadmap/milestones.md",
    })
    void aMilestoneIsALineThatPeopleEdit(String type, String path) throws IOException {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = begun(project, type);
            Item beta = added(planning, "milestone", "{'title': 'Beta', 'due': '2026-04-01', 'phase': 'Build'}");
            Item release = added(
                    planning, "milestone", "{'title': 'Release', 'due': '2026-05-01', 'needs': ['" + beta.id() + "']}");
            project.files().flush();

            String written = Files.readString(folder.resolve(path));
            assertThat(written)
                    .contains("- [ ] M-01 Beta", "📅 2026-04-01", "[phase:: Build]")
                    .contains("- [ ] M-02 Release (depends on M-01)");
            Files.writeString(
                    folder.resolve(path),
                    written.replace("2026-04-01", "2026-04-09").replace("[ ] M-01", "[x] M-01")
                            + "- [ ] M-03 Shop in Rome 📅 2026-09-01\n");

            Item now = planning.items().named(beta.id());
            assertThat(now.status()).isEqualTo("reached");
            assertThat(now.state().text("due")).contains("2026-04-09");
            assertThat(planning.items().named("M-03").title()).isEqualTo("Shop in Rome");
            assertThat(planning.items().named(release.id()).state().fields().get("needs"))
                    .isEqualTo(Json.strings(List.of(beta.id())));
        }
    }

    @Test
    void aMilestoneWhoseDayIsOverIsAWarning() {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = begun(project, "planning");
            added(planning, "milestone", "{'title': 'Beta', 'due': '2026-03-02'}");
            assertThat(planning.now().status().concerns()).isEmpty();
            Item late = added(planning, "milestone", "{'title': 'Alpha', 'due': '2026-03-01'}");
            assertThat(planning.now().status().concerns().toString())
                    .contains("M-02 Alpha (2026-03-01)")
                    .contains("planning/milestones.md")
                    .doesNotContain("Beta");
            planning.items().move(late.id(), "reach", Revision.NONE, ME);
            assertThat(planning.now().status().concerns()).isEmpty();
        }
    }

    @Test
    void aMilestoneIsAdvisedOnceItsGoalsAreReached() {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = begun(project, "planning");
            Item goal = added(planning, "goal", "{'title': 'Pay by card', 'impact': 'High', 'effort': 'Low'}");
            added(planning, "milestone", "{'title': 'Beta', 'due': '2026-04-01', 'goals': ['" + goal.id() + "']}");
            added(planning, "milestone", "{'title': 'Later', 'due': '2026-06-01'}");
            assertThat(advised(planning)).noneMatch(action -> action.contains("Beta") || action.contains("Later"));
            for (String move : List.of("promote", "start", "complete")) {
                planning.items().move(goal.id(), move, Revision.NONE, ME);
            }
            assertThat(advised(planning))
                    .contains("Say that M-01, Beta, is reached")
                    .noneMatch(action -> action.contains("Later"));
        }
    }

    @Test
    void onlyAStakeholderWhomNobodyWeighedIsAdvised() {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = begun(project, "planning");
            added(planning, "stakeholder", "{'title': 'The bank', 'influence': 'High', 'interest': 'Low'}");
            Item unknown = added(planning, "stakeholder", "{'title': 'Neighbours'}");
            assertThat(advised(planning))
                    .contains("Say what influence and interest Neighbours has")
                    .noneMatch(action -> action.contains("The bank"));
            Object unused = planning.items()
                    .edit(
                            unknown.id(),
                            Json.object(Map.of("influence", Json.of("Low"), "interest", Json.of("Low"))),
                            Revision.NONE,
                            ME);
            assertThat(advised(planning)).noneMatch(action -> action.contains("Neighbours"));
        }
    }
}
