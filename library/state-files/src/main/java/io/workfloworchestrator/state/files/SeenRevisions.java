package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.Optional;

/**
 * Notes in the store of the newest revision whose value each file was seen to have. If a file is older or gone, the note
 * tells why: with a note of a newer revision somebody set the file back or deleted it; without one, a process died before it
 * could write it.
 */
final class SeenRevisions {
    private static final String NOTE = "files.seen.";

    private SeenRevisions() {}

    /** @param name of a file's notes, see {@link Portion#noteName} */
    static long read(StateStore store, String name) {
        try {
            return Long.parseLong(store.note(NOTE + name).orElse("0"));
        } catch (CodedException | NumberFormatException e) {
            return 0;
        }
    }

    /** The newest revision whose value the file is known to have had; 0 if there is none. */
    static long newest(StateStore store, FileState.Known file) {
        return Math.max(file.seenRevision(), read(store, file.noteName()));
    }

    /**
     * Whether the file is known to have had a newer value than this one of an older revision. A document has the same value at
     * many revisions of its key.
     */
    static boolean hadNewer(StateStore store, FileState.Known file, Optional<Json> value, Revision revision) {
        long newest = newest(store, file);
        if (newest <= revision.number()) {
            return false;
        }
        return file.portion().isWhole()
                || !file.portion()
                        .of(store.readAsOf(file.key(), Revision.of(newest)).flatMap(Entry::value))
                        .equals(value);
    }

    /** Whether the newest that is known of a document is that the state had it no more: then we have removed its file. */
    static boolean wasRemoved(StateStore store, FileState.Known file) {
        Revision newest = Revision.of(newest(store, file));
        return !file.portion().isWhole()
                && file.portion()
                        .of(store.readAsOf(file.key(), newest).flatMap(Entry::value))
                        .isEmpty();
    }

    /**
     * Whether we wrote a document here, so that what is there now is an edit of it. The note follows the file; for a process that
     * died in between, the publication tells, which is recorded before.
     */
    static boolean wroteDocument(StateStore store, String path, String key, Portion portion) {
        return read(store, portion.noteName(path)) > 0
                || store.publications(path, 1).stream()
                        .anyMatch(published -> portion.of(store.readAsOf(key, published.revision())
                                        .flatMap(Entry::value))
                                .isPresent());
    }

    static void write(StateStore store, String name, long revision) {
        try {
            if (read(store, name) < revision) {
                store.note(NOTE + name, Long.toString(revision));
            }
        } catch (CodedException e) {
            // Only a notice depends on it.
        }
    }
}
