package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonDiff;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what somebody started from who saved a file: the value, among those that the file lately had, that differs from
 * it in the fewest places. An editor that was open for an hour saves everything as it was an hour
 * ago, except what was typed; only against that base is what was typed the whole difference.
 *
 * <p>When several are equally near, the newest value is taken if it is one of them, since most edits are of what is there
 * now. Otherwise the save is stale for certain, and the oldest of them is taken: against it, a place that both the person
 * and others changed is a conflict that is named, where against a newer one the others' change would be overwritten
 * silently.
 */
final class Bases {
    /** So many publications are tried, fewer for large values. */
    private static final int MOST = 128;

    private static final int LEAST = 4;
    private static final long WORK = 32L << 20;

    private Bases() {}

    static Optional<Json> of(
            StateStore store,
            String path,
            String key,
            Optional<Json> head,
            Collection<Json> recent,
            Json file,
            int size) {
        Best best = new Best(file);
        head.ifPresent(best::offerNewest);
        recent.forEach(best::offer);
        int limit = (int) Math.max(LEAST, Math.min(MOST, WORK / (size + 1L)));
        Set<Revision> tried = new HashSet<>();
        for (Publication publication : store.publications(path, limit)) {
            if (best.distance == 0) {
                break;
            }
            if (tried.add(publication.revision())) {
                store.readAsOf(key, publication.revision())
                        .flatMap(Entry::value)
                        .ifPresent(best::offer);
            }
        }
        return best.value;
    }

    private static final class Best {
        private final Optional<Json> file;
        private Optional<Json> value = Optional.empty();
        private int distance = Integer.MAX_VALUE;
        private boolean isNewest;

        Best(Json file) {
            this.file = Optional.of(file);
        }

        void offerNewest(Json candidate) {
            offer(candidate);
            isNewest = true;
        }

        void offer(Json candidate) {
            int apart = JsonDiff.between(Optional.of(candidate), file).size();
            if (apart < distance || apart == distance && !isNewest) {
                distance = apart;
                value = Optional.of(candidate);
                isNewest = false;
            }
        }
    }
}
