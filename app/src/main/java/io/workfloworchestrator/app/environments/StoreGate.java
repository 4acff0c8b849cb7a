package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.workflow.Evidence;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a release does to the store: whether it reads what the live release wrote, and whether there is a way back. First a release that
 * reads the new format as well is promoted (expand), later one that writes it; whoever does both at once goes one way, and must say so.
 * The formats that servers declare are compared, and both are tried on one copy of the project: the live release, the new one, and the
 * live one again.
 */
record StoreGate(EnvironmentFolders places, CheckLimits limits, Consumer<Path> backup) {
    static final String GATE = "store";
    /** How the words of a step without a way back begin. */
    static final String ONE_WAY = "one way: ";

    /** The evidence on a release that names the backup from before it. */
    static final String BACKUP_GATE = "backup";

    /** What that evidence says when somebody has put the store back. */
    static final String PUT_BACK = "the store is as it was before";

    private static final String BACKUP = BACKUP_GATE + ": ";
    private static final String TRIED = GATE + ": " + ONE_WAY;

    /**
     * Compares a release with the live one.
     *
     * @param with the folders of what the release was built with, by name
     * @return empty if nothing else is live that reads the store
     */
    Optional<GateResult> check(ServerBook book, ServerEntry server, ReleaseFolder release, Map<String, Path> with) {
        return book.live(server)
                .filter(live -> !places.release(server, live).equals(release.path()))
                .map(live -> check(server, live, release, with));
    }

    private GateResult check(ServerEntry server, ReleaseEntry old, ReleaseFolder release, Map<String, Path> with) {
        Optional<StoreFormat> before = format(places.release(server, old));
        Optional<StoreFormat> after = format(release.path());
        if (before.isPresent() && after.isPresent() && !after.get().reads(before.get())) {
            return GateResult.failed(
                    GATE,
                    "it reads " + after.get().readable() + ", and " + old.title() + " writes format "
                            + before.get().writes() + ": promote a release that reads both first",
                    "");
        }
        Optional<String> declared = oneWay(old, before, after);
        return declared.isPresent()
                ? GateResult.passed(GATE, ONE_WAY + declared.get())
                : tried(server, old, release, with);
    }

    static Optional<StoreFormat> format(Path release) {
        return Surface.kept(release).flatMap(StoreFormat::of);
    }

    /** Why the older release cannot read what the newer one writes, as both say; empty if it can, or they do not say. */
    static Optional<String> oneWay(ReleaseEntry old, Optional<StoreFormat> before, Optional<StoreFormat> after) {
        return before.isPresent() && after.isPresent() && !before.get().reads(after.get())
                ? Optional.of("it writes format " + after.get().writes() + ", and " + old.title() + " reads "
                        + before.get().readable())
                : Optional.empty();
    }

    private GateResult tried(ServerEntry server, ReleaseEntry old, ReleaseFolder release, Map<String, Path> with) {
        try (StagingCopy copy = StagingCopy.of(places.project(), backup)) {
            ReleaseFolder live = places.whole(server, old);
            Set<String> readers = Surface.readersOf(live.path());
            Map<String, Path> liveFolders = places.liveFolders();
            Set<String> refused;
            try {
                refused = copy.refused(live, liveFolders, readers, limits);
            } catch (CodedException e) {
                return GateResult.passed(GATE, "not tried, since the live release does not answer: " + e.getMessage());
            }
            long format = StoreFormat.ofState(copy.path());
            Set<String> own = new TreeSet<>(readers);
            own.addAll(Surface.readersOf(release.path()));
            Set<String> unused = copy.refused(release, with, own, limits);
            long now = StoreFormat.ofState(copy.path());
            String change = format == now ? "" : "; the state had format " + format + ", and has " + now;
            Optional<String> lost = lost(live, liveFolders, copy, readers, refused);
            return lost.map(what -> GateResult.passed(
                            GATE, ONE_WAY + old.title() + " does not go on after it: " + what + change))
                    .orElseGet(() ->
                            GateResult.passed(GATE, old.title() + " goes on after it" + change + copy.leftOutWords()));
        } catch (CodedException e) {
            return GateResult.failed(GATE, "it does not work on a copy of the project", String.valueOf(e.getMessage()));
        }
    }

    /** What the live release cannot do any more; empty if it does what it did. */
    private Optional<String> lost(
            ReleaseFolder live, Map<String, Path> with, StagingCopy copy, Set<String> readers, Set<String> before) {
        try {
            Set<String> now = copy.refused(live, with, readers, limits);
            now.removeAll(before);
            return now.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", now) + " fails");
        } catch (CodedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why there is no way back from a release to the live one; empty if there is, or nothing is live. */
    static Optional<String> over(EnvironmentFolders places, ServerBook book, ServerEntry server, ReleaseEntry release) {
        return book.live(server)
                .flatMap(live -> oneWay(
                                live, format(places.release(server, live)), format(places.release(server, release)))
                        .or(() -> words(release, TRIED)));
    }

    /** Why a server cannot go back to a release, by the releases that are in the way, the newest first; empty if it can. */
    static Map<ReleaseEntry, String> back(
            EnvironmentFolders places, ServerBook book, ServerEntry server, ReleaseEntry target) {
        Map<ReleaseEntry, String> whys = new LinkedHashMap<>();
        book.releases(server).stream()
                .filter(later -> later.serial() > target.serial() && later.wasLive())
                .forEach(later -> back(places, server, later, target).ifPresent(why -> whys.put(later, why)));
        return whys;
    }

    private static Optional<String> back(
            EnvironmentFolders places, ServerEntry server, ReleaseEntry later, ReleaseEntry target) {
        Optional<String> backup = words(later, BACKUP);
        Optional<String> why =
                oneWay(target, format(places.release(server, target)), format(places.release(server, later)));
        if (backup.isEmpty() && why.isEmpty() || backup.equals(Optional.of(PUT_BACK))) {
            return Optional.empty();
        }
        return Optional.of(
                later.title() + " went one way" + why.map(words -> ": " + words).orElse("") + ". "
                        + backup.map(words -> "The store as it was before is in " + words + ".")
                                .orElse("No backup from before is known."));
    }

    private static Optional<String> words(ReleaseEntry release, String begin) {
        return release.evidence().stream()
                .map(Evidence::result)
                .filter(result -> result.startsWith(begin))
                .map(result -> result.substring(begin.length()))
                .reduce((first, second) -> second);
    }
}
