package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** What all questions about goals and all changes of them need: the clock of people, one commit for a change, the news. Thread-safe. */
record GoalChanges(ToolContext context, Clock clock) {
    /** @param after the goals as of its commit */
    record Changed<R>(R result, GoalBook after, boolean changed, News news) {
        Goal goal(String id) {
            return new Goal(after.moment().item(id).orElseThrow());
        }
    }

    GoalBook now(OpenProject project, Optional<String> projectPath) {
        ToolContext.check(project, projectPath);
        return GoalBook.of(project.workflow().now(), clock);
    }

    /** Changes items in one commit; what is refused changes nothing. */
    <R> Changed<R> change(OpenProject project, Cause cause, Function<ItemChanges, R> change) {
        Done<R> done = project.state()
                .change(cause, commit -> change.apply(project.workflow().in(commit, cause.actor())));
        WorkflowMoment<Json> after = project.workflow().in(done.moment());
        return new Changed<>(
                done.result(),
                GoalBook.of(after, clock),
                done.commit().isPresent(),
                context.told(project, done.moment(), done.commit()));
    }
}
