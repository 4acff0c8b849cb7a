package io.workfloworchestrator.taskexecutor.templates;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate.Placeholder;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate.TemplateTask;
import io.workfloworchestrator.taskexecutor.workflows.NewTasks;
import io.workfloworchestrator.taskexecutor.workflows.NewWorkflow;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a workflow from a template, in one commit. Thread-safe. */
public record TemplatedWorkflow(OpenProject project, Clock clock) {
    private static final int LONGEST_VALUE = 300;

    /**
     * @param values what is said for the placeholders, by their names
     * @throws CodedException E_TEMPLATE_VALUE if a required value is missing, or one is no placeholder
     * @throws io.workfloworchestrator.taskexecutor.workflows.TaskException if there can be no workflow of that name, or there is one
     */
    public Done<Integer> make(String name, WorkflowTemplate template, Map<String, String> values, Cause cause) {
        Map<String, String> all = values(template, values);
        TaskWorkflows workflows = new TaskWorkflows(project);
        String free = NewWorkflow.requireFree(workflows, name);
        Cause why = cause.doing("created the workflow " + free + " from the template " + template.name());
        return project.state().change(why, commit -> {
            NewWorkflow begun = new NewWorkflow(workflows, commit, free, cause.actor());
            begun.described(
                    filled(template.constraints(), all),
                    Json.Obj.EMPTY.with("category", template.category()),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
            begun.listed(Map.of("category", template.category(), "template", template.name()));
            List<NewTasks.Draft> tasks = template.tasks().stream()
                    .map(task -> new NewTasks.Draft(task.id(), fields(task, all), task.needs()))
                    .toList();
            int added = NewTasks.add(begun.items(), tasks, Map.of(), false).size();
            begun.makeFolder();
            return added;
        });
    }

    private static Json.Obj fields(TemplateTask task, Map<String, String> values) {
        Json.Obj fields = Json.Obj.EMPTY;
        for (Map.Entry<String, String> text : task.texts().entrySet()) {
            fields = fields.with(text.getKey(), TemplateReader.filled(text.getValue(), values));
        }
        if (task.hours() > 0) {
            fields = fields.with("hours", NewTasks.hours(task.hours()));
        }
        fields = task.files().isEmpty() ? fields : fields.with("files", Json.strings(filled(task.files(), values)));
        return task.checks().isEmpty()
                ? fields
                : fields.with("constraints", Json.strings(filled(task.checks(), values)));
    }

    private static List<String> filled(List<String> texts, Map<String, String> values) {
        return texts.stream().map(text -> TemplateReader.filled(text, values)).toList();
    }

    private static Map<String, String> values(WorkflowTemplate template, Map<String, String> said) {
        said.keySet().forEach(name -> {
            if (!template.placeholders().containsKey(name)) {
                throw new CodedException(
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
                throw new CodedException(
                        "E_TEMPLATE_VALUE",
                        "The template " + template.name() + " needs a value for " + one.getKey() + ": "
                                + one.getValue().about() + ". Nothing was changed.");
            }
            all.put(one.getKey(), value.isEmpty() ? one.getValue().usual() : Words.clip(value, LONGEST_VALUE));
        }
        return all;
    }
}
