package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Plan;
import java.util.Locale;

/** What working side by side would gain, in the words of the forerunner: all work divided by the work on the critical path. Pure functions. */
final class Parallelization {
    private static final double WORTH_IT = 1.5;

    private Parallelization() {}

    static Json.Obj of(Plan plan) {
        double total =
                plan.items().values().stream().mapToDouble(Plan.Planned::effort).sum();
        double speedup = plan.length() > 0 ? Math.round(total / plan.length() * 100) / 100.0 : 1;
        int widest = plan.batches().stream().mapToInt(java.util.List::size).max().orElse(0);
        boolean isWorthIt = speedup >= WORTH_IT && widest > 1;
        return Json.Obj.EMPTY
                .with("shouldParallelize", Json.of(isWorthIt))
                .with("estimatedSpeedup", Json.parse(String.format(Locale.ROOT, "%.2f", speedup)))
                .with("mode", Json.of(widest > 1 ? "parallel" : "sequential"))
                .with(
                        "reasoning",
                        Json.of(plan.items().size() + " tasks in " + plan.batches().size() + " batches, at most "
                                + widest + " at once; the critical path has " + plan.critical().size() + " tasks."));
    }
}
