package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow plan diagram [PICTURE]}: draws the goals into a file. */
@Command(name = "diagram", description = "Draw the goals into a file; one that somebody edited is left alone.")
final class PlanDiagramCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "PICTURE",
            arity = "0..1",
            description = "roadmap, kanban, timeline or dependencies; roadmap when not given.")
    private String picture = "roadmap";

    @Option(names = "--format", paramLabel = "FORMAT", description = "drawio, mermaid or svg; drawio when not given.")
    private Optional<String> format = Optional.empty();

    @Option(names = "--potential", description = "Potential goals too.")
    private boolean potential;

    @Option(names = "--archived", description = "Archived goals too.")
    private boolean archived;

    @Option(names = "--tier", paramLabel = "TIER", description = "Only goals of this tier.")
    private Optional<String> tier = Optional.empty();

    @Option(names = "--priority", paramLabel = "LEVEL", description = "Only goals of this priority.")
    private Optional<String> priority = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where, from the project's folder; where the planning has its diagrams when not given.")
    private Optional<String> out = Optional.empty();

    PlanDiagramCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = Json.Obj.EMPTY
                .with("diagramType", Json.of(picture))
                .with("includePotential", Json.of(potential))
                .with("includeArchived", Json.of(archived));
        arguments = GoalCalls.with(arguments, "format", format);
        arguments = GoalCalls.with(arguments, "tier", tier);
        arguments = GoalCalls.with(arguments, "priority", priority);
        arguments = GoalCalls.with(arguments, "outputPath", out);
        Json.Obj answer = new PlanCalls(bench).report("generate_goals_diagram", arguments);
        console.answer(answer.without("changes"), () -> console.line(GoalTable.text(answer, "message")));
        return ExitCode.OK;
    }
}
