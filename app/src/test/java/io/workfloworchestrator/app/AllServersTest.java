package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code workflow mcp all} has what the three servers have, what they share once, and answers as each of them. */
class AllServersTest {
    @TempDir
    private Path folder;

    private ServedProject served(McpCommand.Asked asked) {
        return new ServedProject(folder.toString(), McpCommand.serving(asked), Surroundings.here());
    }

    private McpCommand.Asked asked(String server) {
        return McpCommand.read(new String[] {"mcp", server, "--project", folder.toString()});
    }

    private static String listed(WorkflowMcpServer server) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serveStdio(new ByteArrayInputStream("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                """.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8).lines().skip(1).findFirst().orElseThrow();
    }

    private static List<String> names(String listed) {
        return Json.parse(listed).at("result", "tools").orElseThrow().asList().stream()
                .map(tool -> tool.asObject().text("name").orElseThrow())
                .toList();
    }

    @Test
    void itHasEachToolOnceAndCostsLessThanTheThree() {
        Set<String> each = new HashSet<>();
        Map<String, Integer> sizes = new TreeMap<>();
        for (String name : List.of("project-management", "spec-driven", "task-executor")) {
            try (ServedProject project = served(asked(name))) {
                String listed = listed(McpCommand.server(asked(name), project));
                each.addAll(names(listed));
                sizes.put(name, listed.getBytes(StandardCharsets.UTF_8).length);
            }
        }
        assertThat(each).contains("get_next_steps");
        int bytes = sizes.values().stream().mapToInt(size -> size).sum();
        assertThat(bytes).as("a client with all three pays: %s", sizes).isLessThan(18_388);
        try (ServedProject project = served(asked("all"))) {
            String listed = listed(McpCommand.server(asked("all"), project));
            assertThat(names(listed)).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(names(listed))).isEqualTo(new TreeSet<>(each));
            assertThat(listed.getBytes(StandardCharsets.UTF_8).length)
                    .as("beside the three servers: %s", sizes)
                    .isLessThan(bytes);
        }
    }

    @Test
    void itAnswersAsEachOfTheThree() {
        try (ServedProject together = served(asked("all"));
                ServedProject alone = served(asked("task-executor"))) {
            WorkflowMcpServer all = McpCommand.server(asked("all"), together);
            ok(all, "initialize_project_orchestration", "{'projectName':'Shop'}");
            ok(all, "create_potential_goal", "{'goalName':'Sign in','impactScore':'High','effortScore':'Low'}");
            ok(all, "promote_to_selected", "{'potentialGoalFile':'G-01'}");
            ok(all, "create_workflow", "{'name':'sign-in','goal':'G-01','tasks':[{'description':'One'}]}");
            Json.Obj taken = ok(all, "next_task", "{'workflowName':'sign-in','agent':'ana'}");
            ok(all, "complete_task", "{'workflowName':'sign-in','taskId':1,'token':" + taken.get("token") + "}");
            assertThat(ok(all, "view_goals_dashboard", "{}").toString()).contains("100");
            WorkflowMcpServer tasks = McpCommand.server(asked("task-executor"), alone);
            String status = "{'workflowName':'sign-in'}";
            assertThat(ok(all, "get_workflow_status", status).without("changes"))
                    .isEqualTo(ok(tasks, "get_workflow_status", status).without("changes"));
            assertThat(ok(all, "undo", "{}").text("message").orElse(""))
                    .as("the newest change is one of the tasks, not of the planning that is served")
                    .startsWith("Took back revision")
                    .contains("sign-in");
            assertThat(ok(all, "get_workflow_status", status).toString()).doesNotContain("\"completed\":1");
        }
    }

    @Test
    void theCallThatAHandOffSuggestsIsTheAdvisedOneAndTakesItAndMovesItsGoal() throws Exception {
        Path tasks = folder.resolve("specs/opening-hours/tasks.md");
        Files.createDirectories(Objects.requireNonNull(tasks.getParent()));
        Files.writeString(tasks, "- [ ] Ask the owner\n- [ ] Write them down (depends on 1)\n");
        try (ServedProject project = served(asked("all"))) {
            WorkflowMcpServer all = McpCommand.server(asked("all"), project);
            ok(all, "initialize_project_orchestration", "{'projectName':'Shop'}");
            ok(all, "create_potential_goal", "{'goalName':'Opening hours','impactScore':'High','effortScore':'Low'}");
            ok(all, "promote_to_selected", "{'potentialGoalFile':'G-01'}");
            ok(all, "advance_workflow_phase", "{}");
            Json.Obj passed = ok(all, "prepare_task_executor_handoff", "{'goalId':'G-01'}");
            Json call = passed.at("handoffs", "0", "suggestedToolCall").orElseThrow();
            String tool = call.at("tool").flatMap(Json::asText).orElseThrow();
            Json params = call.at("params").orElseThrow();

            List<Json> advised = advised(all, tool);
            assertThat(advised).as("one call, however one comes to it").containsExactly(params);

            ok(all, tool, params.toString());
            assertThat(advised(all, tool)).as("nobody is to do it again").isEmpty();
            assertThat(ok(all, "prepare_task_executor_handoff", "{}")
                            .get("waiting")
                            .toString())
                    .contains("taken");
            Json.Obj taken = ok(all, "next_task", "{'agent':'ana'}");
            ok(
                    all,
                    "complete_task",
                    "{'workflowName':'goal-01-implementation','taskId':1,'token':" + taken.get("token") + "}");
            assertThat(ok(all, "view_goals_dashboard", "{}").toString()).contains("\"progress\":50");
        }
    }

    @Test
    void theTasksOfAFeatureThatAHandOffPassesOnStayTheFeatures() {
        try (LocalProject local = LocalProject.open(folder)) {
            Cause cause = Cause.of("ana", "a test");
            Workflow<Json> features = local.workflow("features/main").open();
            features.initialize("Features", cause);
            features.items()
                    .add(
                            "feature",
                            Json.parse("{\"title\":\"Opening hours\",\"folder\":\"specs/001-opening-hours\"}")
                                    .asObject(),
                            cause);
            Workflow<Json> feature = local.workflow("feature/001-opening-hours").open();
            feature.initialize("Opening hours", cause);
            feature.items()
                    .add(
                            "task",
                            Json.parse("{\"title\":\"Ask the owner\",\"complexity\":1}")
                                    .asObject(),
                            cause);
        }
        try (ServedProject project = served(asked("all"))) {
            WorkflowMcpServer all = McpCommand.server(asked("all"), project);
            ok(all, "initialize_project_orchestration", "{'projectName':'Shop'}");
            ok(all, "create_potential_goal", "{'goalName':'Opening hours','impactScore':'High','effortScore':'Low'}");
            ok(all, "promote_to_selected", "{'potentialGoalFile':'G-01'}");
            ok(all, "advance_workflow_phase", "{}");
            Json.Obj passed = ok(all, "prepare_task_executor_handoff", "{'goalId':'G-01'}");
            Json call = passed.at("handoffs", "0", "suggestedToolCall").orElseThrow();
            Json params = call.at("params").orElseThrow();
            assertThat(params.at("context", "featureId")).contains(Json.of("001-opening-hours"));
            assertThat(params.at("tasks").orElseThrow().toString()).doesNotContain("::");

            ok(all, "create_workflow", params.toString());
            Json.Obj taken = ok(all, "next_task", "{'agent':'ana'}");
            ok(
                    all,
                    "complete_task",
                    "{'workflowName':'goal-01-implementation','taskId':1,'token':" + taken.get("token") + "}");
            assertThat(project.get()
                            .state()
                            .find(StateKey.json("feature/001-opening-hours"))
                            .orElseThrow()
                            .toString())
                    .contains("completed");
            assertThat(advised(all, "create_workflow"))
                    .as("nobody is to do it again")
                    .isEmpty();
        }
    }

    private static List<Json> advised(WorkflowMcpServer server, String tool) {
        return ok(server, "get_next_steps", "{'maxSuggestions':10}").at("nextActions").orElseThrow().asList().stream()
                .filter(action -> action.at("tool").equals(Optional.of(Json.of(tool))))
                .flatMap(action -> action.at("params").stream())
                .toList();
    }

    @Test
    void aWorkflowsContextNamesItsGoalAlsoAsAListOfTextsAndAGoalThatIsNotThereIsSaid() {
        try (ServedProject project = served(asked("all"))) {
            WorkflowMcpServer all = McpCommand.server(asked("all"), project);
            ok(all, "initialize_project_orchestration", "{'projectName':'Shop'}");
            ok(all, "create_potential_goal", "{'goalName':'Sign in','impactScore':'High','effortScore':'Low'}");
            ok(all, "promote_to_selected", "{'potentialGoalFile':'G-01'}");
            ok(all, "create_workflow", "{'name':'a','context':['goalId=G-01'],'tasks':[{'description':'One'}]}");
            assertThat(ok(all, "get_workflow_status", "{'workflowName':'a'}").at("workflow", "goal"))
                    .isPresent();
            Json.Obj other = ok(
                    all, "create_workflow", "{'name':'b','context':{'goalId':'G-07'},'tasks':[{'description':'One'}]}");
            assertThat(other.text("message").orElse(""))
                    .contains("No goal follows this workflow")
                    .contains("goalId \"G-07\"");
        }
    }

    /** Counts the looks at what people edit. */
    private static final class CountingView implements StateView {
        private int looks;

        @Override
        public void absorb() {
            looks++;
        }

        @Override
        public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
            return Map.of();
        }

        @Override
        public void committed(List<String> keys) {}

        @Override
        public List<Notice> notices() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Test
    void whatIsNextInAllWorkflowsTakesFourLooksHoweverManyThereAre() {
        CountingView view = new CountingView();
        try (StateManager state = StateManager.of(new InMemoryStateStore(), view, Clock.systemUTC())) {
            ProjectFolder project = ProjectFolder.open(folder);
            Workflow<Json> planning = Workflow.of(project, Planning.LEAN, state)
                    .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                    .open();
            OpenProject open = new OpenProject(project.root(), state, planning);
            McpCommand.Asked asked = asked("all");
            WorkflowMcpServer all = AllServers.of(
                    "1", () -> open, client -> {}, ServedToolsets.of(asked).listed(), asked.offered());
            ok(all, "initialize_project_orchestration", "{'projectName':'Shop'}");
            ok(all, "create_workflow", "{'name':'sign-in','tasks':[{'description':'One'}]}");
            ok(all, "create_workflow", "{'name':'sign-up','tasks':[{'description':'One'}]}");
            view.looks = 0;
            assertThat(ok(all, "get_next_steps", "{}").toString()).contains("sign-in", "sign-up");
            assertThat(view.looks)
                    .as("for the planning, its readiness, all that is advised beside it, and what is over")
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void aToolOfAToolsetThatWasNotAskedForIsSaidToBeThere() {
        try (ServedProject project = served(asked("all"))) {
            WorkflowMcpServer all = McpCommand.server(asked("all"), project);
            assertThatThrownBy(() -> all.call("change_task", Json.Obj.EMPTY))
                    .hasMessageStartingWith("this server has no tool \"change_task\"; it is offered by workflow mcp all"
                            + " --toolsets edit. There are: ")
                    .hasMessageMatching(".* and \\d+ more, as tools/list says\\.$");
            assertThatThrownBy(() -> all.call("next_tasks", Json.Obj.EMPTY))
                    .hasMessageStartingWith("there is no tool \"next_tasks\". Did you mean \"next_task\"?");
        }
        try (ServedProject project = served(asked("task-executor"))) {
            assertThatThrownBy(() ->
                            McpCommand.server(asked("task-executor"), project).call("analyse", Json.Obj.EMPTY))
                    .hasMessageStartingWith("this server has no tool \"analyse\"; it is offered by workflow mcp"
                            + " spec-driven. There are: ");
        }
    }

    @Test
    void anAgentThatDoesOnlyWhatIsAdvisedComesFromAnEmptyFolderToTheEnd() throws Exception {
        try (SdkTalk talk = new SdkTalk("all", folder)) {
            AdvisedAgent agent = new AdvisedAgent(talk::call, folder);
            int steps = 0;
            while (agent.step()) {
                assertThat(++steps)
                        .as("steps, the last of them: %s", agent.done())
                        .isLessThan(80);
            }
            assertThat(agent.done().stream().distinct())
                    .containsSubsequence(
                            "initialize_project_orchestration",
                            "create_potential_goal",
                            "promote_to_selected",
                            "prepare_spec_handoff",
                            "sdd_guide",
                            "create_workflow",
                            "next_task",
                            "complete_task",
                            "archive_workflow",
                            "archive_goal",
                            "planning/REPORT.md");
            assertThat(talk.call("get_next_steps", Map.of()).get("warnings").toString())
                    .contains("Finished");
            assertThat(talk.call("view_goals_dashboard", Map.of()).toString()).contains("implemented");
        }
    }

    @Test
    void inTheFullPlanningTheAdviceAloneLeadsToAProjectThatIsWrappedUp() throws Exception {
        Files.createDirectories(folder.resolve("01-planning"));
        McpCommand.Asked asked =
                McpCommand.read(new String[] {"mcp", "all", "--toolsets", "all", "--project", folder.toString()});
        try (ServedProject project = served(asked)) {
            WorkflowMcpServer all = McpCommand.server(asked, project);
            AdvisedAgent agent = new AdvisedAgent((tool, arguments) -> plain(all, tool, arguments), folder);
            int steps = 0;
            while (agent.step()) {
                assertThat(++steps)
                        .as("steps, the last of them: %s", agent.done())
                        .isLessThan(120);
            }
            String next = plain(all, "get_next_steps", Map.of()).toString();
            assertThat(agent.done().stream().distinct())
                    .as(next)
                    .contains("archive_workflow", "archive_goal", "wrap_up_project");
            assertThat(next).contains("Finished");
        }
    }

    private static Map<?, ?> plain(WorkflowMcpServer server, String tool, Map<String, Object> arguments) {
        ToolAnswer answer = server.call(tool, Shapes.json(arguments).asObject());
        assertThat(answer.isError())
                .as("%s %s: %s", tool, arguments, answer.text())
                .isFalse();
        return (Map<?, ?>) Objects.requireNonNull(Shapes.plain(answer.structured()));
    }

    private static Json.Obj ok(WorkflowMcpServer server, String tool, String arguments) {
        ToolAnswer answer =
                server.call(tool, Json.parse(arguments.replace('\'', '"')).asObject());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }
}
