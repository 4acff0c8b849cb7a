package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification;
import io.workfloworchestrator.workflow.ItemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the tools for workflows of tasks share: the clock, one commit for a change, the news, refusals with a next call. Thread-safe. */
final class TaskTooling {
    private final ToolContext context;
    private final Clock clock;
    private volatile @Nullable Upkeep known;

    TaskTooling(ToolContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** The workflows of an open project, which a call may name by its folder; they are remembered for the next call. */
    TaskWorkflows of(OpenProject project, Optional<String> projectPath) {
        ToolContext.check(project, projectPath.filter(path -> !path.isBlank()));
        Upkeep upkeep = known;
        if (upkeep == null || upkeep.workflows().project.workflow() != project.workflow()) {
            upkeep = new Upkeep(new TaskWorkflows(project), clock);
            known = upkeep;
        }
        upkeep.look();
        return upkeep.workflows();
    }

    TaskVerification verification(TaskWorkflows workflows) {
        return new TaskVerification(workflows.state(), workflows.folder, clock);
    }

    Clock clock() {
        return clock;
    }

    SourceReport report(TaskWorkflows workflows, Transaction commit, String by) {
        return new SourceReport(workflows, commit, clock, by);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * @param moment the state as of its commit
     * @param changed whether there was something to change
     * @param changes what others did meanwhile
     */
    record Changed<R>(R result, Moment moment, boolean changed, List<String> changes) {
        long revision() {
            return moment.revision().number();
        }
    }

    /** Makes one commit; what is refused changes nothing. */
    <R> Changed<R> change(TaskWorkflows workflows, Cause cause, Function<Transaction, R> change) {
        return changed(workflows, workflows.state().change(cause, change));
    }

    <R> Changed<R> changed(TaskWorkflows workflows, Done<R> done) {
        List<String> news = context.newsAfter(
                workflows.project, done.moment(), done.commit().map(Commit::revision));
        return new Changed<>(done.result(), done.moment(), done.commit().isPresent(), news);
    }

    /** What others did, for an answer that changed nothing. */
    List<String> news(TaskWorkflows workflows, Moment moment) {
        return context.news(workflows.project, moment, Optional.empty());
    }

    <I extends Record, O extends Record> Tool.Handler<I, O> handler(
            String tool, Function<I, String> workflow, ToolContext.AskingWork<I, O> work) {
        return context.askingHandler(tool, (project, in, cause, call) -> {
            try {
                return work.on(project, in, cause, call);
            } catch (TaskException e) {
                throw refusal(e);
            } catch (ItemException e) {
                throw refusal(e, workflow.apply(in));
            }
        });
    }

    private static ToolException refusal(TaskException e) {
        ToolException refused = new ToolException(e.code(), String.valueOf(e.getMessage()), e);
        return e.next().map(next -> refused.next(next.tool(), next.arguments())).orElse(refused);
    }

    /** A closed gate names the tool that opens it; whoever comes late takes another task. */
    private static ToolException refusal(ItemException e, String workflow) {
        String message = String.valueOf(e.getMessage());
        String ways = switch (e.code()) {
            case "E_CLAIM_HELD" -> " If you are that holder, give token, which next_task answered, or agent.";
            case "E_ITEM_MOVE" ->
                " complete and verify are done by complete_task and verify_task, the rest by change_task (toolset edit).";
            default -> "";
        };
        ToolException refused = new ToolException(e.code(), message + ways, e);
        Json.Obj named = workflow.isBlank() ? Json.Obj.EMPTY : Json.Obj.EMPTY.with("workflowName", workflow);
        return switch (e.code()) {
            case "E_ITEM_GATE" ->
                e.call()
                        .map(call -> refused.next(call.tool(), call.json().asObject()))
                        .orElse(refused);
            case "E_CLAIM_HELD", "E_CLAIM_TOKEN" -> refused.next(TaskTools.NEXT_TASK, named);
            case "E_ITEM_BLOCKED", "E_ITEM_MOVE" -> refused.next(TaskTools.GET_WORKFLOW_STATUS, named);
            default -> refused;
        };
    }
}
