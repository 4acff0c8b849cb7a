package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Missing;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Simulation;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.WorkflowException;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The commands that say what is next, why something is so, and what would change it. */
final class AdviceCommands {
    private static final String SERVER = "server";

    private AdviceCommands() {}

    @Command(name = "next", description = "What to do next, the most important first, each with its reason.")
    static final class Next extends ProjectCommand {
        private final Given<Integer> max = count("--max N", 5, "At most so many; 5 when not given.");

        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            NextSteps next = now.next();
            List<NextStep> all = all(bench, next);
            List<NextStep> steps = all.subList(0, Math.min(max.get(), all.size()));
            return console.done(
                    Answers.of(next)
                            .with("steps", Answers.list(steps, Answers::of))
                            .with("total", all.size())
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
            next.changes().forEach(change -> console.paragraph(console.good("Noticed: "), change));
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
            next.notes().forEach(note -> console.paragraph(console.warn("Note: "), note));
        }

        /** The command that says why a step is advised; a task is one of its feature's workflow. */
        private static String why(Workbench bench, NextStep step) {
            Optional<String> task = step.call().flatMap(CommandsOfTools::task);
            return task.map(words -> "workflow why " + words)
                    .orElseGet(() -> bench.meant().command("why " + step.id()));
        }

        static void print(Console console, Workbench bench, List<Missing> missing) {
            for (Missing one : missing) {
                console.paragraph("  " + console.bad("✗ "), one.what());
                one.path().ifPresent(path -> console.labelled("    ", "file", path));
                one.call().ifPresent(call -> console.labelled("    ", "do", command(bench, call)));
                one.also().forEach(also -> console.labelled("    ", "also", also.toString()));
                console.line("    " + console.dim("more  " + bench.meant().command("why " + one.id())));
            }
        }

        /** The command that does the same as this call; others are not offered ({@link Workbench#TOOLS}). */
        static String command(Workbench bench, Call call) {
            if (call.tool().equals(WorkflowTools.STANDARD.complete())) {
                return bench.meant().command("step done " + call.params().getOrDefault("step", "STEP"));
            }
            Object target = call.params().get("targetPhase");
            return CommandsOfTools.line(bench.meant(), call)
                    .orElseGet(() -> bench.meant().command("advance" + (target == null ? "" : " --to " + target)));
        }
    }

    @Command(
            name = "why",
            description =
                    "Why something is advised, done or open, or why not: a rule, step:ID, gate:ID, advance, an item,"
                            + " ITEM/MOVE, or the name of a server.")
    static final class WhyOne extends ProjectCommand {
        private final Given<String> id =
                operand("ID", "As workflow next and workflow advance name it; an item by its number, id or KIND:ID.");

        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            Why why = explain(bench, now);
            return console.done(
                    Answers.fields(Why.class, why)
                            .with("revision", now.revision().number()),
                    () -> print(why));
        }

        /** What the workflow has of that name comes first; then a server may have it. */
        private Why explain(Workbench bench, WorkflowMoment<Json> now) {
            try {
                return now.explain(id.get());
            } catch (WorkflowException e) {
                return ofServer(bench, id.get()).orElseThrow(() -> e);
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
                console.paragraph("  " + mark, condition.id() + ": " + condition.is());
                if (!condition.outcome().equals("yes") && !condition.outcome().equals("no")) {
                    console.drawn("    ", condition.outcome());
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
                why.toChange().forEach(change -> console.paragraph("  - ", change));
            }
        }
    }

    /** What is missing before the staged release of the server of this name, or {@code server:} and its name; empty if no server has it. */
    private static Optional<Why> ofServer(Workbench bench, String asked) {
        if (bench.states().find(StateKey.json(ServerBook.WORKFLOW)).isEmpty()) {
            return Optional.empty();
        }
        Environments environments = EnvironmentCommand.environments(bench);
        String name = asked.startsWith(SERVER + ":") ? asked.substring(SERVER.length() + 1) : asked;
        ServerBook book = environments.book();
        return book.find(name).map(server -> ofServer(environments, book, server));
    }

    private static Why ofServer(Environments environments, ServerBook book, ServerEntry server) {
        List<String> missing = environments.production().missing(List.of(server));
        String title = book.staged(server).map(ReleaseEntry::title).orElse(server.name());
        String summary = missing.isEmpty()
                ? title + " can be promoted: workflow server promote " + server.name() + "."
                : title + " cannot be promoted now; its checks: workflow server show " + server.name() + ".";
        return new Why(SERVER + ":" + server.name(), SERVER, title, missing.isEmpty(), summary, List.of(), missing);
    }

    @Command(name = "simulate", description = "What would change if a fact or field were so; nothing is written.")
    static final class Simulate extends ProjectCommand {
        private final Given<List<String>> settings = options(
                "--set PATH=VALUE",
                true,
                "Such as facts.constitution.exists=true; may be given again. VALUE is JSON, else text.");

        @Override
        ExitCode run(Workbench bench) {
            Json.Obj assumed = Settings.of(settings.get(), "PATH=VALUE, such as facts.constitution.exists=true");
            WorkflowMoment<Json> now = bench.now();
            Simulation simulation = now.simulate(assumed);
            return console.done(
                    Answers.of(simulation).with("revision", now.revision().number()),
                    () -> print(console, bench, simulation));
        }

        static void print(Console console, Workbench bench, Simulation simulation) {
            section(
                    console,
                    "Would change",
                    simulation.changes(),
                    change -> console.paragraph("  " + console.warn("~ "), change));
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
            console.paragraph(mark, gate);
            console.labelled("    ", "more", bench.meant().command("why gate:" + gate));
        }

        private static void step(Console console, String mark, NextStep step) {
            console.paragraph(mark, step.action());
            console.labelled("    ", "why", step.because());
        }
    }
}
