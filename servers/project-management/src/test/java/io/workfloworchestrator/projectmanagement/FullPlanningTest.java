package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The full planning from an empty folder to a wrapped-up project, with goals as items in the folders. */
class FullPlanningTest {
    private static final Cause ME = Cause.by("ana");
    private static final String GOALS = "02-goals-and-roadmap/";

    @TempDir
    private Path folder;

    private LocalProject project;
    private Workflow<Json> planning;

    @BeforeEach
    void open() {
        project = LocalProject.open(folder);
        WorkflowDefinition definition = WorkflowDefinition.builtIn("project-planning");
        Set<String> tools = new HashSet<>(WorkflowTools.NAMES);
        tools.addAll(definition.tools().keySet());
        planning = project.workflow(definition)
                .tools(tools, WorkflowTools.STANDARD)
                .open();
    }

    @AfterEach
    void close() {
        project.close();
    }

    private FullPlanningTest write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
        return this;
    }

    private void append(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text, StandardOpenOption.APPEND);
    }

    private void move(String from, String to) throws IOException {
        Files.createDirectories(folder.resolve(to).getParent());
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    private static String words(int length) {
        return "A text with words. ".repeat(length / 10);
    }

    /** The advice of this id is there and can be taken: with a tool and whole params, or with a path. */
    private NextStep suggested(String id) {
        NextSteps next = planning.next();
        project.files().flush();
        assertThat(next.notes()).isEmpty();
        assertThat(next.steps()).extracting(NextStep::id).contains(id);
        assertThat(next.steps()).allSatisfy(step -> {
            assertThat(step.call().isPresent() || step.path().isPresent())
                    .as(step.id())
                    .isTrue();
            assertThat(step.action() + step.because()).doesNotContain("${").doesNotContain("not filled in");
        });
        return next.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Item goal(String title) {
        List<Item> all = all();
        return all.stream()
                .filter(item -> item.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no goal " + title + " among "
                        + all.stream().map(Item::title).toList() + "; "
                        + project.state().notices()));
    }

    private List<Item> all() {
        List<Item> all = new ArrayList<>();
        planning.now().state().value().items("goal").forEach((id, item) -> all.add(new Item("goal", id, item)));
        return all;
    }

    private void edit(Item goal, Map<String, Json> fields) {
        Object unused = planning.items().edit(goal.id(), Json.object(fields), Revision.NONE, ME);
        project.files().flush();
    }

    private void advance(String from, String to) {
        assertThat(planning.next().steps().get(0).id()).isEqualTo("advance:" + from);
        Advance advance = planning.advance(Optional.of(to), ME);
        assertThat(advance).isInstanceOf(Advance.Advanced.class);
    }

    @Test
    void everyPhaseIsWalkedToTheEndWithAdviceBeforeEachAction() throws IOException {
        Object unused = planning.initialize("My shop", ME);
        suggested("init-create-structure");
        for (String name : List.of(
                "01-planning",
                "02-goals-and-roadmap",
                "03-resources-docs-assets-tools",
                "04-product-under-development",
                "05-brainstorming",
                "06-project-documentation",
                "07-temp",
                "08-archive")) {
            Files.createDirectories(folder.resolve(name));
        }
        assertThat(suggested("init-start-project-setup").call().orElseThrow().tool())
                .isEqualTo("start_project_setup");
        write("01-planning/CONSTITUTION.md", words(200));
        assertThat(suggested("init-continue-project-setup").because())
                .contains("03-resources-docs-assets-tools/STAKEHOLDERS.md");
        write("03-resources-docs-assets-tools/STAKEHOLDERS.md", words(100));
        write("03-resources-docs-assets-tools/RESOURCE-INDEX.md", words(100));
        write("02-goals-and-roadmap/ROADMAP.md", words(200));
        advance("initialization", "goal-development");

        suggested("goal-write-first");
        write("05-brainstorming/future-goals/brainstorming/notes.md", "we need a login");
        assertThat(suggested("goal-extract-ideas").call().orElseThrow().params())
                .containsEntry("filePath", "05-brainstorming/future-goals/brainstorming/notes.md");
        write(GOALS + "potential-goals/login/goal.md", "# Login\n");
        suggested("goal-state-impact-and-effort");
        append(GOALS + "potential-goals/login/goal.md", "\n**Impact Score:** High\n**Effort Score:** Low\n");
        NextStep select = suggested("goal-evaluate-potential");
        assertThat(select.call().orElseThrow().params()).containsEntry("potentialGoalFile", "G-01");
        move(GOALS + "potential-goals/login/goal.md", GOALS + "selected-goals/login/goal.md");
        assertThat(goal("Login").status()).isEqualTo("not-started");
        advance("goal-development", "execution");

        assertThat(suggested("exec-create-spec").call().orElseThrow().params()).containsEntry("goalId", "G-01");
        edit(goal("Login"), Map.of("spec", Json.of("specs/login")));
        suggested("exec-create-workflow");
        edit(goal("Login"), Map.of("workflow", Json.of("login")));
        Files.createDirectories(folder.resolve("07-temp/workflows/login"));
        suggested("exec-carry-out");
        move("07-temp/workflows/login", "08-archive/workflows/login");
        NextStep progress = suggested("exec-update-progress");
        assertThat(progress.call().orElseThrow().params()).containsEntry("status", "Completed");
        write(
                GOALS + "selected-goals/login/goal.md",
                Files.readString(folder.resolve(GOALS + "selected-goals/login/goal.md"))
                        .replace("status: not-started", "status: completed"));
        advance("execution", "completion");

        suggested("cross-archive-completed-goal");
        move(GOALS + "selected-goals/login/goal.md", "08-archive/goals/implemented/login/goal.md");
        suggested("complete-validate-readiness");
        Object done = planning.complete("validate-deliverables", "all pass", ME);
        assertThat(done).isNotNull();
        suggested("complete-generate-checklist");
        write("PROJECT-WRAP-UP-CHECKLIST.md", "- [x] all\n");
        write("README.md", words(200)).write("06-project-documentation/guide.md", "# Guide\n");
        suggested("complete-wrap-up");
        write("PROJECT-COMPLETION-REPORT.md", words(100));
        assertThat(planning.progress()).isEqualTo(100);
        assertThat(planning.advance(Optional.empty(), ME)).isInstanceOf(Advance.Advanced.class);
        assertThat(planning.status().finished()).isTrue();
        assertThat(project.state().notices()).isEmpty();
        assertThat(Files.readString(folder.resolve("08-archive/goals/implemented/login/goal.md")))
                .contains("# Login", "**Impact Score:** High", "status: implemented");
    }

    @Test
    void eachSelectedGoalHasItsOwnWayToTheEnd() throws IOException {
        for (String goal : List.of("pay", "pay-later", "search")) {
            write(GOALS + "selected-goals/" + goal + "/goal.md", "# " + goal + "\n");
        }
        Object begun = planning.initialize("", ME);
        assertThat(begun).isNotNull();
        Object unused = planning.jumpTo("execution", ME);

        assertThat(advised("exec-create-spec")).containsExactly("G-01", "G-02", "G-03");
        edit(goal("pay-later"), Map.of("spec", Json.of("specs/pay-later")));
        assertThat(advised("exec-create-spec")).hasSize(2);
        assertThat(advised("exec-create-workflow"))
                .containsExactly(goal("pay-later").number().orElseThrow());
        edit(goal("pay-later"), Map.of("workflow", Json.of("pay-later")));
        assertThat(planning.status().concerns())
                .anyMatch(c -> c.startsWith("Selected, but no workflow carries it out"));
        assertThat(planning.sync().state().value().isDone("create-tasks")).isFalse();
        for (String goal : List.of("pay", "search")) {
            edit(goal(goal), Map.of("spec", Json.of("specs/" + goal), "workflow", Json.of(goal)));
        }
        assertThat(planning.sync().state().value().isDone("create-tasks")).isTrue();
        Files.createDirectories(folder.resolve("08-archive/workflows/pay"));
        assertThat(advised("exec-update-progress"))
                .containsExactly(goal("pay").number().orElseThrow());
        assertThat(planning.sync().state().value().isDone("execute-workflow")).isFalse();
    }

    private List<String> advised(String id) {
        return planning.next().steps().stream()
                .filter(step -> step.id().startsWith(id))
                .map(step -> String.valueOf(step.call().orElseThrow().params().get("goalId")))
                .sorted()
                .toList();
    }

    @Test
    void aGoalThatIsOpenedAgainAtTheEndIsCompletedByTheNextStep() {
        for (Map.Entry<String, String> type :
                Map.of("project-planning", "completion", "planning", "wrap-up").entrySet()) {
            Workflow<Json> some = project.workflow(type.getKey() + "/main")
                    .tools(Toolset.tools(Toolset.DEFAULT), WorkflowTools.STANDARD)
                    .open();
            Object unused = some.initialize("My shop", ME);
            Item goal = some.items()
                    .add(
                            "goal",
                            Json.parse("{\"title\": \"Release\", \"impact\": \"High\", \"effort\": \"Low\"}")
                                    .asObject(),
                            ME)
                    .item();
            for (String move : List.of("promote", "start", "complete")) {
                unused = some.items().move(goal.id(), move, Revision.NONE, ME);
            }
            unused = some.jumpTo(type.getValue(), ME);
            unused = some.items().move(goal.id(), "start", Revision.NONE, ME);
            assertThat(some.next().steps())
                    .as("%s %s", some.status().phase(), some.next())
                    .filteredOn(step -> step.id().startsWith("end-goal"))
                    .singleElement()
                    .satisfies(step -> {
                        assertThat(step.call().orElseThrow().tool()).isEqualTo("update_goal_progress");
                        assertThat(step.call().orElseThrow().params())
                                .containsEntry("goalId", "G-01")
                                .containsEntry("status", "Completed");
                        assertThat(step.because()).contains("It is in-progress, at 0 percent");
                    });
        }
    }

    @Test
    void twoGoalsOfOneTitleHaveFoldersOfTheirOwnToTheArchive() {
        Object unused = planning.initialize("My shop", ME);
        for (int round = 1; round <= 2; round++) {
            Item goal = planning.items()
                    .add(
                            "goal",
                            Json.parse("{\"title\": \"Release\", \"impact\": \"High\", \"effort\": \"Low\"}")
                                    .asObject(),
                            ME)
                    .item();
            for (String move : List.of("promote", "start", "complete", "implement")) {
                unused = planning.items().move(goal.id(), move, Revision.NONE, ME);
            }
        }
        project.files().flush();
        assertThat(folder.resolve("08-archive/goals/implemented/release/goal.md"))
                .content()
                .contains("id: G-01");
        assertThat(folder.resolve("08-archive/goals/implemented/release-G-02/goal.md"))
                .content()
                .contains("id: G-02");
        assertThat(project.state().notices()).isEmpty();
    }
}
