package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.FileTree;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.ReferenceFormat;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Secrets;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.files.Layout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;

/** The commands by which the state of a project leaves it and comes to another one. */
final class TransferCommands {
    private TransferCommands() {}

    @Command(
            name = "export",
            description = "The project's state as one file: all of it, for import; or for the reference.")
    static final class Export extends ProjectCommand {
        static final String OWN = "workflow-1";
        static final String REFERENCE = "reference-1.0";

        private final Given<String> format = option(
                "--format FORMAT",
                OWN,
                OWN + ": all keys, or those of -w, for 'workflow import'; " + REFERENCE
                        + ": the planning, as the reference server reads it. " + OWN + " when not given.");
        private final Given<Boolean> history = flag("--history", "With every commit: who changed what, when and why.");
        private final Given<Path> out = option("--out FILE", Path.class, "A new file; stdout when not given.");

        @Override
        ExitCode run(Workbench bench) {
            if (!format.get().equals(REFERENCE) && !format.get().equals(OWN)) {
                throw new UsageException(
                        "there is no format '" + format.get() + "'; there are: " + OWN + ", " + REFERENCE + ".");
            }
            if (history.get() && format.get().equals(REFERENCE)) {
                throw new UsageException(
                        REFERENCE + " has no history; leave --history out, or take --format " + OWN + ".");
            }
            bench.requireState();
            Moment now = bench.states().now();
            bench.meant()
                    .asked(now)
                    .map(List::of)
                    .orElseGet(() -> MeantWorkflow.all(now))
                    .forEach(name -> bench.named(name).open().sync());
            if (!out.isGiven()) {
                write(bench, console.out());
                console.out().flush();
                return ExitCode.OK;
            }
            Revision revision = toFile(bench, out.get());
            return console.done(
                    Answers.at(revision)
                            .with("format", format.get())
                            .with("file", out.get().toString()),
                    () -> console.line(
                            "Wrote " + Console.plain(out.get().toString()) + console.dim(", revision " + revision)));
        }

        private Revision write(Workbench bench, PrintWriter target) {
            if (format.get().equals(REFERENCE)) {
                var state = bench.named(
                                bench.meant().asked().orElseGet(() -> Planning.of(bench.states(), bench.folder())))
                        .open()
                        .state()
                        .orElseThrow(() -> new NotFoundException(
                                "there is no planning in " + bench.folder().root() + " to export as " + REFERENCE
                                        + ". Begin one with 'workflow init', or take --format " + OWN + "."));
                target.print(Console.escaped(
                        ReferenceFormat.exportState(state.value()).toPrettyText()));
                return state.revision();
            }
            try (Progress progress = console.progress("export")) {
                return Archive.write(
                        bench.local().files().store(),
                        bench.meant().keys(),
                        history.get(),
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
                throw new UsageException("there is no folder "
                        + file.toAbsolutePath().getParent() + ". Make it, or name a file elsewhere.");
            } catch (IOException e) {
                throw new AnswerLostException(file.toString(), e);
            } catch (RuntimeException e) {
                FileTree.delete(file);
                throw e;
            }
        }

        private static PrintWriter open(Path file) throws IOException {
            OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new PrintWriter(new AnswerStream(stream, file.toString()), false, StandardCharsets.UTF_8);
        }
    }

    @Command(
            name = "import",
            description =
                    "State from 'workflow export', or a project-state.json of the reference server, as one commit.")
    static final class Import extends ChangingCommand {
        private static final String STDIN = "-";

        private final Given<String> file = operand("FILE", "What to import; - is stdin.");
        private final Given<Boolean> history =
                flag("--history", "Also the file's history; only into a project without any state.");
        private final Given<Boolean> noHistory =
                flag("--without-history", "Leave the file's history out; it can never be brought in afterwards.");
        private final Given<Boolean> replace =
                flag("--replace", "Replace values that differ; 'workflow undo' brings them back.");
        private final Given<String> reason = option("--reason TEXT", "Why; kept in the history.");

        @Override
        ExitCode run(Workbench bench) {
            ImportFile.Content content = content(bench);
            if (history.get() && noHistory.get()) {
                throw new UsageException("--history and --without-history say the opposite: leave one out.");
            }
            if (!history.get()) {
                requireNoHistoryLost(bench, content);
            }
            if (history.get()) {
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
            if (file.get().equals(STDIN)) {
                return content(bench, "stdin", System.in, 0);
            }
            Path path = Path.of(file.get());
            try (InputStream in = Files.newInputStream(path)) {
                return content(bench, file.get(), new BufferedInputStream(in, 1 << 16), Files.size(path));
            } catch (NoSuchFileException e) {
                throw new NotFoundException("there is no file " + file.get() + " to import.");
            } catch (IOException e) {
                throw new StateException("E_IMPORT_FILE", file.get() + " cannot be read: " + e.getMessage() + ".", e);
            }
        }

        private ImportFile.Content content(Workbench bench, String name, InputStream in, long size) {
            try (Progress progress = console.progress("read " + name)) {
                return ImportFile.read(name, in, bench.local()::check, read -> progress.at(read, size));
            } catch (IOException e) {
                throw new StateException("E_IMPORT_FILE", name + " cannot be read: " + e.getMessage() + ".", e);
            }
        }

        /** Refuses to leave a history out unasked where it could be taken in: once there is state, it never can be. */
        private void requireNoHistoryLost(Workbench bench, ImportFile.Content content) {
            if (content.history().isEmpty()
                    || noHistory.get()
                    || bench.meant().asked().isPresent()
                    || hasState(bench)) {
                return;
            }
            throw new UsageException(shownFile() + " has a history of "
                    + Check.count(content.history().size(), "commit")
                    + ", and nothing says what becomes of it. Nothing was imported. --history brings all of it, which only"
                    + " works while the project has no state; --without-history brings the newest values alone.");
        }

        private static boolean hasState(Workbench bench) {
            return !bench.states().list().isEmpty()
                    || Files.exists(bench.folder().root().resolve(Layout.STATE_FOLDER));
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
            Cause why = bench.cause(reason.find()).doing("import " + content.format() + " from " + shownFile());
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
                if (!taken.isEmpty() && !replace.get()) {
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
                throw new UsageException(
                        shownFile() + " has no history. Leave --history out, or export with --history.");
            }
            if (reason.isGiven() || replace.get()) {
                throw new UsageException("--history brings the causes of the file and replaces nothing:"
                        + " leave out --reason and --replace.");
            }
            Path root = bench.folder().root();
            if (hasState(bench)) {
                throw new StateException(
                        "E_IMPORT_EXISTS",
                        "this project already has state, and two histories cannot be joined. Nothing was imported. Leave"
                                + " out --history to import the newest values as one commit, or import into another folder"
                                + " with --project DIR.");
            }
            if (LocalProject.refusesSecrets()) {
                refuseSecrets(shownFile(), content.history());
            }
            try (Progress progress = console.progress("import")) {
                NewHistory.write(root, content.history(), progress);
            }
            try (Workbench now = Workbench.open(root.toString())) {
                now.local().files().repair();
                answer(
                        now,
                        content,
                        List.copyOf(content.values().keySet()),
                        content.history().size());
            }
        }

        private String shownFile() {
            return file.get().equals(STDIN)
                    ? "stdin"
                    : Console.plain(String.valueOf(Path.of(file.get()).getFileName()));
        }

        private void answer(Workbench bench, ImportFile.Content content, List<String> changed, int commits) {
            List<Commit> newest = bench.states().history(1);
            long revision = newest.isEmpty() ? 0 : newest.get(0).revision().number();
            console.answer(
                    Json.Obj.EMPTY
                            .with("format", content.format())
                            .with("keys", Json.strings(changed))
                            .with("commits", commits == 0 && !changed.isEmpty() ? 1 : commits)
                            .with("revision", revision),
                    () -> {
                        if (changed.isEmpty()) {
                            console.line("Nothing to import: everything is as the file says.");
                            return;
                        }
                        console.line("Imported " + Check.count(changed.size(), "key")
                                + (commits == 0 ? "" : " with " + commits + " commits") + ": "
                                + console.bold(String.join(", ", changed)) + console.dim(", revision " + revision));
                        if (commits == 0) {
                            console.line(console.dim("Take it back with: workflow undo " + revision));
                        }
                    });
        }
    }

    /**
     * Checks every commit and its cause.
     *
     * @param file the name of the history's file in messages
     * @throws StateException (E_SECRET) with the first place, its kind and the revision that brings it
     */
    static void refuseSecrets(String file, List<Archive.Step> history) {
        List<String> found = new ArrayList<>();
        Map<String, Json> before = new HashMap<>();
        for (Archive.Step step : history) {
            String revision = "revision " + step.revision() + " brings a secret: ";
            Secrets.kind(step.cause().actor()).ifPresent(kind -> found.add(revision + "its actor looks like " + kind));
            Secrets.kind(step.cause().reason())
                    .ifPresent(kind -> found.add(revision + "its reason looks like " + kind));
            step.changes().forEach((key, value) -> {
                Optional<Json> was =
                        Optional.ofNullable(value.isPresent() ? before.put(key, value.get()) : before.remove(key));
                value.ifPresent(json -> Secrets.added(was, json)
                        .forEach(secret -> found.add(revision + "in '" + key + "', " + secret)));
            });
        }
        if (!found.isEmpty()) {
            throw new StateException(
                    "E_SECRET",
                    "nothing was imported: in the history of " + file + ", " + found.get(0)
                            + (found.size() == 1 ? "" : ", and " + (found.size() - 1) + " more")
                            + ". State is plain text, for git and for every agent, and its history keeps it. Leave out"
                            + " --history to import the newest values alone, if it is no longer in them. To take the"
                            + " history as it is, replace the secret where it is valid and import with "
                            + LocalProject.ALLOW_SECRETS + "=1 in the environment.");
        }
    }
}
