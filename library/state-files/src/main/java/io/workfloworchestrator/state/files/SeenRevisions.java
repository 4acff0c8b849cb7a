package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.util.Optional;

/**
 * Notes of the newest revision whose value each file was seen to have. If a file is older or gone, they tell whether
 * somebody set it back or deleted it, or a process died before it could write it.
 */
final class SeenRevisions {
    private static final String NOTE = "files.seen.";

    private SeenRevisions() {}

    /** @param name of a file's notes, see {@link Portion#noteName} */
    static long read(ShadowStore store, String name) {
        try {
            return Long.parseLong(store.hint(NOTE + name).orElse("0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The newest revision whose value the file is known to have had; 0 if there is none. */
    static long newest(ShadowStore store, FileState.Known file) {
        return Math.max(file.seenRevision(), read(store, file.noteName()));
    }

    /**
     * Whether the file is known to have had a newer value than this one. A document has the same value at many revisions.
     */
    static boolean hadNewer(ShadowStore store, FileState.Known file, Optional<Json> value, Revision revision) {
        Revision newest = Revision.of(newest(store, file));
        if (newest.compareTo(revision) <= 0) {
            return false;
        }
        if (file.portion().isWhole()) {
            return true;
        }
        Optional<Json> newer = file.portion().of(store.valueAsOf(file.key(), newest));
        return !newer.equals(value) && !newer.equals(file.portion().of(store.valueAsOf(file.key(), revision)));
    }

    /** Whether the newest that is known of a document is that the state had it no more: then we have removed its file. */
    static boolean wasRemoved(ShadowStore store, FileState.Known file) {
        Revision newest = Revision.of(newest(store, file));
        return !file.portion().isWhole()
                && file.portion().of(store.valueAsOf(file.key(), newest)).isEmpty();
    }

    /**
     * Whether we wrote a document here, so that what is there now is an edit of it. The note follows the file; for a process that
     * died in between, the publication tells, which is recorded before.
     */
    static boolean wroteDocument(ShadowStore store, String path, String key, Portion portion) {
        return read(store, portion.noteName(path)) > 0
                || store.publications(path, 1).stream()
                        .anyMatch(published -> portion.of(store.valueAsOf(key, published.revision()))
                                .isPresent());
    }

    static void write(ShadowStore store, String name, long revision) {
        if (read(store, name) < revision) {
            store.hint(NOTE + name, Long.toString(revision));
        }
    }
}
