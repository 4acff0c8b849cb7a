package io.workfloworchestrator.taskexecutor.templates;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate.Placeholder;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate.TemplateTask;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.taskexecutor.workflows.WorkflowAccess;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a workflow from a template, in one commit. Thread-safe. */
public final class TemplatedWorkflow {
    private static final int LONGEST_VALUE = 300;

    private final OpenProject project;
    private final Clock clock;

    /** For the workflows of a project. */
    public TemplatedWorkflow(OpenProject project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    /**
     * Makes a workflow.
     *
     * @param values what is said for the placeholders, by their names
     * @throws TemplateException E_TEMPLATE_VALUE if a required value is missing, or one is no placeholder
     * @throws io.workfloworchestrator.taskexecutor.workflows.TaskException if there can be no workflow of that name, or there is one
     */
    public Done<Integer> make(String name, WorkflowTemplate template, Map<String, String> values, Cause cause) {
        Map<String, String> all = values(template, values);
        WorkflowAccess access = new WorkflowAccess(project);
        String free = access.requireFree(name);
        WorkflowAccess.NewWorkflow described = new WorkflowAccess.NewWorkflow(
                free,
                template.constraints().stream()
                        .map(text -> TemplateReader.filled(text, all))
                        .toList(),
                Json.Obj.EMPTY.with("category", Json.of(template.category())),
                template.name());
        Cause why = cause.doing("created the workflow " + free + " from the template " + template.name());
        Done<Integer> done = project.state()
                .change(
                        why,
                        commit -> add(
                                access.begin(commit, described, clock.instant().truncatedTo(ChronoUnit.SECONDS), cause)
                                        .in(commit, cause.actor()),
                                template,
                                all));
        access.makeFolder(free);
        return done;
    }

    private static int add(ItemChanges items, WorkflowTemplate template, Map<String, String> values) {
        List<Item> added = items.addAll(
                TaskWorkflows.TASK,
                template.tasks().stream().map(task -> fields(task, values)).toList());
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < added.size(); i++) {
            ids.put(template.tasks().get(i).id(), added.get(i).id());
        }
        for (int i = 0; i < added.size(); i++) {
            List<String> needs = template.tasks().get(i).needs().stream()
                    .map(need -> ids.getOrDefault(need, need))
                    .toList();
            if (!needs.isEmpty()) {
                Item unused = items.link(added.get(i).id(), needs, Revision.NONE);
            }
        }
        return added.size();
    }

    private static Json.Obj fields(TemplateTask task, Map<String, String> values) {
        Json.Obj fields = Json.Obj.EMPTY;
        for (Map.Entry<String, String> text : task.texts().entrySet()) {
            fields = fields.with(text.getKey(), Json.of(TemplateReader.filled(text.getValue(), values)));
        }
        if (task.hours() > 0) {
            fields = fields.with("hours", WorkflowAccess.hours(task.hours()));
        }
        fields = filled(fields, "files", task.files(), values);
        fields = filled(fields, "constraints", task.checks(), values);
        return WorkflowAccess.judged(fields, task.needs().size(), false);
    }

    private static Json.Obj filled(Json.Obj fields, String name, List<String> texts, Map<String, String> values) {
        List<String> all =
                texts.stream().map(text -> TemplateReader.filled(text, values)).toList();
        return all.isEmpty() ? fields : fields.with(name, Json.strings(all));
    }

    /** The value of every placeholder: what was said, else what is usual. */
    private static Map<String, String> values(WorkflowTemplate template, Map<String, String> said) {
        said.keySet().forEach(name -> {
            if (!template.placeholders().containsKey(name)) {
                throw new TemplateException(
                        "E_TEMPLATE_VALUE",
                        "The template " + template.name() + " has no placeholder \"" + Words.clip(name, 40) + "\"."
                                + Names.hint(name, template.placeholders().keySet()) + " Nothing was changed.");
            }
        });
        Map<String, String> all = new HashMap<>();
        for (Map.Entry<String, Placeholder> one : template.placeholders().entrySet()) {
            String value = said.getOrDefault(one.getKey(), "")
                    .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
                    .strip();
            if (value.isEmpty() && one.getValue().isRequired()) {
                throw new TemplateException(
                        "E_TEMPLATE_VALUE",
                        "The template " + template.name() + " needs a value for " + one.getKey() + ": "
                                + one.getValue().about() + ". Nothing was changed.");
            }
            all.put(one.getKey(), value.isEmpty() ? one.getValue().usual() : Words.clip(value, LONGEST_VALUE));
        }
        return all;
    }
}
