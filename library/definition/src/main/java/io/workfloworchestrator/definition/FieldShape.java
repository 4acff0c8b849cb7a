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
 */
public record FieldShape(
        Type type,
        boolean required,
        @Nullable Object initial,
        @Nullable FieldShape of,
        Map<String, FieldShape> fields) {
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
    }

    boolean isTexts() {
        return type == Type.LIST && of != null && of.type() == Type.STRING;
    }

    /** A list of such elements, which may be absent and is empty in the beginning. */
    public static FieldShape listOf(Type element) {
        return new FieldShape(Type.LIST, false, List.of(), of(element), Map.of());
    }

    /** A field that may be absent, without an initial value or declared elements. */
    public static FieldShape of(Type type) {
        return new FieldShape(type, false, null, null, Map.of());
    }
}
