package io.workfloworchestrator.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value, against which conditions are checked before there are facts.
 *
 * <p>The types are CEL's (<a href="https://github.com/google/cel-spec">cel-spec</a>, "Gradual type checking"), with
 * structs instead of messages: a struct is a map with known field names. {@link #DYN} fits everything and is
 * checked when evaluated. Immutable.
 */
public sealed interface Type {
    /** {@code null}. */
    Type NULL = Simple.NULL;

    /** {@link Boolean}. */
    Type BOOL = Simple.BOOL;

    /** {@link Long}, 64 bits, overflow is an error. */
    Type INT = Simple.INT;

    /** {@link Double}. */
    Type DOUBLE = Simple.DOUBLE;

    /** {@link String}; its size counts code points. */
    Type STRING = Simple.STRING;

    /** Anything; checked when evaluated. */
    Type DYN = Simple.DYN;

    /** A list whose elements all have this type. */
    static Type list(Type element) {
        return new ListOf(element);
    }

    /** A map from strings to values of this type. */
    static Type map(Type value) {
        return new MapOf(STRING, value);
    }

    /** A map with exactly these fields, each of which may be absent; any other field name is an error. */
    static Type struct(String name, Map<String, Type> fields) {
        return new Struct(name, fields);
    }

    /** This type, or null; only such values, structs and {@link #DYN} may be compared with {@code null}. */
    static Type orNull(Type type) {
        return type instanceof OrNull || type == DYN || type == NULL ? type : new OrNull(type);
    }

    /** A string that has one of these values; comparing it with any other literal is a mistake. */
    static Type oneOf(List<String> values) {
        return new OneOf(values);
    }

    /** Types without other types in them. */
    enum Simple implements Type {
        NULL,
        BOOL,
        INT,
        DOUBLE,
        STRING,
        DYN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A list. */
    record ListOf(Type element) implements Type {
        @Override
        public boolean equals(
                @Nullable Object other) { // written out: what the compiler makes spins classes at each start
            return other instanceof ListOf list && element.equals(list.element);
        }

        @Override
        public int hashCode() {
            return element.hashCode() + 1;
        }

        @Override
        public String toString() {
            return "list(" + element + ")";
        }
    }

    /** A map; keys are bool, int or string. */
    record MapOf(Type key, Type value) implements Type {
        @Override
        public boolean equals(@Nullable Object other) { // written out, as in ListOf
            return other instanceof MapOf map && key.equals(map.key) && value.equals(map.value);
        }

        @Override
        public int hashCode() {
            return key.hashCode() * 31 + value.hashCode();
        }

        @Override
        public String toString() {
            return "map(" + key + ", " + value + ")";
        }
    }

    /** A map with known fields. */
    record Struct(String name, Map<String, Type> fields) implements Type {
        public Struct {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A value that may be null. */
    record OrNull(Type type) implements Type {
        @Override
        public String toString() {
            return type + " or null";
        }
    }

    /** A string with known values. */
    record OneOf(List<String> values) implements Type {
        @Override
        public boolean equals(@Nullable Object other) { // written out, as in ListOf
            return other instanceof OneOf oneOf && values.equals(oneOf.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }

        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "one of " + values;
        }
    }
}
