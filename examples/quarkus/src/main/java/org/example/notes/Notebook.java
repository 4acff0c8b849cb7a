package org.example.notes;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.util.Map;
import java.util.TreeMap;

/** All notes, as one state. */
final class Notebook {
    record Notes(Map<String, String> notes) {}

    private static final StateKey<Notes> KEY = StateKey.of("notes/main", Notes.class);

    private final StateManager states;

    Notebook(StateManager states) {
        this.states = states;
    }

    // tag::update
    /** Saves a note, the first one too, and gives the revision. */
    long save(String name, String text, Cause cause) {
        Snapshot<Notes> after = states.update(
                KEY,
                () -> new Notes(Map.of()),
                book -> {
                    Map<String, String> notes = new TreeMap<>(book.notes());
                    notes.put(name, text);
                    return new Notes(notes);
                },
                cause);
        return after.revision().number();
    }
    // end::update

    Map<String, String> notes() {
        return states.find(KEY).map(book -> book.value().notes()).orElse(Map.of());
    }
}
