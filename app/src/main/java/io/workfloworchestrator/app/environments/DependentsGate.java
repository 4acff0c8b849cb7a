package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The tests of whoever is built with a release, run against that release: each dependent's source is built and tested with it. Pairs
 * that passed are kept by the contents of both sources, so that what did not change is not run again.
 */
record DependentsGate(EnvironmentFolders places, ServerChanges changes, CheckLimits limits) {
    private static final String GATE = "dependents";

    void check(ServerEntry server, ReleaseFolder release, GateResult.Recorder recorder) {
        ServerBook book = changes.book();
        List<ServerEntry> dependents = book.inOrder(book.dependents(server));
        if (dependents.isEmpty()) {
            recorder.take(GateResult.passed(GATE, "nothing is built with it"));
            return;
        }
        Map<String, String> contents = new LinkedHashMap<>();
        dependents.forEach(one -> contents.put(one.id(), BuildFolder.sourceNow(places, one)));
        Map<String, String> known = known(book, server, release);
        Set<String> toRun = toRun(book, dependents, contents, known);
        List<String> lines = new ArrayList<>();
        StringBuilder output = new StringBuilder();
        Map<String, String> pairs = new LinkedHashMap<>();
        boolean isPassed = run(server, release, dependents, toRun, (dependent, result) -> {
            lines.add(dependent.name() + (result.isPassed() ? " passed" : " fails with it: " + result.line()));
            output.append("== ")
                    .append(dependent.name())
                    .append('\n')
                    .append(result.output())
                    .append('\n');
            if (result.isPassed()) {
                pairs.put(dependent.id(), contents.getOrDefault(dependent.id(), ""));
            }
        });
        dependents.stream().filter(one -> !toRun.contains(one.id())).forEach(one -> {
            lines.add(one.name() + " passed before");
            pairs.put(one.id(), contents.getOrDefault(one.id(), ""));
        });
        recorder.take(
                new GateResult(GATE, isPassed, String.join("; ", lines), output.toString()),
                Json.Obj.EMPTY.with("pairs", Shapes.json(pairs)));
    }

    /** Pairs that passed with a release of the same source. */
    private static Map<String, String> known(ServerBook book, ServerEntry server, ReleaseFolder release) {
        Optional<ReleaseEntry> own = book.releases(server).stream()
                .filter(one -> one.folder().equals(release.name()))
                .findFirst();
        Map<String, String> known = new LinkedHashMap<>();
        book.releases(server).stream()
                .filter(one -> own.filter(fresh -> fresh.source().equals(one.source())
                                && book.contents(fresh.with()).equals(book.contents(one.with())))
                        .isPresent())
                .forEach(one -> one.pairs().forEach(known::putIfAbsent));
        return known;
    }

    /** Whoever did not pass before as it is now, and whatever that one is built with in between. */
    private static Set<String> toRun(
            ServerBook book, List<ServerEntry> dependents, Map<String, String> contents, Map<String, String> known) {
        Set<String> toRun = new HashSet<>();
        for (ServerEntry dependent : dependents) {
            String content = contents.getOrDefault(dependent.id(), "");
            if (!content.equals(known.get(dependent.id()))) {
                toRun.add(dependent.id());
                book.allNeeds(dependent).forEach(need -> toRun.add(need.id()));
            }
        }
        return toRun;
    }

    private boolean run(
            ServerEntry server,
            ReleaseFolder release,
            List<ServerEntry> dependents,
            Set<String> toRun,
            BiConsumer<ServerEntry, GateResult> taken) {
        Map<String, Path> folders = new LinkedHashMap<>(places.liveFolders());
        folders.put(server.name(), release.path());
        List<BuildFolder> open = new ArrayList<>();
        boolean isPassed = true;
        try {
            for (ServerEntry dependent : dependents) {
                if (toRun.contains(dependent.id())) {
                    BuildFolder build = BuildFolder.of(places, dependent, folders, limits);
                    open.add(build);
                    GateResult built = build.build();
                    GateResult result = built.isPassed() ? build.test() : built;
                    taken.accept(dependent, result);
                    isPassed = isPassed && result.isPassed();
                    folders.put(dependent.name(), build.path());
                }
            }
            return isPassed;
        } finally {
            open.forEach(BuildFolder::close);
        }
    }
}
