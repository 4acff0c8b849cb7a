package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.workflow.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what is missing before servers can be promoted. Thread-safe. */
final class Readiness {
    private final EnvironmentFolders places;

    Readiness(EnvironmentFolders places) {
        this.places = places;
    }

    /** What is missing before these can be promoted together, one sentence each. */
    List<String> missing(ServerBook book, List<ServerEntry> servers) {
        Map<String, ReleaseEntry> then = new LinkedHashMap<>();
        book.servers().forEach(server -> book.live(server).ifPresent(live -> then.put(server.id(), live)));
        servers.forEach(server -> book.staged(server).ifPresent(staged -> then.put(server.id(), staged)));
        List<String> missing = new ArrayList<>();
        for (ServerEntry server : servers) {
            Optional<ReleaseEntry> staged = book.staged(server);
            if (staged.isEmpty()) {
                missing.add("Nothing was built of " + server.name()
                        + " that is not live already: workflow server check " + server.name() + ".");
            } else {
                missing.addAll(checks(server, staged.get()));
                missing.addAll(needs(book, staged.get(), then));
                missing.addAll(dependents(book, server, staged.get(), then));
            }
        }
        return missing;
    }

    private List<String> checks(ServerEntry server, ReleaseEntry release) {
        List<String> missing = new ArrayList<>();
        String again = "workflow server check " + server.name() + ".";
        if (!release.status().equals("checked")) {
            List<String> failed = release.evidence().stream()
                    .filter(proof -> !proof.isPassed())
                    .map(Evidence::result)
                    .toList();
            missing.add(
                    failed.isEmpty()
                            ? release.title() + " was not checked to the end: " + again
                            : release.title() + " did not pass: " + String.join("; ", failed) + ". Mend it, then "
                                    + again);
        }
        if (!release.source().equals(BuildFolder.sourceNow(places, server))) {
            missing.add(
                    "The source of " + server.name() + " changed since " + release.title() + " was built: " + again);
        }
        return missing;
    }

    /** What it was built with must be what is live then. */
    private static List<String> needs(ServerBook book, ReleaseEntry release, Map<String, ReleaseEntry> then) {
        List<String> missing = new ArrayList<>();
        release.with().forEach((server, with) -> {
            ReleaseEntry live = then.get(server);
            String name = book.server(server).map(ServerEntry::name).orElse(server);
            if (live == null || !live.id().equals(with)) {
                boolean isStaged = book.server(server)
                        .flatMap(book::staged)
                        .filter(staged -> staged.id().equals(with))
                        .isPresent();
                String own =
                        book.server(release.server()).map(ServerEntry::name).orElse(release.title());
                missing.add(release.title() + " was built with "
                        + book.release(with).map(ReleaseEntry::title).orElse(with) + ", and "
                        + (live == null ? "no release of " + name : live.title()) + " would be live: "
                        + (isStaged ? "promote " + name + " with it, or check it again" : "check it again")
                        + ": workflow server check " + own + ".");
            }
        });
        return missing;
    }

    /** Whoever is live and built with it must have passed with it. */
    private List<String> dependents(
            ServerBook book, ServerEntry server, ReleaseEntry release, Map<String, ReleaseEntry> then) {
        List<String> missing = new ArrayList<>();
        for (ServerEntry dependent : book.dependents(server)) {
            ReleaseEntry live = then.get(dependent.id());
            String tried = release.pairs().get(dependent.id());
            boolean isTried = tried != null
                    && (live == null
                            || tried.equals(live.source())
                            || tried.equals(BuildFolder.sourceNow(places, dependent)));
            if (live != null && !isTried) {
                missing.add("The tests of " + dependent.name() + " as it is now did not run with " + release.title()
                        + ": workflow server check " + server.name() + ".");
            }
        }
        return missing;
    }
}
