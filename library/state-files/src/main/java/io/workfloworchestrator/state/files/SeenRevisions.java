package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.spi.StateStore;

/**
 * Notes in the store of the newest revision that each file was seen to be of. A file that is older, or gone, without such
 * a note was never brought up to date by a process that died; with one, somebody set it back or deleted it.
 */
final class SeenRevisions {
    private static final String NOTE = "files.seen.";

    private SeenRevisions() {}

    static long read(StateStore store, String path) {
        try {
            return Long.parseLong(store.note(NOTE + path).orElse("0"));
        } catch (CodedException | NumberFormatException e) {
            return 0;
        }
    }

    /** The newest revision of which the file was ever known to be; 0 when never. */
    static long newest(StateStore store, FileState.Known file) {
        return Math.max(file.seenRevision(), read(store, file.path()));
    }

    static void write(StateStore store, String path, long revision) {
        try {
            if (read(store, path) < revision) {
                store.note(NOTE + path, Long.toString(revision));
            }
        } catch (CodedException e) {
            // Only a notice depends on it.
        }
    }
}
