package io.workfloworchestrator.workflow;

import io.workfloworchestrator.json.Words;
import java.util.Optional;

/**
 * One living thing in a workflow, such as a goal, a task or an issue: its identity, and how it stands. Immutable and
 * thread-safe.
 *
 * @param id random and short, such as {@code t-7f3a9c}: unique in the workflow, and never changed
 */
public record Item(String kind, String id, ItemState state) {
    /** The field that holds what people call an item. */
    static final String TITLE = "title";

    /** What people call it: the field {@code title}, else the key of what it came from, else its id. */
    public String title() {
        return state.text(TITLE)
                .filter(title -> !title.isBlank())
                .or(state::source)
                .orElse(id);
    }

    public String status() {
        return state.status();
    }

    /** The number that people see; empty if its kind has none. */
    public Optional<String> number() {
        return state.number();
    }

    /** What people call it: its number, or its id where its kind has no numbers. */
    public String called() {
        return number().orElse(id);
    }

    /** For messages: {@code "Pay by card" (T-07)}, by the id where its kind has no numbers. */
    public String shown() {
        return shown(called());
    }

    /** For messages where a number could be that of two items: {@code "Pay by card" (t-7f3a9c)}. */
    String shownById() {
        return shown(id);
    }

    private String shown(String called) {
        String title = title();
        return title.equals(id) ? called : "\"" + Words.clip(title, 60) + "\" (" + called + ")";
    }

    /** How a message begins that refuses a change of it, or refuses to add it: then it has no id that anybody could find. */
    String refused(boolean added) {
        String title = title();
        String name = title.equals(id) ? "The " + kind : "\"" + Words.clip(title, 60) + "\"";
        return added ? name + " was not added" : shown() + " was not changed";
    }

    Item with(ItemState changed) {
        return new Item(kind, id, changed);
    }
}
