package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectPlanningTest {
    private static final List<String> FOLDERS = List.of(
            "01-planning",
            "02-goals-and-roadmap",
            "03-resources-docs-assets-tools",
            "04-product-under-development",
            "05-brainstorming",
            "06-project-documentation",
            "07-temp",
            "08-archive");
    private static final String GOAL = "---\nimpact: High\neffort: Low\n%s---\n# Login\n";

    @TempDir
    Path root;

    @Test
    void everyPhaseIsWalkedToTheEndWithoutASkipAndWithAdviceBeforeEachAction() {
        Project project = new Project(root);
        Workflow<Json> planning = project.planning();
        planning.initialize("My shop", Project.ME);

        suggested(planning, "init-create-structure", "01-planning");
        FOLDERS.forEach(project::folder);
        suggested(planning, "init-start-project-setup", "01-planning/CONSTITUTION.md");
        project.write("01-planning/CONSTITUTION.md", Project.words(200));
        suggested(planning, "step:identify-stakeholders", "03-resources-docs-assets-tools/STAKEHOLDERS.md");
        project.write("03-resources-docs-assets-tools/STAKEHOLDERS.md", Project.words(100));
        suggested(planning, "step:identify-resources", "03-resources-docs-assets-tools/RESOURCE-INDEX.md");
        project.write("03-resources-docs-assets-tools/RESOURCE-INDEX.md", Project.words(100));
        suggested(planning, "step:generate-roadmap", "02-goals-and-roadmap/ROADMAP.md");
        Advance.Refused refused = (Advance.Refused) planning.advance(Optional.empty(), Project.ME);
        assertThat(refused.missing()).extracting(Missing::id).containsExactly("step:generate-roadmap");
        project.write("02-goals-and-roadmap/ROADMAP.md", Project.words(200));
        advance(planning, "initialization", "goal-development");

        suggested(planning, "goal-write-first", "02-goals-and-roadmap/potential-goals/first-goal/goal.md");
        project.write("05-brainstorming/future-goals/brainstorming/ideas.md", "we need a login");
        suggested(planning, "goal-extract-ideas", "02-goals-and-roadmap/potential-goals");
        project.write("02-goals-and-roadmap/potential-goals/login/goal.md", "# Login\n");
        suggested(planning, "goal-state-impact-and-effort", "02-goals-and-roadmap/potential-goals/login/goal.md");
        project.write("02-goals-and-roadmap/potential-goals/login/goal.md", GOAL.formatted(""));
        suggested(planning, "goal-evaluate-potential", "02-goals-and-roadmap/selected-goals/login/goal.md");
        project.move("02-goals-and-roadmap/potential-goals/login", "02-goals-and-roadmap/selected-goals/login");
        advance(planning, "goal-development", "execution");

        suggested(planning, "exec-create-spec", "02-goals-and-roadmap/selected-goals/login/spec/specification.md");
        project.write("02-goals-and-roadmap/selected-goals/login/spec/specification.md", "# Spec\n");
        suggested(planning, "exec-create-workflow", "07-temp/workflows/goal-login-implementation");
        project.folder("07-temp/workflows/goal-login-implementation");
        suggested(planning, "exec-carry-out", "08-archive/workflows/goal-login-implementation");
        project.move("07-temp/workflows/goal-login-implementation", "08-archive/workflows/goal-login-implementation");
        suggested(planning, "exec-update-progress", "02-goals-and-roadmap/selected-goals/login/goal.md");
        project.write("02-goals-and-roadmap/selected-goals/login/goal.md", GOAL.formatted("status: completed\n"));
        advance(planning, "execution", "completion");

        suggested(planning, "cross-archive-completed-goal", "08-archive/goals/implemented/login/goal.md");
        project.move("02-goals-and-roadmap/selected-goals/login", "08-archive/goals/implemented/login");
        NextStep validate = suggested(planning, "complete-validate-readiness", "");
        assertThat(validate.call().orElseThrow().params()).containsEntry("step", "validate-deliverables");
        planning.complete("validate-deliverables", "all acceptance tests pass", Project.ME);
        suggested(planning, "complete-generate-checklist", "PROJECT-WRAP-UP-CHECKLIST.md");
        project.write("PROJECT-WRAP-UP-CHECKLIST.md", "- [x] all\n");
        suggested(planning, "step:complete-documentation", "README.md");
        project.write("README.md", Project.words(200)).write("06-project-documentation/guide.md", "# Guide\n");
        suggested(planning, "complete-wrap-up", "PROJECT-COMPLETION-REPORT.md");
        project.write("PROJECT-COMPLETION-REPORT.md", Project.words(100));

        assertThat(planning.progress()).isEqualTo(100);
        NextStep finish = planning.next().steps().get(0);
        assertThat(finish.id()).isEqualTo("advance:completion");
        assertThat(finish.call().orElseThrow().params()).isEmpty();
        Advance.Advanced<?> finished = (Advance.Advanced<?>) planning.advance(Optional.empty(), Project.ME);
        assertThat(finished.to()).isEmpty();
        assertThat(planning.next().steps()).isEmpty();
        assertThat(planning.status().finished()).isTrue();
        assertThat(planning.status().phases()).allMatch(p -> p.status().equals("complete"));
        assertThat(planning.status().concerns()).isEmpty();
        assertThat(planning.status().phases().stream().flatMap(p -> p.steps().stream()))
                .hasSize(17)
                .allMatch(s -> s.status().equals("complete"));
    }

    /** The advice of that id is there, with that path (or any), can be done at once, and everything else can be too. */
    private static NextStep suggested(Workflow<Json> planning, String id, String path) {
        NextSteps next = planning.next();
        assertThat(next.notes()).isEmpty();
        assertThat(next.steps()).extracting(NextStep::id).contains(id);
        assertThat(next.steps()).allSatisfy(step -> {
            assertThat(step.call()).isPresent();
            assertThat(Project.TOOLS).contains(step.call().orElseThrow().tool());
            assertThat(step.action() + step.because()).doesNotContain("${").doesNotContain("not filled in");
        });
        NextStep step =
                next.steps().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
        assertThat(step.path().orElse("")).isEqualTo(path);
        return step;
    }

    private static void advance(Workflow<Json> planning, String from, String to) {
        NextStep first = planning.next().steps().get(0);
        assertThat(first.id()).isEqualTo("advance:" + from);
        assertThat(first.call().orElseThrow())
                .isEqualTo(new Call("advance_workflow_phase", java.util.Map.of("targetPhase", to)));
        Advance advance = planning.advance(Optional.of(to), Project.ME);
        assertThat(advance).isInstanceOf(Advance.Advanced.class);
        assertThat(planning.status().phase()).isEqualTo(to);
    }

    @Test
    void realIdsOfAllGoalsAreInTheParametersWhenTheToolsAreOffered() {
        Project project = new Project(root);
        for (String goal : List.of("login", "search", "pay")) {
            project.write("02-goals-and-roadmap/selected-goals/" + goal + "/goal.md", GOAL.formatted(""));
        }
        project.write("02-goals-and-roadmap/selected-goals/pay/spec/specification.md", "# Spec\n");
        Workflow<Json> planning = Workflow.at(project.folder(), Project.planningOfBefore(), project.states)
                .tools(java.util.Set.of("prepare_spec_handoff", "prepare_task_executor_handoff"))
                .open();
        planning.initialize("", Project.ME);
        planning.jumpTo("execution", Project.ME);

        List<Call> calls = new ArrayList<>();
        planning.next().steps().forEach(step -> step.call().ifPresent(calls::add));

        assertThat(calls)
                .contains(
                        new Call("prepare_spec_handoff", java.util.Map.of("goalId", "login")),
                        new Call("prepare_spec_handoff", java.util.Map.of("goalId", "search")),
                        new Call("prepare_task_executor_handoff", java.util.Map.of("goalId", "pay")));
        assertThat(calls).doesNotContain(new Call("prepare_spec_handoff", java.util.Map.of("goalId", "pay")));
    }

    private static final String EXECUTION = "02-goals-and-roadmap/selected-goals/";

    /** Work in the phase of execution, with these goals selected and specified. */
    private Workflow<Json> executing(Project project, String... goals) {
        for (String goal : goals) {
            project.write(EXECUTION + goal + "/goal.md", GOAL.formatted(""))
                    .write(EXECUTION + goal + "/spec/specification.md", "# Spec\n");
        }
        Workflow<Json> planning = project.planning();
        planning.initialize("", Project.ME);
        planning.jumpTo("execution", Project.ME);
        return planning;
    }

    private static List<String> adviceAboutTasks(Workflow<Json> planning) {
        return planning.next().steps().stream()
                .filter(step -> step.id().startsWith("exec-create-workflow"))
                .map(step -> step.path().orElse(""))
                .sorted()
                .toList();
    }

    @Test
    void eachSelectedGoalHasItsOwnWay() {
        Project project = new Project(root);
        Workflow<Json> planning = executing(project, "pay", "pay-later", "search");
        project.folder("07-temp/workflows/goal-pay-later-implementation");

        assertThat(adviceAboutTasks(planning))
                .containsExactly(
                        "07-temp/workflows/goal-pay-implementation", "07-temp/workflows/goal-search-implementation");
        assertThat(planning.status().health()).isEqualTo(Health.WARNING);
        assertThat(planning.status().concerns()).contains("Selected, but no workflow carries it out: pay, search.");
        Advance.Refused refused = (Advance.Refused) planning.advance(Optional.empty(), Project.ME);
        assertThat(refused.missing()).extracting(Missing::id).contains("step:create-tasks");

        project.folder("07-temp/workflows/tasks-of-pay").folder("07-temp/workflows/goal-search-implementation");
        assertThat(adviceAboutTasks(planning)).isEmpty();
        assertThat(planning.status().concerns()).noneMatch(concern -> concern.startsWith("Selected, but"));
        assertThat(planning.sync().state().value().isDone("create-tasks")).isTrue();

        project.move("07-temp/workflows/goal-search-implementation", "08-archive/workflows/goal-search-implementation");
        project.delete("07-temp/workflows/tasks-of-pay").delete("07-temp/workflows/goal-pay-later-implementation");
        assertThat(planning.sync().state().value().isDone("execute-workflow"))
                .as("two goals are not carried out")
                .isFalse();
        assertThat(planning.sync().state().value().isDone("create-tasks")).isFalse();
    }

    @Test
    void aGoalThatIsCompletedNeedsNoTasksAndEachNeedsItsOwnSpecification() {
        Project project = new Project(root);
        Workflow<Json> planning = executing(project, "login", "search");
        project.folder("07-temp/workflows/goal-login-implementation");
        project.write(EXECUTION + "search/goal.md", GOAL.formatted("status: completed\n"));
        assertThat(planning.sync().state().value().isDone("create-tasks")).isTrue();

        // As many specifications as goals, but one of them is of no goal.
        project.delete(EXECUTION + "search/spec/specification.md")
                .write(EXECUTION + "other/spec/specification.md", "# Spec\n");
        assertThat(planning.sync().state().value().isDone("create-specification"))
                .isFalse();
        assertThat(planning.next().steps()).extracting(NextStep::id).contains("exec-create-spec");
    }

    @Test
    void hundredsOfGoalsAreDecidedWithinTheBounds() {
        Project project = new Project(root);
        String[] goals = java.util.stream.IntStream.range(0, 300)
                .mapToObj(i -> "goal-" + (1000 + i))
                .toArray(String[]::new);
        Workflow<Json> planning = executing(project, goals);
        for (String goal : goals) {
            project.folder("07-temp/workflows/tasks-of-" + goal);
        }

        assertThat(planning.next().notes()).isEmpty();
        assertThat(planning.sync().state().value().isDone("create-tasks")).isTrue();
    }

    /** The layout from before the numbered folders; the paths differ, the definition and the code do not. */
    @Test
    void projectsInTheOlderLayoutAreCarriedToTheirEnd() {
        String goals = "brainstorming/future-goals/";
        Project project = new Project(root)
                .write(goals + "CONSTITUTION.md", Project.words(200))
                .write("03-resources-docs-assets-tools/STAKEHOLDERS.md", Project.words(100))
                .write("03-resources-docs-assets-tools/RESOURCE-INDEX.md", Project.words(100))
                .write("02-goals-and-roadmap/ROADMAP.md", Project.words(200));
        Workflow<Json> planning = project.planning();
        planning.initialize("", Project.ME);
        advance(planning, "initialization", "goal-development");

        project.write(goals + "brainstorming/ongoing-brainstorming-discussion.md", "we need a login");
        suggested(planning, "goal-extract-ideas", goals + "potential-goals");
        project.write(goals + "potential-goals/login.md", GOAL.formatted(""));
        suggested(planning, "goal-evaluate-potential", goals + "selected-goals/login/goal.md");
        project.move(goals + "potential-goals/login.md", goals + "selected-goals/login/goal.md");
        advance(planning, "goal-development", "execution");

        suggested(planning, "exec-create-spec", goals + "selected-goals/login/spec/specification.md");
        project.write(goals + "selected-goals/login/spec/specification.md", "# Spec\n");
        suggested(planning, "exec-create-workflow", "temp/workflows/goal-login-implementation");
        project.folder("temp/workflows/goal-login-implementation");
        suggested(planning, "exec-carry-out", "archive/workflows/goal-login-implementation");
        project.move("temp/workflows/goal-login-implementation", "archive/workflows/goal-login-implementation");
        project.write(goals + "selected-goals/login/goal.md", GOAL.formatted("status: completed\n"));
        advance(planning, "execution", "completion");
        suggested(planning, "cross-archive-completed-goal", goals + "archive/implemented/login/goal.md");
        project.move(goals + "selected-goals/login", goals + "archive/implemented/login");

        assertThat(planning.status().phases().get(3).steps())
                .filteredOn(s -> s.id().equals("archive-goals"))
                .allMatch(s -> s.status().equals("complete"));
        assertThat(project.root.resolve("01-planning")).doesNotExist();
    }

    @Test
    void whatIsMissingIsSaidInPlainWords() {
        Project project = new Project(root).folder("01-planning");
        Workflow<Json> planning = project.planning();
        planning.initialize("", Project.ME);

        assertThat(planning.next().steps().get(0).because())
                .startsWith("Still missing: 02-goals-and-roadmap, 03-resources-docs-assets-tools, ");
        assertThatThrownBy(() -> planning.complete("create-structure", "", Project.ME))
                .hasMessageStartingWith(
                        "Step \"create-structure\" is not done: Create the missing folders: 02-goals-and-")
                .hasMessageContaining("08-archive. It completes itself");
    }
}
