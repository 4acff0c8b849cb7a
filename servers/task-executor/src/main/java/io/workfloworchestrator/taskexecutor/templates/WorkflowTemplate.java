package io.workfloworchestrator.taskexecutor.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template of workflows, which mirrors its file.
 *
 * @param name its name, such as {@code bug-fix}
 * @param placeholders what has to be said when a workflow is made, by name, in the order of the file
 */
public record WorkflowTemplate(
        String name,
        String title,
        String category,
        Map<String, Placeholder> placeholders,
        List<String> constraints,
        List<TemplateTask> tasks) {
    public WorkflowTemplate {
        placeholders = Collections.unmodifiableMap(new LinkedHashMap<>(placeholders));
        constraints = List.copyOf(constraints);
        tasks = List.copyOf(tasks);
    }

    /** @param usual what it is if nobody says it; empty if it must be said */
    public record Placeholder(String about, boolean isRequired, String usual) {}

    /**
     * A task of a template; every text may have placeholders, as <code>${name}</code>.
     *
     * @param hours the estimate; 0 if there is none
     * @param texts title, details, skill and reviewer, as far as they are there
     */
    public record TemplateTask(
            String id,
            List<String> needs,
            double hours,
            Map<String, String> texts,
            List<String> files,
            List<String> checks) {
        public TemplateTask {
            needs = List.copyOf(needs);
            texts = Map.copyOf(texts);
            files = List.copyOf(files);
            checks = List.copyOf(checks);
        }
    }
}
