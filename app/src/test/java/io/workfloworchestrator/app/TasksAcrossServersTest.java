package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A goal, a feature and a workflow of tasks are one state: a completed task moves all three in one revision. */
class TasksAcrossServersTest {
    private static final Cause CAUSE = Cause.of("ana", "a test");

    @TempDir
    private Path folder;

    private LocalProject local;
    private WorkflowMcpServer server;
    private Workflow<Json> planning;
    private Workflow<Json> features;
    private Workflow<Json> feature;
    private Item goal;
    private List<Item> tasks;

    @BeforeEach
    void open() {
        local = LocalProject.open(folder);
        Workflow<Json> list = local.workflow(TaskExecutorServer.WORKFLOWS)
                .tools(TaskToolset.tools(EnumSet.allOf(TaskToolset.class)))
                .open();
        OpenProject project = new OpenProject(local.folder().root(), local.state(), list);
        server = TaskExecutorServer.of("1", () -> project, client -> {}, EnumSet.allOf(TaskToolset.class));
        planning = local.workflow(Planning.LEAN).open();
        planning.initialize("Shop", CAUSE);
        goal = planning.items()
                .add("goal", object("{'title':'Sign in','impact':'High','effort':'Low'}"), CAUSE)
                .item();
        goal = planning.items().move(goal.id(), "promote", Revision.NONE, CAUSE).item();
        features = local.workflow("features/main").open();
        features.initialize("Features", CAUSE);
        features.items()
                .add(
                        "feature",
                        object("{'title':'Sign in','folder':'specs/001-sign-in','goal':'" + goal.id()
                                + "','health':true}"),
                        CAUSE);
        feature = local.workflow("feature/001-sign-in").open();
        feature.initialize("Sign in", CAUSE);
        Item one = feature.items()
                .add("task", object("{'title':'Write the form','hours':2,'files':['form.js']}"), CAUSE)
                .item();
        Item two = feature.items()
                .add("task", object("{'title':'Check it','needs':['" + one.id() + "']}"), CAUSE)
                .item();
        tasks = List.of(one, two);
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static Json.Obj object(String json) {
        return Json.parse(json.replace('\'', '"')).asObject();
    }

    private Json.Obj ok(String tool, String arguments) {
        ToolAnswer answer = server.call(tool, object(arguments));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private String goalField(String field) {
        Json value = planning.state()
                .orElseThrow()
                .value()
                .item(goal.id())
                .orElseThrow()
                .state()
                .fields()
                .get(field);
        return value == null ? "" : value.asText().orElseGet(value::toString);
    }

    private String featureTask(int index) {
        return feature.state()
                .orElseThrow()
                .value()
                .item(tasks.get(index).id())
                .orElseThrow()
                .status();
    }

    @Test
    void aFeaturesTasksAreTakenWithNeedsAndFlagsAndReportBackInTheSameRevision() {
        Json.Obj created = ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        assertThat(created.at("workflow", "context", "phiHandling")).contains(Json.of(true));
        assertThat(created.at("summary", "totalTasks")).contains(Json.of(2));
        assertThat(goalField("workflow")).isEqualTo("sign-in");

        Json.Obj taken = ok("next_task", "{'workflowName':'sign-in','agent':'ana'}");
        assertThat(taken.at("task", "more", "source", "number")).contains(Json.of("T001"));
        assertThat(taken.at("task", "more", "files")).contains(Json.strings(List.of("form.js")));
        assertThat(featureTask(0)).isEqualTo("in-progress");

        long before = local.state().head().number();
        Json.Obj done = ok("complete_task", "{'workflowName':'sign-in','taskId':1,'token':" + taken.get("token") + "}");
        assertThat(local.state().head().number()).isEqualTo(before + 1);
        assertThat(featureTask(0)).isEqualTo("done");
        assertThat(goalField("progress")).isEqualTo("50");
        assertThat(done.text("message").orElse("")).contains("T001").contains("50 percent");

        Json.Obj last = ok("complete_task", "{'workflowName':'sign-in','taskId':2}");
        assertThat(last.text("message").orElse(""))
                .contains("update_goal_progress")
                .contains("archive_workflow");
        assertThat(goalField("progress")).isEqualTo("100");
        Json.Obj archived = ok("archive_workflow", "{'workflowName':'sign-in'}");
        assertThat(archived.text("message").orElse("")).contains("retrospective of G-01");
        assertThat(goalField("retrospective")).contains("**Workflow sign-in:** 2/2 tasks complete (100%)");
    }

    @Test
    void whatProvesATaskOfAFeatureIsInTheAnswerThatGivesIt() throws Exception {
        local.files().flush();
        Path file = folder.resolve("specs/001-sign-in/tasks.md");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("(?m)^(.*T001 .*)$", "$1\n  - Done when: A wrong password is named\n  - A note"));
        ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        assertThat(ok("next_task", "{'workflowName':'sign-in','agent':'ana'}").toString())
                .contains("Done when: A wrong password is named.")
                .doesNotContain("A note");
        assertThat(ok("get_workflow_status", "{'workflowName':'sign-in','taskId':1}")
                        .toString())
                .contains("Done when: A wrong password is named.");
        ok(
                "create_workflow",
                "{'name':'other','tasks':[{'id':'T001','description':'Write the form'}],"
                        + "'context':{'featureId':'001-sign-in'}}");
        assertThat(ok("get_workflow_status", "{'workflowName':'other','taskId':1}")
                        .toString())
                .contains("Done when: A wrong password is named.");
    }

    @Test
    void tasksThatAHandOffOfTheFeatureSuggestsReportBackAsThoseThatAreTakenByItsNumber() {
        Json.Obj created = ok(
                "create_workflow",
                "{'name':'001-sign-in','tasks':[{'id':'T001','description':'Write the form'},{'id':'T002','description':"
                        + "'Check it','dependsOn':['T001']}],'context':{'featureId':'001-sign-in','goalId':'G-01',"
                        + "'handoffId':'h-1'}}");
        assertThat(created.at("summary", "totalTasks")).contains(Json.of(2));
        assertThat(goalField("workflow")).isEqualTo("001-sign-in");
        ok("complete_task", "{'workflowName':'001-sign-in','taskId':1}");
        assertThat(featureTask(0)).isEqualTo("done");
        assertThat(goalField("progress")).isEqualTo("50");
    }

    @Test
    void oneUndoTakesTheWholeStepBack() {
        ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        ok("complete_task", "{'workflowName':'sign-in','taskId':1}");
        ok("undo", "{'revision':" + local.state().head().number() + "}");
        assertThat(featureTask(0)).isEqualTo("backlog");
        assertThat(goalField("progress")).isIn("", "0");
        assertThat(ok("get_workflow_status", "{'workflowName':'sign-in'}").at("tasks", "0", "status"))
                .contains(Json.of("pending"));
    }

    @Test
    void aTickInThePlanAndOneInTheFeaturesListAreToldToTheOtherSide() throws Exception {
        ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        local.files().flush();
        Path plan = folder.resolve("temp/workflows/sign-in/plan.md");
        Files.writeString(plan, Files.readString(plan).replace("- [ ] 1", "- [x] 1"));
        ok("get_workflow_status", "{'workflowName':'sign-in'}");
        assertThat(featureTask(0)).isEqualTo("done");
        assertThat(goalField("progress")).isEqualTo("50");

        feature.items().move(tasks.get(1).id(), "complete", Revision.NONE, CAUSE);
        assertThat(ok("get_workflow_status", "{'workflowName':'sign-in'}").at("tasks", "1", "status"))
                .contains(Json.of("completed"));
        assertThat(featureTask(1)).isEqualTo("done");
    }

    @Test
    void aDoneTaskThatTheFeatureTakesUpAgainIsTakenUpAgainHereToo() {
        ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        ok("complete_task", "{'workflowName':'sign-in','taskId':1}");
        feature.items().move(tasks.get(0).id(), "reopen", Revision.NONE, CAUSE);
        feature.items().move(tasks.get(0).id(), "start", Revision.NONE, CAUSE);
        assertThat(ok("get_workflow_status", "{'workflowName':'sign-in'}").at("tasks", "0", "status"))
                .contains(Json.of("in-progress"));
    }

    @Test
    void evidenceIsAboutNoFileOfTheStateSoThatLaterTasksDoNotMakeItStale() throws Exception {
        ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        ok("complete_task", "{'workflowName':'sign-in','taskId':1,'agent':'ana'}");
        ok("next_task", "{'workflowName':'sign-in','agent':'ana'}");
        Files.writeString(folder.resolve("check.txt"), "checked");
        local.files().flush();
        assertThat(local.state().files())
                .contains("planning/goals/G-01-sign-in.md", "specs/001-sign-in/tasks.md")
                .doesNotContain("check.txt");
        ok("complete_task", "{'workflowName':'sign-in','taskId':2,'agent':'ana'}");
        ok("verify_task", "{'workflowName':'sign-in','taskId':2,'review':'approved: read it all','by':'ben'}");
        var all = local.workflow("tasks/sign-in").open().state().orElseThrow().value();
        assertThat(all.items("task").values())
                .flatMap(task -> task.evidence().values())
                .map(evidence -> evidence.files().keySet())
                .containsExactly(Set.of("check.txt"));
        Files.writeString(folder.resolve("check.txt"), "changed");
        assertThat(ok("get_workflow_status", "{'workflowName':'sign-in'}").at("workflow", "nextTask"))
                .contains(Json.of("All tasks are complete. What was proved is older than its files for task 2: call"
                        + " verify_task first, since it proves no task of an archived workflow. Then call"
                        + " archive_workflow."));
        String next = ok("get_next_steps", "{}").get("nextActions").toString();
        assertThat(next).contains("Archive sign-in", "older than its files").doesNotContain("Take the next task");
        Json.Obj archived = ok("archive_workflow", "{'workflowName':'sign-in'}");
        assertThat(archived.text("message").orElse(""))
                .contains("call undo with revision " + archived.get("revision") + ", then verify_task");
        assertThat(server.call("verify_task", object("{'workflowName':'sign-in','taskId':2}"))
                        .text())
                .contains("E_WORKFLOW_ARCHIVED", "is archived in archive/workflows/", "Call reopen_workflow");
    }

    @Test
    void aGoalIsNotToBeBegunWhileItsFeatureIsBeingSpecified() {
        planning.items().edit(goal.id(), object("{'measures':['One signs in']}"), Revision.NONE, CAUSE);
        planning.jumpTo("do", CAUSE);
        List<String> asked =
                planning.now().next().steps().stream().map(NextStep::action).toList();
        assertThat(asked)
                .contains("Go on with the interview about 001, Sign in")
                .doesNotContain("Begin G-01, Sign in");
        String id = features.now()
                .items(ItemQuery.of("feature"))
                .items()
                .get(0)
                .item()
                .id();
        for (String move : List.of("specify", "plan", "divide")) {
            features.items().move(id, move, Revision.NONE, CAUSE);
        }
        List<String> divided =
                planning.now().next().steps().stream().map(NextStep::action).toList();
        assertThat(divided)
                .contains("Begin G-01, Sign in")
                .doesNotContain("Go on with the interview about 001, Sign in");
    }

    @Test
    void tasksComeInTheOrderOfTheFeaturesListWithTheirNumbers() throws Exception {
        StringBuilder list = new StringBuilder("# Tasks\n\n");
        for (int i = 1; i <= 12; i++) {
            list.append("- [ ] T%03d Do step %d\n".formatted(i, i));
        }
        list.append("- [ ] T014 Do step 13\n- [ ] T013 Do step 14\n");
        Files.createDirectories(folder.resolve("specs/002-many"));
        Files.writeString(folder.resolve("specs/002-many/tasks.md"), list);
        Workflow<Json> many = local.workflow("feature/002-many").open();
        many.initialize("Many", CAUSE);
        features.items().add("feature", object("{'title':'Many','folder':'specs/002-many'}"), CAUSE);
        Json.Obj created = ok("create_workflow", "{'name':'many','feature':'002-many'}");
        assertThat(created.at("workflow", "tasks").orElseThrow().asList())
                .extracting(task -> task.asObject().text("description").orElse(""))
                .containsExactly(IntStream.rangeClosed(1, 14)
                        .mapToObj(i -> "Do step " + i)
                        .toArray(String[]::new));
        assertThat(created.at("workflow", "tasks", "12", "featureTask")).contains(Json.of("T014"));
        Json.Obj status = ok("get_workflow_status", "{'workflowName':'many','taskId':'T013'}");
        assertThat(status.at("tasks", "0", "id")).contains(Json.of("14"));
        assertThat(many.now().items(ItemQuery.of("task")).items())
                .extracting(view -> view.item().number().orElse(""))
                .as("the places in the state follow the numbers")
                .isSorted();
    }

    @Test
    void aTaskThatTheFeatureBlocksKeepsItsReasonAndItsHolder() {
        ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        Json token = ok("next_task", "{'workflowName':'sign-in','agent':'ana'}").get("token");
        feature.items().move(tasks.get(0).id(), "block", Revision.NONE, CAUSE);
        feature.items().edit(tasks.get(0).id(), object("{'blockedReason':'No mail account'}"), Revision.NONE, CAUSE);
        Json.Obj status = ok("get_workflow_status", "{'workflowName':'sign-in'}");
        assertThat(status.get("stuck").toString())
                .contains("task 1, blocked: No mail account. ana holds it until")
                .contains("Call update_task_status (server spec-driven) with featureId 001-sign-in, taskId T001 and"
                        + " status in-progress, or change_task (toolset edit) with action unblock");
        feature.items().move(tasks.get(0).id(), "start", Revision.NONE, CAUSE);
        Json.Obj again = ok("get_workflow_status", "{'workflowName':'sign-in','taskId':1}");
        assertThat(again.toString()).contains("in-progress").doesNotContain("No mail account");
        ok("complete_task", "{'workflowName':'sign-in','taskId':1,'token':" + token + "}");
    }

    private String goalStatus() {
        return planning.state()
                .orElseThrow()
                .value()
                .item(goal.id())
                .orElseThrow()
                .status();
    }

    @Test
    void whereThePlanningSaysSoTheLastTaskCompletesTheGoalInTheSameRevision() {
        planning.update(data -> data.asObject().with("completeGoals", Json.of(true)), CAUSE);
        ok("create_workflow", "{'name':'sign-in','feature':'001'}");
        ok("complete_task", "{'workflowName':'sign-in','taskId':1}");
        assertThat(goalStatus()).isEqualTo("in-progress");
        long before = local.state().head().number();
        Json.Obj last = ok("complete_task", "{'workflowName':'sign-in','taskId':2}");
        assertThat(local.state().head().number()).isEqualTo(before + 1);
        assertThat(goalStatus()).isEqualTo("completed");
        assertThat(last.text("message").orElse(""))
                .contains("G-01 is at 100 percent. G-01 is completed, as the planning has it: all its tasks are done.")
                .doesNotContain("update_goal_progress");
        ok("change_task", "{'workflowName':'sign-in','taskId':2,'action':'reopen'}");
        assertThat(goalStatus()).isEqualTo("in-progress");
        ok("undo", "{'revision':" + local.state().head().number() + "}");
        assertThat(goalStatus()).isEqualTo("completed");
    }

    @Test
    void aGoalWhoseMeasuresAreNotShownIsNotCompletedByRule() {
        planning.update(data -> data.asObject().with("completeGoals", Json.of(true)), CAUSE);
        planning.items().edit(goal.id(), object("{'measures':['nobody is locked out']}"), Revision.NONE, CAUSE);
        ok("create_workflow", "{'name':'small','goal':'G-01','tasks':[{'description':'One'}]}");
        Json.Obj last = ok("complete_task", "{'workflowName':'small','taskId':1}");
        assertThat(goalStatus()).isEqualTo("in-progress");
        assertThat(last.text("message").orElse("")).contains("100 percent. Complete it with evidence for its measures");
    }

    @Test
    void aWorkflowForAGoalAloneMovesTheGoal() {
        ok(
                "create_workflow",
                "{'name':'small','goal':'G-01','tasks':[{'description':'One'},{'description':'Two'},{'description':'Three'}]}");
        ok("complete_task", "{'workflowName':'small','taskId':1}");
        assertThat(goalField("progress")).isEqualTo("33");
        assertThat(goalStatus()).isEqualTo("in-progress");
        ToolAnswer refused = server.call(
                "create_workflow", object("{'name':'other','goal':'G-02','tasks':[{'description':'One'}]}"));
        assertThat(refused.text()).contains("E_GOAL").contains("G-01");
    }
}
