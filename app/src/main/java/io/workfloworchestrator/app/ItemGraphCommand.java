package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Drawing;
import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.diagram.Picture;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

    ItemGraphCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        if (replace && out.isEmpty()) {
            throw new UsageException("--replace needs --out FILE.");
        }
        WorkflowMoment<Json> now = bench.now();
        String of = ItemPlanCommand.kind(now, kind);
        Diagram diagram = ItemDiagram.of(now, of);
        int width = out.isPresent() ? Console.WIDEST : Math.max(Drawing.NARROWEST, console.width());
        String drawn = Drawing.of(diagram, Picture.DEPENDENCIES).width(width).as(format);
        Json.Obj answer = Json.Obj.EMPTY
                .with("kind", Json.of(of))
                .with("format", Json.of(format.name().toLowerCase(Locale.ROOT)))
                .with("items", Json.of(diagram.nodes().size()))
                .with("revision", Json.of(now.revision().number()));
        if (out.isEmpty()) {
            console.answer(answer.with("text", Json.of(drawn)), () -> console.verbatim(drawn.stripTrailing()));
        } else {
            String file = write(bench.folder(), out.get(), drawn);
            console.answer(answer.with("file", Json.of(file)), () -> console.line("Wrote " + Console.plain(file)));
        }
        return ExitCode.OK;
    }

    private String write(ProjectFolder folder, String file, String drawn) {
        byte[] bytes = drawn.getBytes(StandardCharsets.UTF_8);
        try {
            return (replace ? folder.replace(file, bytes) : folder.writeNew(file, bytes)).path();
        } catch (PathException e) {
            if (e.code().equals("E_PATH_EXISTS")) {
                throw new UsageException(
                        Console.plain(file) + " exists already. Name a new file, or add --replace to write it anew.");
            }
            throw e;
        }
    }
}
