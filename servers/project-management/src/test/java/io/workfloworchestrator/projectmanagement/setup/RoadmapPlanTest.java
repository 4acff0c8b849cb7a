package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals in phases, in order and in time. */
class RoadmapPlanTest {
    private static final LocalDate START = LocalDate.of(2026, 3, 2);

    @TempDir
    private Path folder;

    private SetupRules.Windows rules;

    @BeforeEach
    void read() {
        rules = SetupRules.of(ProjectFolder.open(folder)).roadmap();
    }

    private static SetupGoal goal(String text, String tier, String effort, String... needs) {
        return new SetupGoal(
                text, "medium", "estimated", effort, "estimated", tier, List.of(), List.of(needs), List.of("Q-goals"));
    }

    private RoadmapPlan plan(SetupGoal... goals) {
        return RoadmapPlan.of(List.of(goals), START, rules);
    }

    @Test
    void goalsStayInTheOrderInWhichTheyWereSaid() {
        RoadmapPlan plan = plan(
                goal("g0", "Now", "low"), goal("g1", "Now", "low"), goal("g2", "Now", "low"), goal("g3", "Now", "low"));
        assertThat(plan.goals()).extracting(SetupGoal::text).containsExactly("g0", "g1", "g2", "g3");
        assertThat(plan.remarks()).isEmpty();
    }

    @Test
    void whatIsNeededComesFirst() {
        RoadmapPlan plan = plan(
                goal("Portal", "Now", "low", "Login"),
                goal("Reports", "Later", "low"),
                goal("Login", "Later", "low", "Database"),
                goal("Database", "Someday", "low"));
        assertThat(plan.goals()).extracting(SetupGoal::text).containsExactly("Database", "Login", "Portal", "Reports");
        assertThat(plan.phases())
                .extracting(RoadmapPlan.Phase::name)
                .containsExactly("Foundation", "Advanced features");
        assertThat(plan.remarks())
                .containsExactly(
                        "\"Login\" moved up, since \"Portal\" needs it.",
                        "\"Database\" moved up, since \"Login\" needs it.");
    }

    @Test
    void aCircleIsBrokenAndNamed() {
        RoadmapPlan plan = plan(
                goal("a1", "Now", "low", "b1"),
                goal("b1", "Now", "low", "c1"),
                goal("c1", "Now", "low", "a1"),
                goal("d1", "Now", "low", "d1", "nothing such"));
        assertThat(plan.goals()).extracting(SetupGoal::text).containsExactly("c1", "b1", "a1", "d1");
        assertThat(plan.remarks())
                .containsExactly(
                        "\"c1\" and \"a1\" need each other; the second of these needs was left out.",
                        "\"d1\" and \"d1\" need each other; the second of these needs was left out.",
                        "\"d1\" needs \"nothing such\", which is no goal of the set-up.");
    }

    @Test
    void manyGoalsForNextAreTwoPhases() {
        List<SetupGoal> goals = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            goals.add(goal("goal " + i, "Next", "low"));
        }
        RoadmapPlan plan = RoadmapPlan.of(goals, START, rules);
        assertThat(plan.phases())
                .extracting(phase -> phase.name() + " " + phase.goals().size())
                .containsExactly("Core features 4", "Enhancement 3");
    }

    @Test
    void windowsFollowEachOtherAndMilestonesLieWithin() {
        RoadmapPlan plan = plan(
                goal("a", "Now", "very-low"),
                goal("b", "Now", "medium"),
                goal("c", "Next", "very-high"),
                goal("d", "Someday", "high"));
        assertThat(plan.phases()).extracting(RoadmapPlan.Phase::weeks).containsExactly(6, 12, 0);
        assertThat(plan.weeks()).isEqualTo(18);
        RoadmapPlan.Phase first = plan.phases().get(0);
        assertThat(first.duration()).isEqualTo("2 months");
        assertThat(first.end())
                .isEqualTo(LocalDate.of(2026, 4, 13))
                .isEqualTo(plan.phases().get(1).start());
        assertThat(first.milestones()).extracting(RoadmapPlan.Milestone::id).containsExactly("M1.1", "M1.2");
        assertThat(first.milestones().get(1).day()).isEqualTo(first.end());
        RoadmapPlan.Phase last = plan.phases().get(2);
        assertThat(last.hasDates()).isFalse();
        assertThat(last.milestones()).isEmpty();
        assertThat(last.duration()).isEqualTo("no dates yet");
    }

    @Test
    void atMostThreeMilestonesInAPhase() {
        List<SetupGoal> goals = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            goals.add(goal("goal " + i, "Later", "high"));
        }
        List<RoadmapPlan.Milestone> milestones =
                RoadmapPlan.of(goals, START, rules).phases().get(0).milestones();
        assertThat(milestones).extracting(m -> m.goals().size()).containsExactly(3, 3, 2);
        assertThat(milestones.get(0).name()).isEqualTo("goal 1 and 2 more");
    }

    @Test
    void timesAreReadInWeeks() {
        assertThat(Roadmap.weeks("6 months")).contains(26);
        assertThat(Roadmap.weeks("about 1.5 years")).contains(78);
        assertThat(Roadmap.weeks("10 days")).contains(1);
        assertThat(Roadmap.weeks("a 3-month project")).contains(13);
        assertThat(Roadmap.weeks("soon")).isEmpty();
    }

    @Test
    void anEffortThatIsNoneIsNoFault() {
        RoadmapPlan plan = plan(goal("a", "Unknown", "enormous"));
        assertThat(plan.phases().get(0).weeks()).isEqualTo(5);
    }
}
