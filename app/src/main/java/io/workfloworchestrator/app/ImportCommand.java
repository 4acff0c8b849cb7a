package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow import FILE}: state from elsewhere, checked whole before anything is changed. */
@Command(
        name = "import",
        description = "State from 'workflow export', or a project-state.json of the reference server, as one commit.")
final class ImportCommand extends ChangingCommand {
    private static final String STDIN = "-";

    @Parameters(paramLabel = "FILE", description = "What to import; - is stdin.")
    private String file = "";

    @Option(names = "--history", description = "Also the file's history; only into a project without any state.")
    private boolean history;

    @Option(names = "--replace", description = "Replace values that differ; 'workflow undo' brings them back.")
    private boolean replace;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        ImportFile.Content content = content(bench);
        if (history) {
            if (bench.meant().asked().isPresent()) {
                throw new UsageException("--history brings all that the file has: leave out -w.");
            }
            withHistory(bench, content);
        } else {
            asOneCommit(bench, content);
        }
        return ExitCode.OK;
    }

    private ImportFile.Content content(Workbench bench) {
        if (file.equals(STDIN)) {
            return content(bench, "stdin", System.in, 0);
        }
        Path path = Path.of(file);
        try (InputStream in = Files.newInputStream(path)) {
            return content(bench, file, new BufferedInputStream(in, 1 << 16), Files.size(path));
        } catch (NoSuchFileException e) {
            throw new NotFoundException("there is no file " + file + " to import.");
        } catch (IOException e) {
            throw new StateException("E_IMPORT_FILE", file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private ImportFile.Content content(Workbench bench, String name, InputStream in, long size) {
        try (Progress progress = console.progress("read " + name)) {
            return ImportFile.read(name, in, bench::check, read -> progress.at(read, size));
        } catch (IOException e) {
            throw new StateException("E_IMPORT_FILE", name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void asOneCommit(Workbench bench, ImportFile.Content content) {
        Predicate<String> keys = bench.meant().keys();
        bench.meant()
                .asked()
                .filter(name -> !content.values().containsKey(name))
                .ifPresent(name -> {
                    throw new NotFoundException(shownFile() + " has no " + name + "; it has: "
                            + String.join(", ", content.values().keySet()) + ".");
                });
        Cause why = bench.cause(reason).doing("import " + content.format() + " from " + shownFile());
        List<String> changed = bench.states().transact(why, transaction -> {
            List<String> differing = new ArrayList<>();
            List<String> taken = new ArrayList<>();
            for (Map.Entry<String, Json> value : content.values().entrySet()) {
                if (!keys.test(value.getKey())) {
                    continue;
                }
                StateKey<Json> key = StateKey.json(value.getKey());
                Optional<Json> now = transaction.find(key);
                if (now.isPresent() && now.get().equals(value.getValue())) {
                    continue;
                }
                now.ifPresent(some -> taken.add(key.name()));
                transaction.put(key, value.getValue());
                differing.add(key.name());
            }
            if (!taken.isEmpty() && !replace) {
                throw new StateException(
                        "E_IMPORT_EXISTS",
                        "this project already has other values of " + String.join(", ", taken)
                                + ". Nothing was imported. --replace puts the file's in their place, as one commit that"
                                + " 'workflow undo' takes back; or import into another folder with --project DIR.");
            }
            return differing;
        });
        bench.publish();
        answer(bench, content, changed, 0);
    }

    /** Works only in a project without state: joining two histories would change one of them. */
    private void withHistory(Workbench bench, ImportFile.Content content) {
        if (content.history().isEmpty()) {
            throw new UsageException(shownFile() + " has no history. Leave --history out, or export with --history.");
        }
        if (reason.isPresent() || replace) {
            throw new UsageException("--history brings the causes of the file and replaces nothing:"
                    + " leave out --reason and --replace.");
        }
        NewHistory history = new NewHistory(bench.folder().root());
        if (!bench.states().list().isEmpty() || history.isThere()) {
            throw new StateException(
                    "E_IMPORT_EXISTS",
                    "this project already has state, and two histories cannot be joined. Nothing was imported. Leave"
                            + " out --history to import the newest values as one commit, or import into another folder"
                            + " with --project DIR.");
        }
        if (LocalProject.refusesSecrets()) {
            ImportedSecrets.refuse(shownFile(), content.history());
        }
        try (Progress progress = console.progress("import")) {
            history.write(content.history(), progress);
        }
        try (Workbench now = Workbench.open(bench.folder().root().toString())) {
            now.repair();
            answer(
                    now,
                    content,
                    List.copyOf(content.values().keySet()),
                    content.history().size());
        }
    }

    private String shownFile() {
        return file.equals(STDIN)
                ? "stdin"
                : Console.plain(String.valueOf(Path.of(file).getFileName()));
    }

    private void answer(Workbench bench, ImportFile.Content content, List<String> changed, int commits) {
        List<Commit> newest = bench.states().history(1);
        long revision = newest.isEmpty() ? 0 : newest.get(0).revision().number();
        console.answer(
                Json.Obj.EMPTY
                        .with("format", Json.of(content.format()))
                        .with("keys", Json.strings(changed))
                        .with("commits", Json.of(commits == 0 && !changed.isEmpty() ? 1 : commits))
                        .with("revision", Json.of(revision)),
                () -> {
                    if (changed.isEmpty()) {
                        console.line("Nothing to import: everything is as the file says.");
                        return;
                    }
                    console.line("Imported " + changed.size() + (changed.size() == 1 ? " key" : " keys")
                            + (commits == 0 ? "" : " with " + commits + " commits") + ": "
                            + console.bold(String.join(", ", changed)) + console.dim(", revision " + revision));
                    if (commits == 0) {
                        console.line(console.dim("Take it back with: workflow undo " + revision));
                    }
                });
    }
}
