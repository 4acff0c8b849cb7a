package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A place that the storm of git writes to: a field of a state, and beside it a field that says who wrote it last. Between two
 * places stand fields that nobody changes, so that git merges changes of different places by line.
 *
 * <p>People type into the first field only. So a text that was made from a copy older than an agent's change is nearer to that
 * copy than to any newer value, and what the person started from is never in doubt.
 */
record StormPlace(String key, String field) {
    static final List<String> KEYS = List.of("storm/one", "storm/two");

    static final List<StormPlace> ALL = all();

    private static final int FIELDS = 5;

    private static List<StormPlace> all() {
        List<StormPlace> all = new ArrayList<>();
        for (String key : KEYS) {
            for (int i = 0; i < FIELDS; i++) {
                all.add(new StormPlace(key, "p" + i));
            }
        }
        return List.copyOf(all);
    }

    /** The value that every key begins with. */
    static Json begin() {
        Json.Obj value = Json.Obj.EMPTY;
        for (int i = 0; i < FIELDS; i++) {
            value = value.with("p" + i, Json.of(""));
            value = value.with("p" + i + "a", Json.of(""));
            for (String between : List.of("b", "c", "d")) {
                value = value.with("p" + i + between, Json.of(0));
            }
        }
        return value;
    }

    StateKey<Json> stateKey() {
        return StateKey.json(key);
    }

    /** What a value has in this place; an empty text where it has nothing. */
    String in(Json value) {
        return value instanceof Json.Obj object ? object.text(field).orElse("") : "";
    }

    /** What is in the places of a state, in one line. */
    static String shown(String key, Json value) {
        return ALL.stream()
                .filter(place -> place.key().equals(key) && !place.in(value).isEmpty())
                .map(place -> place.field() + "=" + place.in(value))
                .collect(java.util.stream.Collectors.joining(" ", key + " {", "}"));
    }

    /** As a person types it. */
    Json typed(Json value, String token) {
        return value.asObject().with(field, Json.of(token));
    }

    /** As an agent writes it. */
    Json with(Json value, String token) {
        return value.asObject().with(field, Json.of(token)).with(writer(), Json.of("by " + token));
    }

    /** The field that says who wrote. */
    String writer() {
        return field + "a";
    }

    @Override
    public String toString() {
        return key + "/" + field;
    }
}
