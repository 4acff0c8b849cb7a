package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.WorkflowException;
import io.workfloworchestrator.workflow.WorkflowMoment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow why ID}: tells why something is advised, done or open, or why it is not. */
@Command(
        name = "why",
        description = "Why something is advised, done or open, or why not: a rule, step:ID, gate:ID, advance, an item,"
                + " ITEM/MOVE, or the name of a server.")
final class WhyCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "ID",
            description = "As workflow next and workflow advance name it; an item by its number, id or KIND:ID.")
    private String id = "";

    @Override
    ExitCode run(Workbench bench) {
        WorkflowMoment<Json> now = bench.now();
        Why why = explain(bench, now);
        return console.done(
                Answers.of(why).with("revision", Json.of(now.revision().number())), () -> print(why));
    }

    /** What the workflow has of that name comes first; then a server may have it. */
    private Why explain(Workbench bench, WorkflowMoment<Json> now) {
        try {
            return now.explain(id);
        } catch (WorkflowException e) {
            return ServerWhy.of(bench, id).orElseThrow(() -> e);
        }
    }

    private void print(Why why) {
        console.paragraph(why.holds() ? console.good("Yes. ") : console.bad("No. "), "     ", why.summary());
        for (Why.Condition condition : why.conditions()) {
            String mark = switch (condition.outcome()) {
                case "yes" -> console.good("✓ ");
                case "no" -> console.bad("✗ ");
                default -> console.warn("? ");
            };
            console.paragraph("  " + mark, "    ", condition.id() + ": " + condition.is());
            if (!condition.outcome().equals("yes") && !condition.outcome().equals("no")) {
                console.paragraph("    ", "    ", condition.outcome());
            }
            condition
                    .facts()
                    .forEach(fact -> console.paragraph(
                            "      ",
                            "        ",
                            fact.name() + " = " + fact.value()
                                    + (fact.source().isEmpty() ? "" : "   (" + fact.source() + ")")));
        }
        if (!why.toChange().isEmpty()) {
            console.line("What would change it:");
            why.toChange().forEach(change -> console.paragraph("  - ", "    ", change));
        }
    }
}
