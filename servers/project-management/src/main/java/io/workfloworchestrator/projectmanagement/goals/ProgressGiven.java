package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.server.OpenProject;
import java.util.Optional;

/**
 * The progress that a call means: the percentage that it gives, else its counts of tasks, else those of a file of tasks, else those of
 * the workflow or the specification that carries the goal out.
 *
 * @param percent 0 to 100
 */
record ProgressGiven(int percent, String source) {
    /** Empty if the call says nothing about progress, and the goal has no tasks that do. */
    static Optional<ProgressGiven> of(ProgressCall in, Goal goal, OpenProject project, GoalBook book) {
        if (in.progress().isPresent()) {
            int percent = in.progress().get();
            if (percent < 0 || percent > 100) {
                throw refused("\"progress\" must be 0 to 100, but it is " + percent + ".");
            }
            return Optional.of(new ProgressGiven(percent, "given"));
        }
        if (in.tasksCompleted().isPresent() || in.totalTasks().isPresent()) {
            return Optional.of(counted(in));
        }
        if (in.specPath().isPresent()) {
            return TaskCount.ofPath(project.workflow().project(), in.specPath().get())
                    .map(ProgressGiven::of);
        }
        return in.isAboutMore()
                ? Optional.empty()
                : TaskCount.of(goal, project, book.moment().moment()).map(ProgressGiven::of);
    }

    private static ProgressGiven counted(ProgressCall in) {
        if (in.tasksCompleted().isEmpty() || in.totalTasks().isEmpty()) {
            throw refused("\"tasksCompleted\" and \"totalTasks\" are given together.");
        }
        int done = in.tasksCompleted().get();
        int total = in.totalTasks().get();
        if (total < 0 || done < 0 || done > total) {
            throw refused("\"tasksCompleted\" must be 0 to totalTasks, but it is " + done + " of " + total + ".");
        }
        return of(new TaskCount(done, total, "given"));
    }

    private static ProgressGiven of(TaskCount count) {
        return new ProgressGiven(
                count.percent(),
                count.done() + " of " + count.total() + " tasks"
                        + (count.source().equals("given") ? "" : ", " + count.source()));
    }

    private static GoalException refused(String why) {
        return new GoalException("E_ARG_VALUE", why + " Nothing was changed.");
    }
}
