package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of a goal's tasks are done: by the boxes of a file of tasks, or by the tasks of another workflow at the same revision.
 * Tasks that were dropped do not count.
 *
 * @param source where they are: a path, or the key of a workflow
 */
record TaskCount(int done, int total, String source) {
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final String TASKS_FILE = "tasks.md";
    private static final String TASKS_TYPE = "tasks/";
    private static final String TASK = "task";
    private static final Pattern BOX = Pattern.compile("\\s*(?:>\\s*)*(?:[-*+]|\\d{1,9}[.)])\\s+\\[(.)](?:\\s.*)?");
    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,}).*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");

    /** 0 to 100, rounded down so that 100 means all; 0 if there are no tasks. */
    int percent() {
        return total == 0 ? 0 : (int) (100L * done / total);
    }

    /**
     * The boxes of a file, or of tasks.md in a folder; empty for a folder in which no tasks are planned yet.
     *
     * @throws io.workfloworchestrator.files.PathException if the path leaves the project, or there is no such file
     */
    static Optional<TaskCount> ofPath(ProjectFolder folder, String path) {
        boolean isFolder = folder.attributes(path)
                .filter(found -> found.kind() == PathAttributes.Kind.DIRECTORY)
                .isPresent();
        return isFolder ? ofSpecification(path, folder) : Optional.of(ofFile(folder, path));
    }

    private static TaskCount ofFile(ProjectFolder folder, String file) {
        int done = 0;
        int total = 0;
        String fence = "";
        for (String line : folder.readText(file, MOST_BYTES).lines().toList()) {
            Matcher fenced = FENCE.matcher(line);
            if (fenced.matches() && (fence.isEmpty() || fenced.group(1).startsWith(fence))) {
                fence = fence.isEmpty() ? fenced.group(1) : "";
                continue;
            }
            Matcher box = BOX.matcher(line);
            if (fence.isEmpty() && box.matches() && !box.group(1).equals("-")) {
                total++;
                done += box.group(1).equalsIgnoreCase("x") ? 1 : 0;
            }
        }
        return new TaskCount(done, total, file);
    }

    /**
     * The tasks of the workflow that carries a goal out, if it runs; else the boxes of its specification's tasks.md, if that is there;
     * else empty.
     */
    static Optional<TaskCount> of(Goal goal, OpenProject project, Moment moment) {
        Optional<TaskCount> byWorkflow = goal.text("workflow")
                .filter(name -> NAME.matcher(name).matches())
                .flatMap(name -> ofWorkflow(TASKS_TYPE + name, project, moment));
        return byWorkflow.or(() -> goal.text("spec")
                .flatMap(spec -> ofSpecification(spec, project.workflow().project())));
    }

    private static Optional<TaskCount> ofWorkflow(String key, OpenProject project, Moment moment) {
        if (moment.find(StateKey.json(key)).isEmpty()) {
            return Optional.empty();
        }
        WorkflowMoment<Json> tasks = Workflow.of(project.workflow().project(), key, project.state())
                .open()
                .in(moment);
        if (!tasks.running().kinds().containsKey(TASK)) {
            return Optional.empty();
        }
        List<ItemView> all = PlanningItems.views(tasks, TASK);
        int done = (int) all.stream().filter(ItemView::isDone).count();
        int dropped = (int)
                all.stream().filter(task -> task.isFinal() && !task.isDone()).count();
        return Optional.of(new TaskCount(done, all.size() - dropped, key));
    }

    private static Optional<TaskCount> ofSpecification(String spec, ProjectFolder folder) {
        String file = spec.replaceAll("/+$", "") + "/" + TASKS_FILE;
        boolean isRelative = !file.startsWith("/") && !file.contains("..");
        return isRelative && folder.exists(file) ? Optional.of(ofFile(folder, file)) : Optional.empty();
    }
}
