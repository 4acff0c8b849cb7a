package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Does for commands what the tools for workflows of tasks do. Pure functions of the open project. */
final class TaskCalls {
    private static final String PLACES = "WORKFLOW TASK";
    private static final Pattern TASK = Pattern.compile("\\btask ([0-9]{1,9})\\b");

    private TaskCalls() {}

    /** The answer of a tool. */
    static Json.Obj call(Workbench bench, String tool, Json.Obj arguments, Cause cause) {
        return ToolCalls.call(
                ToolContext.of(TaskProject.of(bench), cause),
                context -> TaskToolset.allTools(context, Clock.systemUTC()),
                tool,
                arguments);
    }

    /** As {@link #call}, of a tool that only answers. */
    static Json.Obj ask(Workbench bench, String tool, Json.Obj arguments) {
        return call(bench, tool, arguments, bench.cause(Optional.empty()));
    }

    /** The arguments that name a workflow. */
    static Json.Obj of(String workflow) {
        return Json.Obj.EMPTY.with("workflowName", Json.of(workflow));
    }

    /** The tasks of a workflow, active or archived. */
    static WorkflowMoment<Json> tasks(Workbench bench, String workflow) {
        Json.Obj status = ask(bench, "get_workflow_status", of(workflow));
        String folder = status.at("workflow", "folder").flatMap(Json::asText).orElse("");
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        boolean isActive = status.at("workflow", "status")
                .filter(Json.of("active")::equals)
                .isPresent();
        String type = isActive ? TaskWorkflows.ACTIVE_TYPE : TaskWorkflows.ARCHIVED_TYPE;
        return bench.named(type + "/" + name).open().now();
    }

    /**
     * What a tool says, by commands: where it speaks of a task, the command names that one.
     *
     * @param workflow the workflow of the tasks
     */
    static String said(String workflow, String text) {
        String said = ToolCalls.said(text);
        StringBuilder named = new StringBuilder();
        int at = 0;
        for (int next = said.indexOf(PLACES); next >= 0; next = said.indexOf(PLACES, at)) {
            String before = said.substring(at, next);
            Optional<String> task = TASK.matcher(said.substring(0, next))
                    .results()
                    .reduce((first, last) -> last)
                    .map(found -> found.group(1));
            named.append(before)
                    .append(task.map(number -> workflow + " " + number).orElse(PLACES));
            at = next + PLACES.length();
        }
        return named.append(said.substring(at)).toString();
    }

    /** A field of an answer as text; empty if it is not there. */
    static String text(Json answer, String... path) {
        return answer.at(path)
                .map(value -> value.asText().orElseGet(value::toString))
                .orElse("");
    }

    /** The texts of a list in an answer. */
    static List<String> texts(Json.Obj answer, String field) {
        return answer.find(field).map(Json::asList).orElse(List.of()).stream()
                .map(one -> one.asText().orElseGet(one::toString))
                .toList();
    }
}
