package io.workfloworchestrator.definition;

import java.util.List;
import java.util.Map;

/** A YAML document as it was written: every node with its place. Immutable; scalars are kept as text. */
sealed interface Yaml {
    Place place();

    /**
     * A scalar. {@code plain} is true when it was written without quotes, so that {@code no} and {@code "no"} can be
     * told apart; {@code oneLine} is true when columns inside the text are columns of the file.
     */
    record Scalar(String text, boolean plain, boolean oneLine, Place place) implements Yaml {
        /** The place of a character of the text, or of the scalar when it spans lines; columns are code points. */
        Place at(int offset) {
            int characters = text.codePointCount(0, Math.max(0, Math.min(offset, text.length())));
            return oneLine ? place.right(characters + (plain ? 0 : 1)) : place;
        }
    }

    record Seq(List<Yaml> items, Place place) implements Yaml {}

    record Mapping(Map<String, Entry> entries, Place place) implements Yaml {}

    /** A key's place and its value. */
    record Entry(Place key, Yaml value) {}

    default String kind() {
        if (this instanceof Seq) {
            return "a list";
        }
        return this instanceof Mapping ? "a mapping" : "a value";
    }
}
