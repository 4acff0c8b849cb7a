package io.workfloworchestrator.state;

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

    /** This value as text without white space. */
    @Override
    String toString();

    /** A string of at most 1 MB. Lone surrogates and NUL are refused: they survive neither UTF-8 nor every database. */
    record Str(String text) implements Json {
        public Str {
            JsonText.checkString(text);
        }

        @Override
        public boolean equals(@Nullable Object other) { // written out, as in Revision
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
        public boolean equals(@Nullable Object other) { // written out, as in Revision
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
        public boolean equals(@Nullable Object other) { // written out, as in Revision
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
     * <p>Two parallel sorted arrays: look-up is a binary search, and a copy with one other field is two array copies,
     * so that changing one of 10,000 entries costs microseconds and leaves the others identical.
     */
    final class Obj implements Json {
        /** The object without fields. */
        public static final Obj EMPTY = new Obj(new String[0], new Json[0], Extent.EMPTY);

        private final String[] keys;
        private final Json[] values;
        private final Extent extent;

        private Obj(String[] keys, Json[] values, Extent extent) {
            this.keys = keys;
            this.values = values;
            this.extent = extent;
        }

        static Obj copyOf(Map<String, ? extends Json> fields) {
            String[] keys = fields.keySet().toArray(new String[0]);
            Arrays.sort(keys);
            Json[] values = new Json[keys.length];
            for (int i = 0; i < keys.length; i++) {
                JsonText.checkName(keys[i]);
                values[i] = java.util.Objects.requireNonNull(fields.get(keys[i]), keys[i]);
            }
            return keys.length == 0 ? Obj.EMPTY : new Obj(keys, values, Extent.ofObject(keys, values));
        }

        /** Number of fields. */
        public int size() {
            return keys.length;
        }

        /** Field names, sorted. */
        public List<String> keys() {
            return java.util.Collections.unmodifiableList(Arrays.asList(keys));
        }

        /** The value of a field, or null where there is none. */
        public @Nullable Json get(String key) {
            int index = Arrays.binarySearch(keys, key);
            return index < 0 ? null : values[index];
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
            int index = Arrays.binarySearch(keys, key);
            if (index >= 0) {
                if (values[index] == value) {
                    return this;
                }
                Json[] changed = values.clone();
                changed[index] = value;
                return new Obj(keys, changed, extent.replaced(values[index], value, changed));
            }
            JsonText.checkName(key);
            int place = -index - 1;
            String[] moreKeys = new String[keys.length + 1];
            Json[] moreValues = new Json[keys.length + 1];
            System.arraycopy(keys, 0, moreKeys, 0, place);
            System.arraycopy(values, 0, moreValues, 0, place);
            moreKeys[place] = key;
            moreValues[place] = value;
            System.arraycopy(keys, place, moreKeys, place + 1, keys.length - place);
            System.arraycopy(values, place, moreValues, place + 1, keys.length - place);
            return new Obj(moreKeys, moreValues, extent.added(key, value, keys.length));
        }

        /** A copy without this field. */
        public Obj without(String key) {
            int index = Arrays.binarySearch(keys, key);
            if (index < 0) {
                return this;
            }
            String[] fewerKeys = new String[keys.length - 1];
            Json[] fewerValues = new Json[keys.length - 1];
            System.arraycopy(keys, 0, fewerKeys, 0, index);
            System.arraycopy(values, 0, fewerValues, 0, index);
            System.arraycopy(keys, index + 1, fewerKeys, index, keys.length - index - 1);
            System.arraycopy(values, index + 1, fewerValues, index, keys.length - index - 1);
            return fewerKeys.length == 0
                    ? Obj.EMPTY
                    : new Obj(fewerKeys, fewerValues, extent.removed(key, values[index], fewerValues));
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
            for (int i = 0; i < keys.length; i++) {
                action.accept(keys[i], values[i]);
            }
        }

        Extent extent() {
            return extent;
        }

        /**
         * Calls {@code action} with each field that is not the identical value in both objects, in the order of the
         * keys. Where one is a changed copy of the other this looks at no text: 10,000 fields take microseconds.
         */
        public void forEachDifference(Obj other, Difference action) {
            int here = 0;
            int there = 0;
            while (here < keys.length || there < other.keys.length) {
                int order = here == keys.length
                        ? 1
                        : there == other.keys.length ? -1 : order(keys[here], other.keys[there]);
                Json mine = order <= 0 ? values[here] : null;
                Json theirs = order >= 0 ? other.values[there] : null;
                if (mine != theirs) {
                    action.accept(order <= 0 ? keys[here] : other.keys[there], mine, theirs);
                }
                here += order <= 0 ? 1 : 0;
                there += order >= 0 ? 1 : 0;
            }
        }

        @SuppressWarnings("ReferenceEquality")
        private static int order(String a, String b) {
            return a == b ? 0 : a.compareTo(b);
        }

        /** Is told of a field that differs; a value is null where its side does not have the field. */
        public interface Difference {
            void accept(String key, @Nullable Json here, @Nullable Json there);
        }

        String keyAt(int index) {
            return keys[index];
        }

        Json valueAt(int index) {
            return values[index];
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || other instanceof Obj that
                            && Arrays.equals(keys, that.keys)
                            && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }
}
