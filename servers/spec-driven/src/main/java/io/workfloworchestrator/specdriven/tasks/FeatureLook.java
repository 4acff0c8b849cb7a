package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tasks of one feature at one moment: those of the state, and what its file says where the state could not take it over. Immutable.
 *
 * @param now its workflow; empty if that was not begun
 * @param text of the file; empty if it is not there or cannot be read
 */
record FeatureLook(
        String featureId,
        String title,
        String path,
        Moment moment,
        Optional<WorkflowMoment<Json>> now,
        List<ItemView> tasks,
        String text,
        TaskFile file,
        List<String> findings) {

    /** @throws SpecDrivenException E_FEATURE */
    static FeatureLook of(OpenProject project, Features features, String name) {
        Moment before = project.state().now();
        String featureId = features.named(before, name);
        Workflow<Json> workflow = features.feature(featureId);
        Optional<WorkflowMoment<Json>> now =
                before.find(workflow.key()).isPresent() ? Optional.of(workflow.now()) : Optional.empty();
        Moment moment = now.map(WorkflowMoment::moment).orElse(before);
        String path = features.place(moment, featureId) + "/tasks.md";
        List<ItemView> tasks = now.map(
                        one -> one.all(ItemQuery.of(Features.TASK).sort("number")))
                .orElse(List.of());
        ProjectFolder disk = project.workflow().project();
        String text = "";
        TaskFile file = TaskFile.EMPTY;
        try {
            text = disk.exists(path) ? disk.readText(path, Markdown.MAX_BYTES) : "";
            file = text.isEmpty() ? TaskFile.EMPTY : TaskFile.of(text);
        } catch (PathException e) {
            file = TaskFile.unreadable(String.valueOf(e.getMessage()));
        }
        List<String> findings = new ArrayList<>();
        moment.notices().stream()
                .filter(notice -> notice.path().equals(path))
                .forEach(notice -> findings.add(notice.path() + ": " + notice.message()));
        boolean isSaid = !findings.isEmpty(); // The state says itself why it does not take the file.
        file.fault().filter(why -> !isSaid).ifPresent(why -> findings.add(path + ": " + why));
        file.findings().forEach(each -> findings.add(path + ": " + each));
        return new FeatureLook(
                featureId, features.title(moment, featureId), path, moment, now, tasks, text, file, findings);
    }

    /** Whether the tasks are only in the file: the workflow was not begun, or could not take them over. */
    boolean isOfFile() {
        return tasks.isEmpty() && !file.tasks().isEmpty();
    }

    TaskCounts counts() {
        if (!isOfFile()) {
            return TaskCounts.of(tasks.stream().map(ItemView::item).toList());
        }
        return TaskCounts.ofStatuses(
                file.tasks().stream().map(TaskFile.FileTask::status).toList());
    }
}
