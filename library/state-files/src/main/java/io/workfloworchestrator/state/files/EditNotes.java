package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.util.Optional;

/** Notes in the store of what a person last saved into a file, from which an editor that is still open goes on. */
final class EditNotes {
    private static final String NOTE = "files.edit.";

    private EditNotes() {}

    /** A save, and the newest revision of the key when it was taken over. */
    record Save(Revision revision, Json value) {}

    /** @param name of a file's notes, see {@link Portion#noteName} */
    static Optional<Save> read(ShadowStore store, String name) {
        try {
            return store.hint(NOTE + name)
                    .map(note -> note.split(" ", 2))
                    .map(parts -> new Save(Revision.of(Long.parseLong(parts[0])), Json.parse(parts[1])));
        } catch (CodedException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static void write(ShadowStore store, String name, Revision revision, Json saved) {
        if (saved.bytes() <= FileState.SMALL) {
            // Without it the next save may be compared with an older one; at worst a false conflict is named.
            store.hint(NOTE + name, revision + " " + saved);
        }
    }
}
