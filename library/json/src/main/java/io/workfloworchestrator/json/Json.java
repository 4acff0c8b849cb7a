package io.workfloworchestrator.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON value (RFC 8259), the form in which all state is kept, compared and merged.
 *
 * <p>Objects keep their keys sorted, so that equal values have equal text; numbers keep their digits. A changed copy
 * shares everything unchanged with its original, which makes comparing two revisions of a large value cheap.
 * Thread-safe.
 */
public sealed interface Json {
    /**
     * Reads one JSON value from UTF-8 bytes; a byte order mark is tolerated.
     *
     * @throws JsonException when the bytes are not exactly one JSON value within the limits of {@link JsonException}
     */
    static Json parse(byte[] utf8) {
        return JsonText.parse(utf8);
    }

    /** As {@link #parse(byte[])}, of a text. */
    static Json parse(String text) {
        return JsonText.parse(text);
    }

    /** A string value. */
    static Str of(String text) {
        return new Str(text);
    }

    /** An integer value. */
    static Num of(long number) {
        return new Num(Long.toString(number));
    }

    /**
     * A decimal value.
     *
     * @throws JsonException (E_JSON_NUMBER) for NaN and the infinities, which JSON cannot write
     */
    static Num of(double number) {
        if (!Double.isFinite(number)) {
            throw new JsonException("E_JSON_NUMBER", "JSON has no number " + number + ".");
        }
        return new Num(Double.toString(number));
    }

    /** A boolean value. */
    static Bool of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** An array of these elements. */
    static Arr array(Collection<? extends Json> elements) {
        return new Arr(List.copyOf(elements));
    }

    /** An array of strings. */
    static Arr strings(Collection<String> texts) {
        List<Json> elements = new ArrayList<>(texts.size());
        texts.forEach(text -> elements.add(of(text)));
        return new Arr(List.copyOf(elements));
    }

    /** An object with these fields. */
    static Obj object(Map<String, ? extends Json> fields) {
        return Obj.copyOf(fields);
    }

    /** The value at this path of field names and array indexes (as text); empty if there is none. */
    default Optional<Json> at(String... path) {
        Json here = this;
        for (String segment : path) {
            Json next = null;
            if (here instanceof Obj object) {
                next = object.get(segment);
            } else if (here instanceof Arr array && segment.matches("\\d{1,9}")) {
                int index = Integer.parseInt(segment);
                next = index < array.elements().size() ? array.elements().get(index) : null;
            }
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return Optional.of(here);
    }

    /** This value if it is an object, else an empty object. */
    default Obj asObject() {
        return this instanceof Obj object ? object : Obj.EMPTY;
    }

    /** The elements if this is an array, else an empty list. */
    default List<Json> asList() {
        return this instanceof Arr array ? array.elements() : List.of();
    }

    /** The texts in this array, without its other elements; an empty list if this is not an array. */
    default List<String> texts() {
        return asList().stream().flatMap(one -> one.asText().stream()).toList();
    }

    /** The text if this is a string. */
    default Optional<String> asText() {
        return this instanceof Str string ? Optional.of(string.text()) : Optional.empty();
    }

    /** This value as readable text: two spaces of indentation, sorted keys, a final line feed. */
    default String toPrettyText() {
        return JsonText.pretty(this);
    }

    /** The length of this value's text without white space, in bytes of UTF-8; known without writing it. */
    default long bytes() {
        return JsonText.extent(this).bytes();
    }

    /** This value as text without white space. */
    @Override
    String toString();

    /** A string of at most 1 MB. Lone surrogates and NUL are refused: they survive neither UTF-8 nor every database. */
    record Str(String text) implements Json {
        public Str {
            JsonText.checkString(text);
        }

        @Override
        public boolean equals(@Nullable Object other) { // written out: a record's own is slower before it is compiled
            return other instanceof Str that && text.equals(that.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** A number, kept as it was written: integers beyond 2^53 lose no digit. */
    record Num(String digits) implements Json {
        public Num {
            JsonText.checkNumber(digits);
        }

        /** Whether it was written without fraction and exponent. */
        public boolean isInteger() {
            return digits.indexOf('.') < 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0;
        }

        /** The exact value. */
        public BigDecimal value() {
            return new BigDecimal(digits);
        }

        @Override
        public boolean equals(@Nullable Object other) { // written out: a record's own is slower before it is compiled
            return other instanceof Num that && digits.equals(that.digits);
        }

        @Override
        public int hashCode() {
            return digits.hashCode();
        }

        @Override
        public String toString() {
            return digits;
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements Json {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);

        @Override
        public boolean equals(@Nullable Object other) { // written out: a record's own is slower before it is compiled
            return other instanceof Bool that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(value);
        }

        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** The JSON {@code null}. */
    record Null() implements Json {
        public static final Null VALUE = new Null();

        @Override
        public boolean equals(@Nullable Object other) { // written out: a record's own is slower before it is compiled
            return other instanceof Null;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    /** An array. */
    final class Arr implements Json {
        private final List<Json> elements;
        final Extent extent;

        /** An array of these elements. */
        public Arr(List<? extends Json> elements) {
            this.elements = List.copyOf(elements);
            Extent.Sum sum = new Extent.Sum(elements.size());
            for (Json element : elements) {
                sum.add(JsonText.extent(element));
            }
            this.extent = sum.extent();
        }

        /** The elements; unmodifiable. */
        public List<Json> elements() {
            return elements;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || other instanceof Arr that && elements.equals(that.elements);
        }

        @Override
        public int hashCode() {
            return elements.hashCode();
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** An object with sorted keys. */
    final class Obj implements Json {
        /** The object without fields. */
        public static final Obj EMPTY = new Obj(Fields.none(), Extent.EMPTY);

        final Fields<Json> fields;
        final Extent extent;

        private Obj(Fields<Json> fields, Extent extent) {
            this.fields = fields;
            this.extent = extent;
        }

        static Obj copyOf(Map<String, ? extends Json> fields) {
            String[] keys = fields.keySet().toArray(new String[0]);
            Arrays.sort(keys);
            Json[] values = new Json[keys.length];
            Extent.Sum sum = new Extent.Sum(keys.length);
            for (int i = 0; i < keys.length; i++) {
                JsonText.checkName(keys[i]);
                values[i] = Objects.requireNonNull(fields.get(keys[i]), keys[i]);
                sum.add(keys[i], JsonText.extent(values[i]));
            }
            return keys.length == 0 ? EMPTY : new Obj(Fields.of(keys, values), sum.extent());
        }

        /** Number of fields. */
        public int size() {
            return fields.size();
        }

        /** Field names, sorted. */
        public List<String> keys() {
            return fields.keys();
        }

        /** The value of a field; null if there is none. */
        public @Nullable Json get(String key) {
            return fields.get(key);
        }

        /** The value of a field. */
        public Optional<Json> find(String key) {
            return Optional.ofNullable(get(key));
        }

        /** The text of a string field; empty if the field is absent or no string. */
        public Optional<String> text(String key) {
            return find(key).flatMap(Json::asText);
        }

        /** The texts in a list; empty if the field is absent or no list. */
        public List<String> texts(String key) {
            return find(key).map(Json::texts).orElse(List.of());
        }

        /** A copy with this field set. */
        public Obj with(String key, Json value) {
            Fields<Json> now = fields.with(key, value);
            if (Fields.same(now, fields)) {
                return this;
            }
            Extent added = JsonText.extent(value);
            if (now.size() > fields.size()) {
                JsonText.checkName(key);
                Extent field = Extent.field(key, added, fields.size());
                return new Obj(now, extent.changed(Extent.NOTHING, field, Math.max(extent.depth(), added.depth() + 1)));
            }
            Extent removed = JsonText.extent(Objects.requireNonNull(fields.get(key)));
            return new Obj(now, extent.changed(removed, added, depth(removed.depth(), added.depth(), now)));
        }

        /** A copy with this text set. */
        public Obj with(String key, String text) {
            return with(key, Json.of(text));
        }

        /** A copy with this whole number set. */
        public Obj with(String key, long number) {
            return with(key, Json.of(number));
        }

        /** A copy with this number set. */
        public Obj with(String key, double number) {
            return with(key, Json.of(number));
        }

        /** A copy with this truth set. */
        public Obj with(String key, boolean value) {
            return with(key, Json.of(value));
        }

        /** A copy with this text set if there is one; else this object as it is. */
        public Obj with(String key, Optional<String> text) {
            return text.isPresent() ? with(key, text.get()) : this;
        }

        /** A copy without this field. */
        public Obj without(String key) {
            Json before = fields.get(key);
            if (before == null) {
                return this;
            }
            Fields<Json> rest = fields.without(key);
            Extent removed = JsonText.extent(before);
            if (rest.size() == 0) {
                return EMPTY;
            }
            Extent field = Extent.field(key, removed, rest.size());
            return new Obj(rest, extent.changed(field, Extent.NOTHING, depth(removed.depth(), -1, rest)));
        }

        /** The depth after a change. The other fields are looked at only if the one that is gone was among the deepest. */
        private int depth(int removed, int added, Fields<Json> now) {
            int depth = extent.depth();
            if (added >= removed || removed + 1 < depth) {
                return Math.max(depth, added + 1);
            }
            int deepest = 1;
            for (Cursor<Json> at = new Cursor<>(now); at.isInside() && deepest < depth; at.next()) {
                deepest = Math.max(deepest, JsonText.extent(at.value()).depth() + 1);
            }
            return deepest;
        }

        /** A copy with the value at this path set; missing objects on the way are made. */
        public Obj withAt(List<String> path, Json value) {
            String key = path.get(0);
            if (path.size() == 1) {
                return with(key, value);
            }
            Json below = get(key);
            return with(key, (below == null ? EMPTY : below.asObject()).withAt(path.subList(1, path.size()), value));
        }

        /** Calls {@code action} with each field in the order of the keys. */
        public void forEach(BiConsumer<String, Json> action) {
            fields.forEach(action);
        }

        /**
         * Calls {@code action} with each field that is not the identical value in both objects, in the order of the
         * keys. If one is a changed copy of the other, it skips most fields: 10,000 take microseconds.
         */
        public void forEachDifference(Obj other, SharedMap.Difference<Json> action) {
            for (Differences<Json> all = new Differences<>(fields, other.fields); all.next(); ) {
                action.accept(all.key(), all.here(), all.there());
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || other instanceof Obj that && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }
}
