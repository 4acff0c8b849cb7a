package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.ReferenceFormat;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow export}: writes the project's state to one file. */
@Command(name = "export", description = "The project's state as one file: all of it, for import; or for the reference.")
final class ExportCommand extends ProjectCommand {
    static final String OWN = "workflow-1";
    static final String REFERENCE = "reference-1.0";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = OWN + ": all keys, or those of -w, for 'workflow import'; " + REFERENCE
                    + ": the planning, as the reference server reads it. " + OWN + " when not given.")
    private String format = OWN;

    @Option(names = "--history", description = "With every commit: who changed what, when and why.")
    private boolean history;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file; stdout when not given.")
    private Optional<Path> out = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        if (!format.equals(REFERENCE) && !format.equals(OWN)) {
            throw new UsageException("there is no format '" + format + "'; there are: " + OWN + ", " + REFERENCE + ".");
        }
        if (history && format.equals(REFERENCE)) {
            throw new UsageException(REFERENCE + " has no history; leave --history out, or take --format " + OWN + ".");
        }
        bench.requireState();
        Moment now = bench.states().now();
        bench.meant()
                .asked(now)
                .map(List::of)
                .orElseGet(() -> MeantWorkflow.all(now))
                .forEach(name -> bench.named(name).open().sync());
        if (out.isEmpty()) {
            write(bench, console.out());
            console.out().flush();
            return ExitCode.OK;
        }
        Revision revision = toFile(bench, out.get());
        return console.done(
                Json.Obj.EMPTY
                        .with("format", Json.of(format))
                        .with("file", Json.of(out.get().toString()))
                        .with("revision", Json.of(revision.number())),
                () -> console.line(
                        "Wrote " + Console.plain(out.get().toString()) + console.dim(", revision " + revision)));
    }

    private Revision write(Workbench bench, PrintWriter target) {
        if (format.equals(REFERENCE)) {
            var state = bench.named(bench.meant().asked().orElseGet(() -> Planning.of(bench.states(), bench.folder())))
                    .open()
                    .state()
                    .orElseThrow(() -> new NotFoundException(
                            "there is no planning in " + bench.folder().root() + " to export as " + REFERENCE
                                    + ". Begin one with 'workflow init', or take --format " + OWN + "."));
            target.print(
                    Console.escaped(ReferenceFormat.exportState(state.value()).toPrettyText()));
            return state.revision();
        }
        try (Progress progress = console.progress("export")) {
            return Archive.write(
                    bench.store(),
                    bench.meant().keys(),
                    history,
                    line -> {
                        target.print(Console.escaped(line.toString()));
                        target.print('\n');
                    },
                    progress);
        }
    }

    /** Removes a file that was not written to its end: it would look like a whole export. */
    private Revision toFile(Workbench bench, Path file) {
        try (PrintWriter target = open(file)) {
            Revision revision = write(bench, target);
            target.flush();
            return revision;
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " exists already. Name a new file, or move that one away.");
        } catch (NoSuchFileException e) {
            throw new UsageException(
                    "there is no folder " + file.toAbsolutePath().getParent() + ". Make it, or name a file elsewhere.");
        } catch (IOException e) {
            throw new AnswerLostException(file.toString(), e);
        } catch (RuntimeException e) {
            remove(file);
            throw e;
        }
    }

    private static PrintWriter open(Path file) throws IOException {
        OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new PrintWriter(new AnswerStream(stream, file.toString()), false, StandardCharsets.UTF_8);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
