package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.workflow.Missing;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow next}: what to do next, and why. */
@Command(name = "next", description = "What to do next, the most important first, each with its reason.")
final class NextCommand extends ProjectCommand {
    @Option(names = "--max", paramLabel = "N", description = "At most so many; 5 when not given.")
    private int max = 5;

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, max, "--max");
        WorkflowMoment<Json> now = bench.now();
        NextSteps next = now.next();
        List<NextStep> all = all(bench, next);
        List<NextStep> steps = all.subList(0, Math.min(max, all.size()));
        return console.done(
                Answers.of(next)
                        .with("steps", Answers.list(steps, Answers::of))
                        .with("total", Json.of(all.size()))
                        .with("notices", bench.noticesJson(now.moment())),
                () -> {
                    print(bench, next, steps, all.size());
                    NewNotices.print(console, now.moment());
                });
    }

    /** What is next in this workflow; of the list of features also the tasks of those that are built. */
    private static List<NextStep> all(Workbench bench, NextSteps next) {
        OpenProject project = bench.project();
        return Stream.concat(next.steps().stream(), SpecDrivenServer.advice(project).stream())
                .sorted(Comparator.comparingInt(NextStep::salience).reversed())
                .toList();
    }

    private void print(Workbench bench, NextSteps next, List<NextStep> steps, int total) {
        next.changes().forEach(change -> console.paragraph(console.good("Noticed: "), "         ", change));
        if (steps.isEmpty()) {
            console.line("Finished: nothing is left to do.");
        }
        int number = 1;
        for (NextStep step : steps) {
            console.paragraph(console.bold(number++ + ". "), "   ", step.action());
            console.labelled("   ", "why", step.because());
            step.path().ifPresent(path -> console.labelled("   ", "file", path));
            step.call().ifPresent(call -> console.labelled("   ", "do", command(bench, call)));
            console.line("   " + console.dim("more  " + why(bench, step)));
        }
        if (total > steps.size()) {
            console.line(console.dim(
                    (total - steps.size()) + " more: " + bench.meant().command("next --max " + total)));
        }
        next.notes().forEach(note -> console.paragraph(console.warn("Note: "), "      ", note));
    }

    /** The command that says why a step is advised; a task is one of its feature's workflow. */
    private static String why(Workbench bench, NextStep step) {
        Optional<String> task = step.call().flatMap(CommandsOfTools::task);
        return task.map(words -> "workflow why " + words)
                .orElseGet(() -> bench.meant().command("why " + step.id()));
    }

    /** Prints what is missing to leave a phase. */
    static void print(Console console, Workbench bench, List<Missing> missing) {
        for (Missing one : missing) {
            console.paragraph("  " + console.bad("✗ "), "    ", one.what());
            one.path().ifPresent(path -> console.labelled("    ", "file", path));
            one.call().ifPresent(call -> console.labelled("    ", "do", command(bench, call)));
            one.also().forEach(also -> console.labelled("    ", "also", also.toString()));
            console.line("    " + console.dim("more  " + bench.meant().command("why " + one.id())));
        }
    }

    /** The command that does the same as this call; others are not offered ({@link Workbench#TOOLS}). */
    static String command(Workbench bench, Call call) {
        if (call.tool().equals(WorkflowTools.STANDARD.complete())) {
            return bench.meant().command("step done " + call.params().get("step"));
        }
        Object target = call.params().get("targetPhase");
        return CommandsOfTools.line(bench.meant(), call)
                .orElseGet(() -> bench.meant().command("advance" + (target == null ? "" : " --to " + target)));
    }
}
