package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which documents must follow the tasks of a workflow, and whether they did: checked before it is archived, against the
 * documents at its beginning. Immutable and thread-safe.
 *
 * @param needsUpdate the documents of which one should have changed, and none did
 * @param updated the documents that changed, are new, or are gone since the beginning
 * @param findings for each rule that is not met, which task asks for what, and what should be done
 * @param blocks whether one of them holds the archive up: a document that should have changed, or any that the project itself asks for. A
 *     document that a project does not have, and does not ask for, is only missed
 */
public record DocumentationDuty(
        List<String> existing, List<String> needsUpdate, List<String> updated, List<String> findings, boolean blocks) {
    /** Where the data of a workflow have what its documents were at the beginning. */
    public static final String BASELINE = "baseline";

    private static final String DOCUMENTATION = "documentation";

    private static final List<String> USUAL = List.of("README.md", "CHANGELOG.md", "API.md", "CONTRIBUTING.md", "docs");
    private static final int MOST_TASKS = 3;

    public DocumentationDuty {
        existing = List.copyOf(existing);
        needsUpdate = List.copyOf(needsUpdate);
        updated = List.copyOf(updated);
        findings = List.copyOf(findings);
    }

    /**
     * A task as the rules see it.
     *
     * @param called how people call it
     * @param text what was to be done
     */
    public record Task(String called, String text) {}

    public boolean isMet() {
        return findings.isEmpty();
    }

    /**
     * The duty by the rules of a project.
     *
     * @param category the category of the workflow; empty if it has none
     */
    public static DocumentationDuty of(
            ProjectFolder project, String category, List<Task> tasks, DocumentationBaseline baseline) {
        List<DocumentationRule> rules = VerificationRules.of(project).documentation();
        DocumentationBaseline now = DocumentationBaseline.of(project, rules);
        NavigableSet<String> updated = new TreeSet<>(now.files().keySet());
        updated.addAll(baseline.files().keySet());
        updated.removeIf(path ->
                now.files().getOrDefault(path, "").equals(baseline.files().getOrDefault(path, "")));
        Set<String> needed = new LinkedHashSet<>();
        boolean blocks = false;
        List<String> findings = new ArrayList<>();
        for (DocumentationRule rule : rules) {
            List<Task> meant = tasks.stream()
                    .filter(task -> rule.isFor(category, task.text()))
                    .toList();
            NavigableSet<String> candidates = ProjectFiles.matching(project, rule.update());
            boolean followed = updated.stream()
                    .anyMatch(path -> candidates.contains(path) || rule.update().contains(path));
            if (!meant.isEmpty() && !followed) {
                blocks |= !candidates.isEmpty() || !rules.equals(DocumentationRule.USUAL);
                needed.addAll(candidates.isEmpty() ? rule.update().subList(0, 1) : candidates);
                findings.add(finding(rule, meant, candidates));
            }
        }
        return new DocumentationDuty(
                List.copyOf(now.files().keySet()), List.copyOf(needed), List.copyOf(updated), findings, blocks);
    }

    private static String finding(DocumentationRule rule, List<Task> meant, NavigableSet<String> candidates) {
        List<String> called = meant.stream().map(Task::called).toList();
        String who = (meant.size() == 1 ? "Task " : "Tasks ") + Names.first(MOST_TASKS, called);
        String asks = who + (meant.size() == 1 ? " asks" : " ask") + " for documentation (rule " + rule.id() + "): ";
        return candidates.isEmpty()
                ? asks + "there is no " + String.join(" or ", rule.update()) + ". Write one."
                : asks + "none of " + Shown.names(List.copyOf(candidates))
                        + " changed since the workflow was created. Update what the change concerns.";
    }

    /** Which of the usual documents a project has, in the form in which the data of a workflow say it. */
    public static Json.Obj documents(ProjectFolder project) {
        Stream<String> there = USUAL.stream().filter(project::exists).map(name -> name.equals("docs") ? "docs/" : name);
        return Json.Obj.EMPTY
                .with("existing", Json.strings(there.toList()))
                .with("needsUpdate", Json.array(List.of()))
                .with("updated", Json.array(List.of()));
    }

    /** The same, and what a workflow that begins now remembers of the documents. */
    public static Json.Obj begun(ProjectFolder project) {
        return documents(project)
                .with(BASELINE, DocumentationBaseline.of(project).toJson());
    }

    /** The duty as it is now; a workflow that remembers nothing, such as one of the forerunner, has none. */
    public static DocumentationDuty of(ProjectFolder project, WorkflowState<Json> tasks) {
        Optional<Json> baseline = tasks.data().at(DOCUMENTATION, BASELINE);
        List<Task> done = new ArrayList<>();
        String category = "";
        for (Item task : TaskItems.of(tasks)) {
            TaskFacts facts = TaskFacts.of(tasks, task);
            category = facts.category();
            if (baseline.isPresent() && TaskItems.isDone(task)) {
                done.add(new Task(facts.called(), facts.text()));
            }
        }
        Json.Obj before = baseline.map(Json::asObject).orElse(Json.Obj.EMPTY);
        return of(project, category, done, DocumentationBaseline.of(before));
    }

    /** What the data of a workflow say of its documents, without what only the check reads. */
    public static Json.Obj shown(Json data) {
        return data.at(DOCUMENTATION).map(Json::asObject).orElse(Json.Obj.EMPTY).without(BASELINE);
    }

    /** The same, with which documents need an update by now, and which were updated. */
    public static Json.Obj shown(ProjectFolder project, WorkflowState<Json> tasks) {
        Json.Obj shown = shown(tasks.data());
        if (tasks.data().at(DOCUMENTATION, BASELINE).isEmpty()) {
            return shown;
        }
        DocumentationDuty duty = of(project, tasks);
        return shown.with("needsUpdate", Json.strings(duty.needsUpdate()))
                .with("updated", Json.strings(duty.updated()));
    }
}
