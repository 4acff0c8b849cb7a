package io.workfloworchestrator.examples.adopting;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.util.Map;
import java.util.TreeMap;

// tag::notes
/** What a small server keeps, and the tool that changes it: the same in every server that takes it in. */
final class Notes {
    record Notebook(Map<String, String> notes) {}

    record Note(
            @Field(value = "The note's name", id = true) String name,
            @Field("What it says") String text) {}

    record Saved(int notes, long revision) {}

    private static final StateKey<Notebook> KEY = StateKey.of("notes/main", Notebook.class);

    private final StateManager states;

    Notes(StateManager states) {
        this.states = states;
    }

    Saved save(Note note, String who) {
        Snapshot<Notebook> after = states.update(
                KEY,
                () -> new Notebook(Map.of()),
                book -> {
                    Map<String, String> notes = new TreeMap<>(book.notes());
                    notes.put(note.name(), note.text());
                    return new Notebook(notes);
                },
                Cause.of(who, "save " + note.name()));
        return new Saved(after.value().notes().size(), after.revision().number());
    }

    String read(String name) {
        String text =
                states.find(KEY).map(book -> book.value().notes().get(name)).orElse(null);
        if (text == null) {
            throw new IllegalArgumentException("there is no note \"" + name + "\".");
        }
        return text;
    }

    /** With schemas, checks and errors of the kit. */
    Tool<Note, Saved> saveTool() {
        return Tool.of("save_note", Note.class, Saved.class)
                .description("Saves a note; one of the same name is replaced, and its text stays in the history.")
                .handler((note, call) -> save(note, call.client()));
    }
}
// end::notes
