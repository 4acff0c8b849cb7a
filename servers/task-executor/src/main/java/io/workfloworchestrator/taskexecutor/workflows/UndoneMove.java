package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.MovedFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The folder of a workflow that goes back when its archiving, or its reopening, is taken back: with all that is in it, inside of the
 * commit. Where something else is in the way, the commit is refused. Not thread-safe.
 */
public final class UndoneMove implements MovedFiles {
    private final TaskWorkflows workflows;
    private final String from;
    private final String to;
    private final String state;
    private boolean isMoved;

    private UndoneMove(TaskWorkflows workflows, String from, String to, String state) {
        this.workflows = workflows;
        this.from = from;
        this.to = to;
        this.state = state;
    }

    /** The move that goes back with this commit; empty if no workflow moved by it. */
    public static Optional<MovedFiles> of(OpenProject project, Commit undone) {
        TaskWorkflows workflows = new TaskWorkflows(project);
        Moment now = project.state().now();
        List<WorkflowEntry> before =
                workflows.all(now.at(Revision.of(undone.revision().number() - 1)));
        return workflows.all(now.at(undone.revision())).stream()
                .flatMap(after -> before.stream()
                        .filter(one ->
                                one.id().equals(after.id()) && !one.folder().equals(after.folder()))
                        .flatMap(one -> of(workflows, now, after, one).stream()))
                .findFirst();
    }

    private static Optional<MovedFiles> of(
            TaskWorkflows workflows, Moment now, WorkflowEntry after, WorkflowEntry before) {
        return now.find(workflows.tasks(after).key())
                .map(tasks -> new UndoneMove(
                        workflows, after.folder(), before.folder(), StateFile.text(tasks.value(), !before.isActive())));
    }

    /** The files say what the state says before they move, and what was written into the old folder meanwhile goes afterwards. */
    @Override
    public <R> R with(Function<Runnable, R> commit) {
        workflows.state().publish();
        R done = MovedFiles.super.with(commit);
        workflows.state().publish();
        return done;
    }

    @Override
    public void carryOut() {
        WorkflowFolders folders = new WorkflowFolders(workflows);
        folders.requireRoom(from, to);
        if (workflows.folder.exists(from)) {
            folders.move(from, to);
            isMoved = true;
            folders.write(to, state);
        }
    }

    @Override
    public void takeBack() {
        if (isMoved) {
            new WorkflowFolders(workflows).move(to, from);
            isMoved = false;
        }
    }
}
