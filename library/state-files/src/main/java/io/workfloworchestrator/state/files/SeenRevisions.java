package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.spi.StateStore;

/**
 * Notes in the store of the newest revision whose value each file was seen to have. If a file is older or gone, the note
 * tells why: with a note of a newer revision somebody set the file back or deleted it; without one, a process died before it
 * could write it.
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

    /** The newest revision whose value the file is known to have had; 0 if there is none. */
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
