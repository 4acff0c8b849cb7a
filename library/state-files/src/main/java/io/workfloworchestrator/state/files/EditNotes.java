package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.util.Optional;

/** Notes in the store of what a person last saved into a file, from which an editor that is still open goes on. */
final class EditNotes {
    private static final String NOTE = "files.edit.";

    /** Stands behind the revision while the file is held. */
    private static final String HELD = "h";

    private EditNotes() {}

    /**
     * A save, and the newest revision of the key when it was taken over.
     *
     * @param value without what was refused of it
     * @param isHeld whether the file stays as it was saved, since something in it was refused or could not be read
     */
    record Save(Revision revision, Json value, boolean isHeld) {}

    /** @param name of a file's notes, see {@link Portion#noteName} */
    static Optional<Save> read(ShadowStore store, String name) {
        try {
            return store.hint(NOTE + name)
                    .map(note -> note.split(" ", 2))
                    .map(parts -> new Save(
                            Revision.of(Long.parseLong(parts[0].replace(HELD, ""))),
                            Json.parse(parts[1]),
                            parts[0].endsWith(HELD)));
        } catch (CodedException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static void write(ShadowStore store, String name, Save save) {
        if (save.value().bytes() <= FileState.SMALL) {
            // Without it the next save may be compared with an older one; at worst a false conflict is named.
            store.hint(NOTE + name, save.revision() + (save.isHeld() ? HELD : "") + " " + save.value());
        }
    }

    /** Notes that the file is held no more. */
    static void release(ShadowStore store, String name) {
        read(store, name)
                .filter(Save::isHeld)
                .ifPresent(save -> write(store, name, new Save(save.revision(), save.value(), false)));
    }
}
