package io.workfloworchestrator.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of one field of a workflow's data: a small subset of JSON Schema.
 *
 * @param required true when it must be there
 * @param initial its value in a new workflow (null, Boolean, Long, Double, String, List or Map), or null
 * @param of the shape of a list's or map's elements, or null when they may be anything
 * @param fields an object's fields by name
 * @param oneOf the words that a text may be; empty when it may be any
 */
public record FieldShape(
        Type type,
        boolean required,
        @Nullable Object initial,
        @Nullable FieldShape of,
        Map<String, FieldShape> fields,
        List<String> oneOf) {
    /** What a field holds. */
    public enum Type {
        ANY,
        BOOL,
        INT,
        DOUBLE,
        STRING,
        LIST,
        MAP,
        OBJECT;

        static final List<String> WORDS =
                java.util.Arrays.stream(values()).map(Type::word).toList();

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public FieldShape {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        oneOf = List.copyOf(oneOf);
    }

    boolean isTexts() {
        return type == Type.LIST && of != null && of.type() == Type.STRING;
    }

    /** Whether a text is one that the field may be. */
    public boolean allows(String text) {
        return oneOf.isEmpty() || oneOf.contains(text);
    }

    /** The word that somebody means who writes it in another case; the text itself if it is no word of the field. */
    public String meant(String text) {
        return allows(text)
                ? text
                : oneOf.stream()
                        .filter(word -> word.equalsIgnoreCase(text.strip()))
                        .findFirst()
                        .orElse(text);
    }

    /** A list of such elements, which may be absent and is empty in the beginning. */
    public static FieldShape listOf(Type element) {
        return new FieldShape(Type.LIST, false, List.of(), of(element), Map.of(), List.of());
    }

    /** A field that may be absent, without an initial value or declared elements. */
    public static FieldShape of(Type type) {
        return new FieldShape(type, false, null, null, Map.of(), List.of());
    }
}
