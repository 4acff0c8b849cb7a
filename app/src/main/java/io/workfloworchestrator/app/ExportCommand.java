package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.workflow.ReferenceFormat;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow export}: the project's planning in a format of others. */
@Command(name = "export", description = "The project's planning in the format of the reference server.")
final class ExportCommand extends ProjectCommand {
    private static final String REFERENCE = "reference-1.0";

    @Option(names = "--format", paramLabel = "FORMAT", description = "Only " + REFERENCE + " so far.")
    private String format = REFERENCE;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file; stdout when not given.")
    private Optional<Path> out = Optional.empty();

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        if (!format.equals(REFERENCE)) {
            throw new UsageException("there is no format '" + format + "'; there is: " + REFERENCE + ".");
        }
        bench.workflow().sync();
        var state = bench.workflow().state().orElseThrow();
        Json document = ReferenceFormat.exportState(state.value());
        if (out.isEmpty()) {
            console.json(true);
            console.answer(document, () -> {});
            return ExitCode.OK;
        }
        write(out.get(), document.toPrettyText());
        console.answer(
                Json.Obj.EMPTY
                        .with("format", Json.of(format))
                        .with("file", Json.of(out.get().toString()))
                        .with("revision", Json.of(state.revision().number())),
                () -> console.line("Wrote " + Console.plain(out.get().toString()) + "."));
        return ExitCode.OK;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " exists already. Name a new file, or move that one away.");
        } catch (IOException e) {
            throw new UsageException(file + " cannot be written (" + e.getMessage() + "). Name a file elsewhere.");
        }
    }
}
