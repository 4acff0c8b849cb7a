package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a first idea to a wrapped-up project, by a client over real streams: each action is suggested before it is done, no step is
 * skipped, and the last one is undone and done again.
 */
class PlanningPipelineTest {
    @TempDir
    private Path folder;

    private Path project = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        project = Files.createDirectory(folder.toRealPath().resolve("Corner shop"));
    }

    @Test
    void leanPlanningGoesFromNotesToTheReportInARepository() throws IOException {
        repository();
        lean();
    }

    @Test
    @Tag("nightly")
    void leanPlanningGoesFromNotesToTheReportInAnEmptyFolder() throws IOException {
        lean();
    }

    private void lean() throws IOException {
        try (PlanningAgent agent = new PlanningAgent(project, "--toolsets", "all")) {
            Json.Obj begun = agent.call("initialize_project_orchestration", "{'projectName': 'Corner shop'}");
            assertThat(begun.text("currentPhase")).contains("plan");

            brainstorm(agent, "planning/notes");
            evaluateWhatAPersonWrote(agent, "planning/goals/opening-hours.md");
            Json.Obj selected = agent.follow("promote_to_selected");
            assertThat(selected.text("goalId")).contains("G-01");
            agent.advance("plan");

            agent.follow("prepare_spec_handoff");
            specify();
            agent.follow("update_goal_progress", "{'specPath': 'specs/g-01'}");
            Json.Obj passedOn = agent.follow("prepare_task_executor_handoff");
            assertThat(passedOn.toString()).contains("H-02", "T001", "T002");
            agent.follow("update_goal_progress", "{'status': 'In Progress'}");
            tickTasks();
            assertThat(agent.follow("update_goal_progress").get("newProgress")).isEqualTo(Json.of(100));
            completeWithEvidence(agent);
            agent.follow("check_review_needed");
            archive(agent);
            agent.advance("do");

            agent.call("validate_project_readiness", "{}");
            agent.follow("wrap_up_project");
            isAtItsEnd(agent, "planning/REPORT.md");
        }
    }

    @Test
    void fullPlanningGoesFromTheSetUpToTheReportInAnEmptyFolder() throws IOException {
        full();
    }

    @Test
    @Tag("nightly")
    void fullPlanningGoesFromTheSetUpToTheReportInARepository() throws IOException {
        repository();
        full();
    }

    private void full() throws IOException {
        write(".ai-planning/planning.yaml", "type: project-planning\n");
        try (PlanningAgent agent = new PlanningAgent(project, "--toolsets", "all")) {
            agent.call("initialize_project_orchestration", "{'projectName': 'Corner shop'}");
            setUp(agent);
            agent.advance("initialization");

            brainstorm(agent, "05-brainstorming/future-goals/brainstorming");
            evaluateWhatAPersonWrote(agent, "02-goals-and-roadmap/potential-goals/opening-hours/goal.md");
            agent.follow("promote_to_selected");
            agent.advance("goal-development");

            agent.follow("prepare_spec_handoff");
            specify();
            agent.follow("update_goal_progress", "{'specPath': 'specs/g-01'}");
            agent.follow("prepare_task_executor_handoff");
            Files.createDirectories(project.resolve("07-temp/workflows/card"));
            agent.follow("update_goal_progress", "{'workflow': 'card'}");
            tickTasks();
            agent.byHand("08-archive/workflows/card");
            Files.createDirectories(project.resolve("08-archive/workflows"));
            Files.move(project.resolve("07-temp/workflows/card"), project.resolve("08-archive/workflows/card"));
            completeWithEvidence(agent);
            agent.follow("check_review_needed");
            archive(agent);
            agent.advance("execution");

            complete(agent);
            isAtItsEnd(agent, "PROJECT-COMPLETION-REPORT.md");
        }
    }

    private void setUp(PlanningAgent agent) {
        agent.byHand("01-planning");
        Json.Obj asked = agent.follow("start_project_setup");
        assertThat(asked.get("readyToGenerate")).isEqualTo(Json.of(false));
        Json.Obj answered = agent.call(
                "continue_project_setup",
                "{'answers': {'type': 'software', 'description': 'A shop on the web for a bakery.',"
                        + " 'problem': 'Nobody can order a cake at night.', 'goals': ['Orders at night'],"
                        + " 'stakeholders': ['300 customers', 'two bakers'], 'team': ['2 developers'],"
                        + " 'timeframe': '3 months', 'success': ['Half of the cakes are ordered on the web.'],"
                        + " 'constraints': ['Card numbers are never kept.']}}");
        assertThat(answered.get("readyToGenerate")).as(answered.toString()).isEqualTo(Json.of(true));
        assertThat(answered.text("message").orElse("")).contains("finalize_project_setup");
        agent.call("finalize_project_setup", "{'createPotentialGoals': false}");
    }

    /** A person thinks aloud in a file; its ideas are kept, and one becomes a goal. */
    private void brainstorm(PlanningAgent agent, String notes) throws IOException {
        agent.byHand(notes);
        write(
                notes + "/kickoff.md",
                "# Ideas\n\n- We should let customers pay by card at checkout\n- Add a page where bakers see their orders\n");
        Json.Obj kept = agent.follow("extract_ideas");
        assertThat(kept.get("saved")).as(kept.toString()).isEqualTo(Json.of(2));
        Json.Obj goal = agent.follow("create_potential_goal", "{'measures': ['a payment goes through']}");
        assertThat(goal.text("goalId")).contains("G-01");
    }

    /** A file that says nothing but its title is a goal too, once somebody says what it is worth. */
    private void evaluateWhatAPersonWrote(PlanningAgent agent, String file) throws IOException {
        write(file, "# Opening hours on the first page\n\nCustomers ask for them every day.\n");
        Json.Obj evaluated = agent.follow("evaluate_goal");
        assertThat(evaluated.at("tier", "tier")).isPresent();
    }

    private void specify() throws IOException {
        write("specs/g-01/specification.md", "# Pay by card\n\nA customer pays by card and gets a receipt.\n");
        write("specs/g-01/tasks.md", "# Tasks\n\n- [ ] T001 Choose a provider\n- [ ] T002 Take a payment\n");
    }

    private void tickTasks() throws IOException {
        write("specs/g-01/tasks.md", "# Tasks\n\n- [x] T001 Choose a provider\n- [x] T002 Take a payment\n");
    }

    private static void completeWithEvidence(PlanningAgent agent) {
        Json.Obj done = agent.follow(
                "update_goal_progress",
                "{'evidence': ['a payment goes through: paid one euro in the test shop'], 'status': 'Completed'}");
        assertThat(done.text("newStatus")).contains("completed");
    }

    private static void archive(PlanningAgent agent) {
        Json.Obj archived = agent.follow(
                "archive_goal",
                "{'retrospective': {'actualEffort': '3 days', 'lessonsLearned': 'Ask the bakers first.'}}");
        assertThat(archived.text("status")).contains("implemented");
    }

    private void complete(PlanningAgent agent) throws IOException {
        agent.byHand("06-project-documentation");
        write("06-project-documentation/how-to.md", "# How to sell cakes\n\nOpen the page of the orders.\n");
        write(
                "README.md",
                "# Corner shop\n\n" + "A shop on the web for a bakery, and how to run it. ".repeat(8) + "\n");
        agent.follow("validate_project_readiness");
        agent.follow("complete_step", "{'reason': 'Paid by card in the shop.'}");
        agent.follow("generate_completion_checklist");
        Json.Obj ready = agent.call("validate_project_readiness", "{}");
        assertThat(ready.get("ready")).as(ready.toString()).isEqualTo(Json.of(true));
        agent.follow("wrap_up_project");
    }

    /** Everything is done, nothing was skipped; the last step can be taken back and done again. */
    private void isAtItsEnd(PlanningAgent agent, String report) {
        isFinished(agent);
        assertThat(project.resolve(report)).isRegularFile();
        assertThat(agent.call("undo", "{}").text("message").orElse("")).contains("wrapped up the project");
        assertThat(agent.next())
                .as("the report is there, and the project is open again")
                .isNotEmpty();
        agent.follow("advance_workflow_phase");
        isFinished(agent);
        List<Json> commits = agent.call("get_history", "{'limit': 100}")
                .find("commits")
                .orElseThrow()
                .asList();
        assertThat(commits.toString())
                .contains("passed G-01 on to be specified", "archived G-01", "a payment goes through");
    }

    private static void isFinished(PlanningAgent agent) {
        Json.Obj status = agent.call("get_project_status", "{}");
        assertThat(status.text("overallProgress")).as(status.toString()).contains("100%");
        assertThat(status.find("phases").orElseThrow().toString()).doesNotContain("skipped", "pending");
        assertThat(agent.next()).isEmpty();
    }

    /** A repository with work in it: sources, documentation, a build file, a history. */
    private void repository() throws IOException {
        write("src/index.js", "console.log('open')\n");
        write("docs/design.md", "# Design\n\nOne page for each cake.\n");
        write(
                "package.json",
                "{\"name\": \"corner-shop\", \"description\": \"A shop on the web\", \"license\": \"MIT\"}\n");
        write("README.md", "# Corner shop\n\nA shop on the web.\n");
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=ana", "-c", "user.email=ana@example.org", "commit", "-q", "-m", "First page");
    }

    private void git(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process git = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(git.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
