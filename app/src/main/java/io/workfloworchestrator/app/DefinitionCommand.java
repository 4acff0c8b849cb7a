package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionChange;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.DefinitionDifference;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow definition}: shows the definition that running work uses, and moves the work to a changed one. */
@Command(
        name = "definition",
        description = "What the work runs by: show it, diff it with the current one, migrate to that in one commit.")
final class DefinitionCommand extends ChangingCommand {
    /** What to do. */
    enum Verb {
        SHOW,
        DIFF,
        MIGRATE
    }

    @Parameters(index = "0", paramLabel = "show|diff|migrate", description = "What to do.")
    private Verb verb = Verb.SHOW;

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description = "For migrate: the phase to go on in; needed when the current one vanished.")
    private Optional<String> phase = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "For migrate: why; recorded and shown.")
    private Optional<String> reason = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        switch (verb) {
            case SHOW -> show(bench);
            case DIFF -> diff(bench);
            case MIGRATE -> migrate(bench);
        }
        return ExitCode.OK;
    }

    private void show(Workbench bench) {
        WorkflowDefinition running = bench.workflow().running();
        WorkflowDefinition current = bench.workflow().definition();
        boolean recorded = !running.fingerprint().equals(current.fingerprint());
        console.answer(
                Answers.with(
                                Answers.of(current),
                                "recorded",
                                Optional.of(running).filter(one -> recorded).map(Answers::of))
                        .with("definition", running.toJson()),
                () -> {
                    printOverrides(console, current);
                    if (recorded) {
                        console.paragraph(
                                "",
                                "",
                                "The work runs by " + running + " as recorded; '"
                                        + bench.meant().command("definition diff") + "' shows the difference.");
                    }
                    running.phases().forEach(p -> {
                        console.line(console.bold(p.id()) + "  " + Console.plain(p.title()));
                        p.steps().forEach(s -> console.paragraph("  ", "    ", s.id() + ": " + s.title()));
                        p.exit().forEach(g -> console.paragraph("  to leave: ", "    ", g.id() + ": " + g.when()));
                    });
                });
    }

    private void diff(Workbench bench) {
        DefinitionDifference difference = bench.workflow().difference();
        console.answer(json(difference), () -> {
            if (difference.isEmpty()) {
                console.line("The work runs by the current definition, "
                        + Console.plain(difference.current().toString()) + ".");
                return;
            }
            console.line("From " + Console.plain(difference.recorded().toString()) + " to "
                    + Console.plain(difference.current().toString()) + ":");
            difference.changes().forEach(change -> printChange(console, change));
            difference
                    .vanishedSteps()
                    .forEach(step -> console.paragraph(
                            "  ", "    ", "step \"" + step + "\" would be kept in the state by name"));
            difference
                    .vanishedPhase()
                    .ifPresent(p -> console.paragraph(
                            console.warn("  ! "),
                            "    ",
                            "the work is in phase \"" + p + "\", which is gone: migrate needs --phase"));
            difference.effect().ifPresent(effect -> {
                console.line("Now that would mean:");
                AdviceCommands.Simulate.print(console, bench, effect);
            });
        });
    }

    private void migrate(Workbench bench) {
        var state = bench.workflow().migrate(phase, bench.cause(reason));
        console.answer(
                Json.Obj.EMPTY
                        .with("version", Json.of(state.value().version()))
                        .with("phase", Json.of(state.value().phase()))
                        .with("revision", Json.of(state.revision().number())),
                () -> console.line((state.commit().isPresent()
                                ? "The work runs by version "
                                : "Nothing to migrate: the work runs by the current definition already, version ")
                        + state.value().version() + ", in phase "
                        + console.bold(state.value().phase()) + ". " + console.dim("revision " + state.revision())));
    }

    static void printOverrides(Console console, WorkflowDefinition definition) {
        console.line(Console.plain(definition.toString()));
        definition.extended().ifPresent(d -> console.line("  extends " + Console.plain(d.toString()) + ":"));
        definition.overrides().forEach(change -> printChange(console, change));
    }

    private static void printChange(Console console, DefinitionChange change) {
        String mark = switch (change.kind()) {
            case ADDED -> console.good("+ ");
            case REMOVED -> console.bad("- ");
            case CHANGED -> console.warn("~ ");
        };
        console.paragraph("  " + mark, "    ", change.toString());
    }

    private static Json json(DefinitionDifference difference) {
        Json.Obj json = Json.Obj.EMPTY
                .with("same", Json.of(difference.isEmpty()))
                .with("from", Json.of(difference.recorded().version()))
                .with("to", Json.of(difference.current().version()))
                .with("changes", Answers.list(DefinitionChange.class, difference.changes()))
                .with("vanishedSteps", Json.strings(difference.vanishedSteps()));
        json = Answers.with(json, "vanishedPhase", difference.vanishedPhase().map(Json::of));
        return Answers.with(json, "effect", difference.effect().map(Answers::of));
    }
}
