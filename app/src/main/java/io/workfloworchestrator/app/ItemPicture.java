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
import picocli.CommandLine.Option;

/** Which items of a kind wait for which, as a picture on stdout or in a file: the options that say so, and the answer. */
final class ItemPicture {
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

    /** @throws UsageException if a file is to be replaced and no file is named, or if the file is there and must stay */
    ExitCode show(Console console, ProjectFolder folder, WorkflowMoment<Json> now, String kind) {
        if (replace && out.isEmpty()) {
            throw new UsageException("--replace needs --out FILE.");
        }
        Diagram diagram = ItemDiagram.of(now, kind);
        int width = out.isPresent() ? Wrapping.WIDEST : Math.max(Drawing.NARROWEST, console.width());
        String drawn = Drawing.of(diagram, Picture.DEPENDENCIES).width(width).as(format);
        Json.Obj answer = Json.Obj.EMPTY
                .with("kind", Json.of(kind))
                .with("format", Json.of(format.name().toLowerCase(Locale.ROOT)))
                .with("items", Json.of(diagram.nodes().size()))
                .with("revision", Json.of(now.revision().number()));
        if (out.isEmpty()) {
            return console.done(answer.with("text", Json.of(drawn)), () -> console.verbatim(drawn.stripTrailing()));
        }
        String file = write(folder, out.get(), drawn);
        return console.done(answer.with("file", Json.of(file)), () -> console.line("Wrote " + Console.plain(file)));
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
