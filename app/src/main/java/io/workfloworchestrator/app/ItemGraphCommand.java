package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item graph [KIND]}: which items wait for which, as a picture. */
@Command(name = "graph", description = "Which items wait for which: a tree of text, or a picture.")
final class ItemGraphCommand extends ProjectCommand {
    @Parameters(paramLabel = "KIND", arity = "0..1", description = "Of which kind; the only one when not given.")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, svg, mermaid or drawio; text when not given.")
    private Format format = Format.TEXT;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file, named from the project's folder; stdout when not given.")
    private Optional<String> out = Optional.empty();

    @Option(names = "--replace", description = "FILE may be there already, and is written anew.")
    private boolean replace;

    @Override
    ExitCode run(Workbench bench) {
        WorkflowMoment<Json> now = bench.now();
        new ItemPicture(console, format, out, replace).show(bench.folder(), now, ItemPlanCommand.kind(now, kind));
        return ExitCode.OK;
    }
}
