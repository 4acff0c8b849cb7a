package io.workfloworchestrator.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /**
     * Reads one JSON value.
     *
     * @throws JsonException when the text is not exactly one JSON value within the limits of {@link JsonException}
     */
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

    /** The value below this path of field names, or array indexes as text; empty where there is none. */
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

    /** The elements if this is an array, else none. */
    default List<Json> asList() {
        return this instanceof Arr array ? array.elements() : List.of();
    }

    /** The text if this is a string. */
    default Optional<String> asText() {
        return this instanceof Str string ? Optional.of(string.text()) : Optional.empty();
    }

    /** This value as readable text: two spaces of indentation, sorted keys, a final line feed. */
    default String toPrettyText() {
        return JsonText.pretty(this);
    }

    /** The length in bytes of this value's text without white space, in UTF-8; known without writing it. */
    default long bytes() {
        return Extent.of(this).bytes();
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
        /** The one that there is. */
        public static final Null VALUE = new Null();

        @Override
        public String toString() {
            return "null";
        }
    }

    /** An array. */
    final class Arr implements Json {
        private final List<Json> elements;
        private final Extent extent;

        /** An array of these elements. */
        public Arr(List<? extends Json> elements) {
            this.elements = List.copyOf(elements);
            this.extent = Extent.ofArray(this.elements);
        }

        /** The elements; unmodifiable. */
        public List<Json> elements() {
            return elements;
        }

        Extent extent() {
            return extent;
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

    /**
     * An object with sorted keys.
     *
     * <p>A changed copy shares nearly all with its original: changing one of 10,000 entries, and finding that change
     * again, costs microseconds.
     */
    final class Obj implements Json {
        /** The object without fields. */
        public static final Obj EMPTY = new Obj(Fields.Leaf.NONE);

        private final Fields fields;

        private Obj(Fields fields) {
            this.fields = fields;
        }

        static Obj copyOf(Map<String, ? extends Json> fields) {
            String[] keys = fields.keySet().toArray(new String[0]);
            Arrays.sort(keys);
            Json[] values = new Json[keys.length];
            for (int i = 0; i < keys.length; i++) {
                JsonText.checkName(keys[i]);
                values[i] = java.util.Objects.requireNonNull(fields.get(keys[i]), keys[i]);
            }
            return EMPTY.changed(Fields.of(keys, values));
        }

        @SuppressWarnings("ReferenceEquality") // an equal copy is one all the same
        private Obj changed(Fields now) {
            return now == fields ? this : now.size() == 0 ? EMPTY : new Obj(now);
        }

        /** Number of fields. */
        public int size() {
            return fields.size();
        }

        /** Field names, sorted. */
        public List<String> keys() {
            return fields.keys();
        }

        /** The value of a field, or null where there is none. */
        public @Nullable Json get(String key) {
            return fields.get(key);
        }

        /** The value of a field. */
        public Optional<Json> find(String key) {
            return Optional.ofNullable(get(key));
        }

        /** The text of a string field; empty where the field is absent or no string. */
        public Optional<String> text(String key) {
            return find(key).flatMap(Json::asText);
        }

        /** A copy with this field set. */
        public Obj with(String key, Json value) {
            return changed(fields.with(key, value));
        }

        /** A copy without this field. */
        public Obj without(String key) {
            return changed(fields.without(key));
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

        Extent extent() {
            return fields.extent();
        }

        /**
         * Calls {@code action} with each field that is not the identical value in both objects, in the order of the
         * keys. Where one is a changed copy of the other this looks at no text and passes over most: 10,000 fields take
         * microseconds.
         */
        public void forEachDifference(Obj other, Difference action) {
            for (Differences all = differences(other); all.next(); ) {
                action.accept(all.key(), all.here(), all.there());
            }
        }

        Differences differences(Obj other) {
            return new Differences(fields, other.fields);
        }

        Cursor cursor() {
            return new Cursor(fields);
        }

        /** Is told of a field that differs; a value is null where its side does not have the field. */
        public interface Difference {
            void accept(String key, @Nullable Json here, @Nullable Json there);
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
