package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Simulation;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow simulate}: what would change if something were so. */
@Command(name = "simulate", description = "What would change if a fact or field were so; nothing is written.")
final class SimulateCommand extends ProjectCommand {
    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            required = true,
            description = "Such as facts.constitution.exists=true; may be given again. VALUE is JSON, else text.")
    private List<String> settings = new ArrayList<>();

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj assumed = Settings.of(settings, "PATH=VALUE, such as facts.constitution.exists=true");
        WorkflowMoment<Json> now = bench.now();
        Simulation simulation = now.simulate(assumed);
        return console.done(
                Answers.of(simulation).with("revision", Json.of(now.revision().number())),
                () -> print(console, bench, simulation));
    }

    static void print(Console console, Workbench bench, Simulation simulation) {
        section(
                console,
                "Would change",
                simulation.changes(),
                change -> console.paragraph("  " + console.warn("~ "), "    ", change));
        section(
                console,
                "Gates that would open",
                simulation.opened(),
                gate -> gate(console, bench, "  " + console.good("✓ "), gate));
        section(
                console,
                "Gates that would close",
                simulation.closed(),
                gate -> gate(console, bench, "  " + console.bad("✗ "), gate));
        section(
                console,
                "Would be advised, and is not now",
                simulation.suggested(),
                step -> step(console, "  " + console.good("+ "), step));
        section(
                console,
                "Is advised now, and would not be",
                simulation.withdrawn(),
                step -> step(console, "  " + console.bad("- "), step));
        boolean same = simulation.changes().isEmpty()
                && simulation.opened().isEmpty()
                && simulation.closed().isEmpty()
                && simulation.suggested().isEmpty()
                && simulation.withdrawn().isEmpty();
        if (same) {
            console.line("Nothing would be different from now.");
            console.line();
        }
        console.line(
                simulation.advances()
                        ? console.good("The phase could be left then.")
                        : console.warn("The phase could not be left even then."));
        console.line(console.dim("Nothing was written."));
    }

    private static <T> void section(Console console, String title, List<T> items, Consumer<T> print) {
        if (!items.isEmpty()) {
            console.line(console.bold(title));
            items.forEach(print);
            console.line();
        }
    }

    private static void gate(Console console, Workbench bench, String mark, String gate) {
        console.paragraph(mark, "    ", gate);
        console.labelled("    ", "more", bench.meant().command("why gate:" + gate));
    }

    private static void step(Console console, String mark, NextStep step) {
        console.paragraph(mark, "    ", step.action());
        console.labelled("    ", "why", step.because());
    }
}
