package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.schedule.Parallelization;
import io.workfloworchestrator.taskexecutor.schedule.ParallelizationAnalysis;
import io.workfloworchestrator.taskexecutor.schedule.Strategy;
import io.workfloworchestrator.workflow.WorkflowState;

/** What working side by side would gain, in the words of the forerunner: by a schedule on four agents. Pure functions. */
final class ParallelizationShown {
    private ParallelizationShown() {}

    static Json.Obj of(WorkflowState<Json> state) {
        Parallelization found = ParallelizationAnalysis.of(
                WorkflowSchedule.tasks(state), Strategy.BALANCED, ScheduleTools.USUAL_AGENTS);
        return Json.Obj.EMPTY
                .with("shouldParallelize", Json.of(found.shouldParallelize()))
                .with("estimatedSpeedup", Json.of(found.estimatedSpeedup()))
                .with("mode", Json.of(found.mode()))
                .with("confidence", Json.of(found.confidence().percent()))
                .with("reasoning", Json.of(String.join(" ", found.reasoning())));
    }
}
