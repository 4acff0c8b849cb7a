package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.spi.StateStore;

/**
 * Notes in the store of which old text of a document was replaced last, and named. Nothing tells an old copy from a place that a
 * person sets back on purpose; whoever saves the same old text once more means it.
 */
final class SetBacks {
    private static final String NOTE = "files.back.";

    private SetBacks() {}

    /** Whether this very text was replaced before. */
    static boolean isRepeated(StateStore store, FileState.Known file, String fingerprint) {
        return store.note(NOTE + file.noteName()).filter(fingerprint::equals).isPresent();
    }

    static void write(StateStore store, FileState.Known file, String fingerprint) {
        try {
            store.note(NOTE + file.noteName(), fingerprint);
        } catch (CodedException e) {
            // Then it is named once more instead of taken.
        }
    }
}
