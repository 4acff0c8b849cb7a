package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.workflow.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Promotions after which the release before cannot read the store any more. Thread-safe. */
record OneWaySteps(EnvironmentFolders places) {
    /** The evidence on a release that names the backup from before it. */
    static final String BACKUP_GATE = "backup";

    /** What that evidence says when somebody has put the store back. */
    static final String PUT_BACK = "the store is as it was before";

    private static final String BACKUP = BACKUP_GATE + ": ";
    private static final String TRIED = StoreGate.GATE + ": " + StoreGate.ONE_WAY;

    /** Why there is no way back from a release to the live one; empty if there is, or nothing is live. */
    Optional<String> over(ServerBook book, ServerEntry server, ReleaseEntry release) {
        return book.live(server)
                .flatMap(live -> StoreGate.oneWay(
                                live,
                                StoreGate.format(places.release(server, live)),
                                StoreGate.format(places.release(server, release)))
                        .or(() -> words(release, TRIED)));
    }

    /** Why a server cannot go back to a release, by the releases that are in the way, the newest first; empty if it can. */
    Map<ReleaseEntry, String> back(ServerBook book, ServerEntry server, ReleaseEntry target) {
        Map<ReleaseEntry, String> whys = new LinkedHashMap<>();
        book.releases(server).stream()
                .filter(later -> later.serial() > target.serial() && later.wasLive())
                .forEach(later -> back(server, later, target).ifPresent(why -> whys.put(later, why)));
        return whys;
    }

    private Optional<String> back(ServerEntry server, ReleaseEntry later, ReleaseEntry target) {
        Optional<String> backup = words(later, BACKUP);
        Optional<String> why = StoreGate.oneWay(
                target,
                StoreGate.format(places.release(server, target)),
                StoreGate.format(places.release(server, later)));
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
