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
record Readiness(EnvironmentFolders places) {
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

    /**
     * Those of a group that are not live already as their sources are now: these are where they are to be. All of them, if nothing is
     * left.
     */
    List<ServerEntry> withoutLive(ServerBook book, List<ServerEntry> servers) {
        List<ServerEntry> wanted = servers.stream()
                .filter(server -> book.staged(server).isPresent()
                        || book.live(server)
                                .filter(live -> live.source().equals(BuildFolder.sourceNow(places, server)))
                                .isEmpty())
                .toList();
        return wanted.isEmpty() ? servers : wanted;
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

    /** What it was built with must be what is live then, by its content. */
    private static List<String> needs(ServerBook book, ReleaseEntry release, Map<String, ReleaseEntry> then) {
        List<String> missing = new ArrayList<>();
        release.with().forEach((id, with) -> {
            Optional<ReleaseEntry> live = Optional.ofNullable(then.get(id));
            if (live.filter(one -> book.isSame(one.id(), with)).isEmpty()) {
                String name = book.server(id).map(ServerEntry::name).orElse(id);
                missing.add(release.title() + " was built with "
                        + book.release(with).map(ReleaseEntry::title).orElse(with) + ", and "
                        + live.map(ReleaseEntry::title).orElse("no release of " + name) + " would be live: "
                        + wayOn(book, release, id, with, live) + ".");
            }
        });
        return missing;
    }

    /** What brings a server and what it is built with together: the next check builds with the newest release that passed. */
    private static String wayOn(
            ServerBook book, ReleaseEntry release, String need, String with, Optional<ReleaseEntry> live) {
        String own = book.server(release.server()).map(ServerEntry::name).orElse(release.title());
        String name = book.server(need).map(ServerEntry::name).orElse(need);
        String check = "workflow server check " + own;
        String together = "workflow server promote " + name + " " + own;
        Optional<ReleaseEntry> next = book.server(need).flatMap(book::newestPassed);
        if (next.isPresent()
                && live.isPresent()
                && book.isSame(live.get().id(), next.get().id())) {
            return "check it again: " + check;
        }
        if (next.filter(one -> one.status().equals("checked")).isEmpty()) {
            return "mend " + name + ", then check both: workflow server check " + name + ", then " + check;
        }
        return book.isSame(next.get().id(), with)
                ? "promote " + name + " with it: " + together
                : "check it again, which builds it with " + next.get().title() + ", and promote both: " + check
                        + ", then " + together;
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
