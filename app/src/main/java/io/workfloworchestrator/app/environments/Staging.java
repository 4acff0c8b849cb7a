package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.BuiltRelease;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerCommands;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.ItemException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Makes a release of a server and checks it: the build from a clean copy of the source, the contents, the handshake and what the
 * built thing offers, its tests, and the tests of whoever is built with it. Each result is evidence on the release. Thread-safe.
 */
public record Staging(
        EnvironmentFolders places,
        ServerChanges changes,
        IssueReplay replay,
        SessionReplay sessions,
        StoreGate store,
        CheckLimits limits) {
    private static final int MOST_PATTERNS = 50;

    /**
     * What a check came to.
     *
     * @param release what was built; empty if the build made none
     * @param isAgain whether that release was there before, since what was built is the same
     */
    public record Checked(Optional<ReleaseEntry> release, boolean isAgain, List<GateResult> results) {
        public boolean isPassed() {
            return release.isPresent() && results.stream().allMatch(GateResult::isPassed);
        }

        public boolean isLive() {
            return release.filter(one -> one.status().equals("live")).isPresent();
        }
    }

    /**
     * Builds a server and runs all checks, also after one that fails, as far as they can run.
     *
     * @throws EnvironmentException {@code E_SERVER_BUSY} if somebody checks it at this moment, {@code E_SERVER_NEEDS} if nothing was
     *     built yet of what it is built with
     */
    public Checked check(ServerEntry server, Cause cause, Consumer<GateResult> said) {
        places.prepare(server.name());
        try (Closeable checking = places.checking(server.name())) {
            Object unused = checking;
            return checkAlone(server, cause, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Checked checkAlone(ServerEntry server, Cause cause, Consumer<GateResult> said) {
        List<GateResult> results = new ArrayList<>();
        Consumer<GateResult> told = result -> {
            results.add(result);
            said.accept(result);
        };
        Map<String, ReleaseEntry> with = builtWith(changes.book(), server);
        try (BuildFolder build = BuildFolder.of(places, server, folders(with), limits)) {
            GateResult built = build.build();
            if (!built.isPassed()) {
                told.accept(built);
                return new Checked(Optional.empty(), false, results);
            }
            Optional<Made> made = release(server, build, with, built, cause, told);
            if (made.isEmpty()) {
                return new Checked(Optional.empty(), false, results);
            }
            ReleaseEntry release = made.get().release();
            GateResult.Recorder recorder = new GateResult.Recorder(changes, release, cause, told);
            ReleaseFolder folder = places.whole(server, release);
            recorder.take(SecretScan.of(build.path(), build.contents().keySet()));
            if (server.isStarted()) {
                started(server, folder, folders(with), recorder);
            } else {
                recorder.take(GateResult.passed(SurfaceGates.HANDSHAKE, "it is a library; nothing is started"));
            }
            recorder.take(build.test());
            new DependentsGate(places, changes, limits).check(server, folder, recorder);
            folder.changed(folder.content()).map(Staging::changed).ifPresent(recorder::take);
            return new Checked(
                    Optional.of(ended(release, results, cause)), made.get().isAgain(), results);
        }
    }

    /** What clients get stays live, whatever came of its check: a rollback is for people to decide. */
    private ReleaseEntry ended(ReleaseEntry release, List<GateResult> results, Cause cause) {
        if (release.status().equals("live")) {
            return changes.book().release(release.id()).orElse(release);
        }
        boolean isPassed = results.stream().allMatch(GateResult::isPassed);
        return isPassed ? changes.checked(release, cause) : changes.failed(release, cause);
    }

    /** What writes into its own release once would never be started again: a release that changed is refused. */
    private static GateResult changed(List<String> files) {
        return GateResult.failed(
                "release",
                "it changed while it was checked: " + String.join(", ", files)
                        + ". A release is never written to. Let the server write into the project, and keep what its"
                        + " language puts beside the program away (for Python: python3 -B)",
                "");
    }

    /** The checks for which the release is started; if it does not answer, the first of them says all. */
    private void started(
            ServerEntry server, ReleaseFolder release, Map<String, Path> with, GateResult.Recorder recorder) {
        ServerBook book = changes.book();
        if (new SurfaceGates(places, new Health(places, limits)).check(book, server, release, with, recorder)) {
            replay.check(server, release, with, recorder);
            sessions.check(book, server, release, with).ifPresent(recorder::take);
            store.check(book, server, release, with).ifPresent(recorder::take);
        }
    }

    /** The releases that a server is built with: what was checked last, else what is live. */
    private Map<String, ReleaseEntry> builtWith(ServerBook book, ServerEntry server) {
        Map<String, ReleaseEntry> with = new LinkedHashMap<>();
        for (ServerEntry need : book.allNeeds(server)) {
            with.put(need.name(), book.newestPassed(need).orElseThrow(() -> notBuilt(book, server, need)));
        }
        return with;
    }

    private static EnvironmentException notBuilt(ServerBook book, ServerEntry server, ServerEntry need) {
        String name = need.name();
        String why = book.staged(need)
                .map(staged -> "no release of " + name + ", which it is built with, has passed: " + staged.title()
                        + " did not. "
                        + failures(staged) + "Mend what is said there, then run workflow server check " + name
                        + ". If its dependent " + server.name() + " is what fails, mend the source or the commands of "
                        + server.name() + " first (workflow server change " + server.name()
                        + "): the check of " + name + " builds and tests it with the new release.")
                .orElseGet(() -> "there is no release of " + name
                        + ", which it is built with. Run: workflow server check " + name + ".");
        return new EnvironmentException("E_SERVER_NEEDS", server.name() + " cannot be built yet: " + why);
    }

    private static String failures(ReleaseEntry release) {
        return release.evidence().stream()
                .filter(proof -> !proof.isPassed())
                .map(proof -> proof.result() + ". ")
                .collect(Collectors.joining());
    }

    private Map<String, Path> folders(Map<String, ReleaseEntry> releases) {
        Map<String, Path> folders = new LinkedHashMap<>();
        releases.forEach(
                (name, release) -> folders.put(name, places.releases(name).resolve(release.folder())));
        return folders;
    }

    /** A release that was written down, whether it was there before, and what is said of its build. */
    private record Made(ReleaseEntry release, boolean isAgain, GateResult build) {}

    /** Takes what was built as a release, and writes it down. */
    private Optional<Made> release(
            ServerEntry server,
            BuildFolder build,
            Map<String, ReleaseEntry> with,
            GateResult built,
            Cause cause,
            Consumer<GateResult> told) {
        Map<String, String> ids = new LinkedHashMap<>();
        with.values().forEach(need -> ids.put(need.server(), need.id()));
        try {
            return Optional.of(places.alone(() -> {
                ServerBook book = changes.book();
                long next = 1
                        + book.releases(server).stream()
                                .mapToLong(ReleaseEntry::serial)
                                .max()
                                .orElse(0);
                ReleaseFolder folder = made(
                        server,
                        build,
                        content -> current(book, server, content, ids)
                                .map(ReleaseEntry::serial)
                                .orElse(next));
                BuiltRelease fresh = new BuiltRelease(next, folder.content(), folder.name(), build.source(), ids);
                Made made = written(book, server, fresh, built, build, cause);
                told.accept(made.build());
                return made;
            }));
        } catch (EnvironmentException e) {
            told.accept(GateResult.failed("build", String.valueOf(e.getMessage()), built.output()));
            return Optional.empty();
        }
    }

    /** The release that was built again, if there is one, and nobody damaged it on this machine. */
    private Optional<ReleaseEntry> current(
            ServerBook book, ServerEntry server, String content, Map<String, String> with) {
        return book.current(server, content, with).filter(release -> {
            Path folder = places.release(server, release);
            return !Files.exists(folder) || ReleaseFolder.isWhole(folder, content);
        });
    }

    private ReleaseFolder made(ServerEntry server, BuildFolder build, ToLongFunction<String> serial) {
        ServerCommands commands = server.commands();
        return FileTree.io(() -> ReleaseFolder.make(
                build.path(), places.releases(server.name()), serial, commands.run(), commands.keeps()));
    }

    private Made written(
            ServerBook book, ServerEntry server, BuiltRelease fresh, GateResult built, BuildFolder build, Cause cause) {
        Optional<ReleaseEntry> known = book.releases(server).stream()
                .filter(release -> release.folder().equals(fresh.folder()))
                .findFirst();
        GateResult said = known.map(release -> built.adding(", the same as " + release.title()))
                .or(() -> rolledBack(book, server, fresh)
                        .map(bad -> built.adding(", the same as " + bad.title() + ", which was rolled back: "
                                + bad.rolledBack().orElse(""))))
                .orElse(built);
        ReleaseEntry release = covering(
                server,
                build,
                said.evidence(),
                proof -> known.map(one -> changes.builtAgain(server, one, fresh.source(), proof, cause))
                        .orElseGet(() -> changes.built(server, fresh, proof, cause)));
        return new Made(release, known.isPresent(), said);
    }

    /** What clients had before in the same form, and somebody took back: whoever promotes it again knows that. */
    private static Optional<ReleaseEntry> rolledBack(ServerBook book, ServerEntry server, BuiltRelease fresh) {
        return book.releases(server).stream()
                .filter(release -> release.content().equals(fresh.content()))
                .filter(release -> release.rolledBack().isPresent())
                .findFirst();
    }

    /** The proof of the build covers the source, so that it is stale as soon as the source changes, if it is not too much for that. */
    private static ReleaseEntry covering(
            ServerEntry server, BuildFolder build, EvidenceDraft proof, Function<EvidenceDraft, ReleaseEntry> writing) {
        List<String> patterns = patterns(server, build.contents().keySet());
        if (patterns.size() <= MOST_PATTERNS) {
            try {
                return writing.apply(proof.covering(patterns.toArray(String[]::new)));
            } catch (ItemException e) {
                if (!e.code().equals("E_EVIDENCE_FILES")) {
                    throw e;
                }
            }
        }
        return writing.apply(proof);
    }

    private static List<String> patterns(ServerEntry server, Set<String> paths) {
        String folder = server.commands().folder();
        String begin = folder.isEmpty() || folder.equals(".") ? "" : folder + "/";
        Set<String> patterns = new LinkedHashSet<>();
        for (String path : paths) {
            int slash = path.indexOf('/');
            patterns.add(begin + (slash < 0 ? path : path.substring(0, slash) + "/**"));
        }
        return List.copyOf(patterns);
    }
}
