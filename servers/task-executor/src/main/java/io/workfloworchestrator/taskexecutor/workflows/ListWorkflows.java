package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import java.util.List;
import java.util.Optional;

/** {@code list_workflows}: every workflow of tasks, active and archived. Thread-safe. */
record ListWorkflows(TaskTooling tooling) {
    private static final int SHOWN = 50;

    /** @param status active or archived; all of them if it is left out */
    record In(
            @Field("active or archived") Optional<String> status,

            @Field(value = "How many to leave out, to page", min = 0)
            Optional<Integer> skip,

            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            @Field(untrusted = true, named = false, max = 200)
            List<Json> workflows,

            int total,

            @Field(untrusted = true, max = 600, listed = false)
            List<String> notTaken,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Moment now = workflows.state().now();
        String status = in.status().map(String::strip).orElse("");
        if (!List.of("", "all", "active", "archived").contains(status)) {
            throw new TaskException(
                    "E_ARG_VALUE",
                    "\"" + WorkflowName.shown(status) + "\" is no status of a workflow: active or archived.");
        }
        List<WorkflowEntry> all = workflows.all(now).stream()
                .filter(entry -> status.isEmpty()
                        || status.equals("all")
                        || entry.item().status().equals(status))
                .toList();
        return new Out(
                all.stream()
                        .skip(in.skip().orElse(0))
                        .limit(SHOWN)
                        .<Json>map(entry -> line(workflows, now, entry))
                        .toList(),
                all.size(),
                workflows.faults(),
                now.revision().number(),
                tooling.news(workflows, now));
    }

    static Json.Obj line(TaskWorkflows workflows, Moment now, WorkflowEntry entry) {
        Json.Obj line = Json.Obj.EMPTY
                .with("name", entry.name())
                .with("status", entry.item().status())
                .with("folder", entry.folder());
        Optional<String> progress = now.find(workflows.tasks(entry).key())
                .map(found -> TaskProgress.of(found.value()).toText());
        line = line.with("progress", progress);
        return entry.addTo(line, "goal", "feature", "category", "archived");
    }
}
