package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonDiff;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what somebody started from who saved a file: the value, among those that the file lately had, that differs from
 * it in the fewest places. An editor that was open for an hour saves everything as it was an hour ago, except what was
 * typed; only against that base is what was typed the whole difference.
 *
 * <p>When several are equally near, the newest value is taken if it is one of them, since most edits are of what is there
 * now; then what was last saved there by hand, since the editor may still be open. Otherwise the oldest since that last
 * save is taken: against it, a place that both the person and others changed is a conflict that is named, where against a newer one the others'
 * change would be overwritten silently.
 */
final class Bases {
    /** So many publications are tried, fewer for large values. */
    private static final int MOST = 128;

    private static final int LEAST = 4;
    private static final long WORK = 32L << 20;

    private Bases() {}

    static Optional<Json> of(StateStore store, FileState file, Optional<Json> head, Json content, int size) {
        Best best = new Best(content);
        head.ifPresent(best::offerLikely);
        Optional<EditNotes.Save> save = EditNotes.read(store, file.path);
        save.map(EditNotes.Save::value).ifPresent(best::offerLikely);
        file.recent.forEach(best::offerLikely);
        Revision since = save.map(EditNotes.Save::revision).orElse(Revision.NONE);
        int limit = (int) Math.max(LEAST, Math.min(MOST, WORK / (size + 1L)));
        Set<Revision> tried = new HashSet<>();
        for (Publication publication : store.publications(file.path, limit)) {
            if (best.distance == 0) {
                break;
            }
            Revision revision = publication.revision();
            if (tried.add(revision)) {
                store.readAsOf(file.key, revision)
                        .flatMap(Entry::value)
                        .ifPresent(value -> best.offer(value, revision.compareTo(since) >= 0));
            }
        }
        return best.value;
    }

    private static final class Best {
        private final Optional<Json> file;
        private Optional<Json> value = Optional.empty();
        private int distance = Integer.MAX_VALUE;
        private boolean isLikely;

        Best(Json file) {
            this.file = Optional.of(file);
        }

        /** A value that is taken unless another one is nearer. */
        void offerLikely(Json candidate) {
            int apart = apart(candidate);
            if (apart < distance) {
                take(candidate, apart, true);
            }
        }

        /** @param wins whether it is taken when it is as near as the one before */
        void offer(Json candidate, boolean wins) {
            int apart = apart(candidate);
            if (apart < distance || apart == distance && wins && !isLikely) {
                take(candidate, apart, false);
            }
        }

        private int apart(Json candidate) {
            return JsonDiff.between(Optional.of(candidate), file).size();
        }

        private void take(Json candidate, int apart, boolean likely) {
            distance = apart;
            value = Optional.of(candidate);
            isLikely = likely;
        }
    }
}
