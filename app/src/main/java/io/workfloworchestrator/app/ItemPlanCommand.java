package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Plan;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item plan [KIND]}: in which order items can be done, and which of them decide when all is done. */
@Command(
        name = "plan",
        description = "In which order the items can be done: batches, the critical path, what each unblocks.")
final class ItemPlanCommand extends ProjectCommand {
    @Parameters(paramLabel = "KIND", arity = "0..1", description = "Of which kind; the only one when not given.")
    private Optional<String> kind = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        WorkflowMoment<Json> now = bench.now();
        Plan plan = now.plan(kind(now, kind));
        return console.done(
                RecordCodec.of(Plan.class)
                        .encode(plan)
                        .asObject()
                        .with("revision", Json.of(now.revision().number())),
                () -> print(now, plan));
    }

    /** The kind that was named; the only one otherwise. */
    static String kind(WorkflowMoment<Json> now, Optional<String> named) {
        Map<String, ?> kinds = now.running().kinds();
        return named.or(() -> kinds.size() == 1 ? kinds.keySet().stream().findFirst() : Optional.empty())
                .orElseThrow(() -> new UsageException(
                        kinds.isEmpty()
                                ? "this workflow has no items."
                                : "name a kind: " + String.join(", ", kinds.keySet()) + "."));
    }

    private void print(WorkflowMoment<Json> now, Plan plan) {
        if (plan.batches().isEmpty() && plan.circles().isEmpty()) {
            console.line("Nothing is left to do.");
        }
        int number = 1;
        for (List<String> batch : plan.batches()) {
            console.line(console.bold("Batch " + number++) + console.dim(number == 2 ? "  can be begun" : ""));
            batch.forEach(id -> printItem(now, plan, id));
        }
        if (plan.critical().size() > 1) {
            console.paragraph(
                    console.warn("! "),
                    "  ",
                    "Critical path, " + number(plan.length()) + " in all: "
                            + plan.critical().stream().map(id -> name(now, id)).collect(Collectors.joining(" → ")));
        }
        plan.circles()
                .forEach(circle -> console.paragraph(
                        console.bad("✗ "),
                        "  ",
                        "These wait for each other, so none can be begun: "
                                + circle.stream().map(id -> name(now, id)).collect(Collectors.joining(" → "))));
    }

    private void printItem(WorkflowMoment<Json> now, Plan plan, String id) {
        Plan.Planned planned = plan.items().get(id);
        if (planned != null) {
            String notes = number(planned.effort())
                    + (planned.isCritical() ? ", critical" : ", slack " + number(planned.slack()))
                    + (planned.unblocks() == 0 ? "" : ", unblocks " + planned.unblocks());
            String title = now.item(id).map(view -> view.item().title()).orElse("");
            console.oneLine(
                    "  " + (planned.isCritical() ? console.warn("! ") : "  ") + console.bold(name(now, id)) + "  ",
                    "(" + notes + ")  " + title);
        }
    }

    private static String name(WorkflowMoment<Json> now, String id) {
        return Console.plain(
                now.item(id).map(ItemView::item).flatMap(Item::number).orElse(id));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
