package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all questions about goals and all changes of them need: the clock of people, one commit for a change, the news. Thread-safe.
 *
 * @param clock its zone is that of people's calendar days
 */
record GoalChanges(ToolContext context, Clock clock) {
    /**
     * The outcome of a change.
     *
     * @param after the goals as of its commit
     */
    record Changed<R>(R result, GoalBook after, boolean changed, List<String> changes) {
        long revision() {
            return after.moment().revision().number();
        }

        Goal goal(String id) {
            return new Goal(after.moment().item(id).orElseThrow());
        }
    }

    /** The goals as they are now, for a project that the call may name. */
    GoalBook now(OpenProject project, Optional<String> projectPath) {
        ToolContext.check(project, projectPath);
        return GoalBook.of(project.workflow().now(), clock);
    }

    /** Changes items in one commit; what is refused changes nothing. */
    <R> Changed<R> change(OpenProject project, Cause cause, Function<ItemChanges, R> change) {
        Done<R> done = project.state()
                .change(cause, commit -> change.apply(project.workflow().in(commit, cause.actor())));
        WorkflowMoment<Json> after = project.workflow().in(done.moment());
        List<String> news =
                context.newsAfter(project, done.moment(), done.commit().map(Commit::revision));
        return new Changed<>(
                done.result(), GoalBook.of(after, clock), done.commit().isPresent(), news);
    }

    /** What others did, for an answer that changed nothing. */
    List<String> news(OpenProject project, Moment moment) {
        return context.news(project, moment, Optional.empty());
    }
}
