package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The duty of documentation of a workflow of tasks, by its state. Pure functions of the folder. */
public final class WorkflowDuty {
    /** Where the data of a workflow have what its documents were at the beginning. */
    public static final String BASELINE = "baseline";

    private static final String DOCUMENTATION = "documentation";

    private static final List<String> USUAL = List.of("README.md", "CHANGELOG.md", "API.md", "CONTRIBUTING.md", "docs");

    private WorkflowDuty() {}

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
        List<DocumentationDuty.Task> done = new ArrayList<>();
        String category = "";
        for (Item task : TaskItems.of(tasks)) {
            TaskFacts facts = TaskFacts.of(tasks, task);
            category = facts.category();
            if (baseline.isPresent() && TaskItems.isDone(task)) {
                done.add(new DocumentationDuty.Task(facts.called(), facts.text()));
            }
        }
        Json.Obj before = baseline.map(Json::asObject).orElse(Json.Obj.EMPTY);
        return DocumentationDuty.of(project, category, done, DocumentationBaseline.of(before));
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
