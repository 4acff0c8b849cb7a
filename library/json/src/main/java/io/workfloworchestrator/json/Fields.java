package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, sorted by name: a persistent B+ tree.
 *
 * <p>A copy with one other field shares all but the way to it, so changing one of 10,000 entries copies two arrays of
 * about a hundred, and two revisions are compared leaf by leaf: a leaf that is the identical object in both is skipped.
 * Few fields are one leaf. Removing does not join leaves; a value that is read anew is dense again. Immutable.
 */
abstract sealed class Fields<V> {
    /** The most that one array holds. */
    static final int WIDTH = 128;

    /** How far arrays are filled at first, so that a field that is added does not split them at once. */
    private static final int FILL = 96;

    @SuppressWarnings("unchecked") // it holds no value of any type
    static <V> Fields<V> none() {
        return (Fields<V>) Leaf.NONE;
    }

    /** These fields; the names are sorted. Both arrays are kept, not copied. */
    static <V> Fields<V> of(String[] keys, V[] values) {
        if (keys.length <= WIDTH) {
            return keys.length == 0 ? none() : new Leaf<>(keys, values);
        }
        List<Fields<V>> level = new ArrayList<>();
        for (int[] range : ranges(keys.length)) {
            level.add(leaf(keys, values, range[0], range[1]));
        }
        while (level.size() > 1) {
            List<Fields<V>> above = new ArrayList<>();
            for (int[] range : level.size() <= WIDTH ? List.of(new int[] {0, level.size()}) : ranges(level.size())) {
                above.add(new Branch<>(parts(level.subList(range[0], range[1]))));
            }
            level = above;
        }
        return level.get(0);
    }

    private static <V> Leaf<V> leaf(String[] keys, Object[] values, int from, int to) {
        return new Leaf<>(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type
    private static <V> Fields<V>[] parts(List<Fields<V>> parts) {
        return parts.toArray(new Fields[0]);
    }

    private static List<int[]> ranges(int size) {
        int count = (size + FILL - 1) / FILL;
        List<int[]> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ranges.add(new int[] {(int) ((long) size * i / count), (int) ((long) size * (i + 1) / count)});
        }
        return ranges;
    }

    abstract int size();

    abstract @Nullable V get(String key);

    abstract List<String> keys();

    abstract void forEach(BiConsumer<String, ? super V> action);

    /** A copy without this field; itself if it has no such field. */
    abstract Fields<V> without(String key);

    /** A copy with this field; itself if its value is the identical object. */
    final Fields<V> with(String key, V value) {
        Fields<V> changed = put(key, value);
        return changed.isTooWide() ? new Branch<>(changed.halves()) : changed;
    }

    /** As {@link #with}, but the result may be too wide by one. */
    abstract Fields<V> put(String key, V value);

    abstract boolean isTooWide();

    abstract Fields<V>[] halves();

    abstract String first();

    abstract void leaves(List<Leaf<V>> to);

    @SuppressWarnings("ReferenceEquality")
    static boolean same(Object a, Object b) {
        return a == b;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other || !(other instanceof Fields<?> that) || size() != that.size()) {
            return this == other;
        }
        if (this instanceof Leaf<V> a && that instanceof Leaf<?> b) {
            return Arrays.equals(a.keys, b.keys) && Arrays.equals(a.values, b.values);
        }
        Cursor<?> b = new Cursor<>(that);
        for (Cursor<V> a = new Cursor<>(this); a.isInside(); ) {
            if (a.isAtStartOfSame(b)) {
                a.passLeaf();
                b.passLeaf();
            } else if (a.key().equals(b.key()) && a.value().equals(b.value())) {
                a.next();
                b.next();
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int[] sum = {size()};
        forEach((key, value) -> sum[0] += 31 * key.hashCode() ^ value.hashCode());
        return sum[0];
    }

    static final class Leaf<V> extends Fields<V> {
        static final Leaf<?> NONE = new Leaf<>(new String[0], new Object[0]);

        final String[] keys;
        private final Object[] values;

        Leaf(String[] keys, Object[] values) {
            this.keys = keys;
            this.values = values;
        }

        @SuppressWarnings("unchecked") // only values of this type are put in
        V value(int index) {
            return (V) values[index];
        }

        @Override
        int size() {
            return keys.length;
        }

        @Override
        @Nullable
        V get(String key) {
            int index = Arrays.binarySearch(keys, key);
            return index < 0 ? null : value(index);
        }

        @Override
        List<String> keys() {
            return Collections.unmodifiableList(Arrays.asList(keys));
        }

        @Override
        void forEach(BiConsumer<String, ? super V> action) {
            for (int i = 0; i < keys.length; i++) {
                action.accept(keys[i], value(i));
            }
        }

        @Override
        Fields<V> put(String key, V value) {
            int index = Arrays.binarySearch(keys, key);
            if (index >= 0) {
                if (same(values[index], value)) {
                    return this;
                }
                Object[] changed = values.clone();
                changed[index] = value;
                return new Leaf<>(keys, changed);
            }
            int place = -index - 1;
            String[] moreKeys =
                    new String[keys.length + 1]; // not by Arrays.copyOf, which is slow before C2 compiles it
            Object[] moreValues = new Object[keys.length + 1];
            System.arraycopy(keys, 0, moreKeys, 0, place);
            System.arraycopy(values, 0, moreValues, 0, place);
            System.arraycopy(keys, place, moreKeys, place + 1, keys.length - place);
            System.arraycopy(values, place, moreValues, place + 1, keys.length - place);
            moreKeys[place] = key;
            moreValues[place] = value;
            return new Leaf<>(moreKeys, moreValues);
        }

        @Override
        Fields<V> without(String key) {
            int index = Arrays.binarySearch(keys, key);
            if (index < 0) {
                return this;
            }
            if (keys.length == 1) {
                return none();
            }
            String[] fewerKeys = new String[keys.length - 1];
            Object[] fewerValues = new Object[keys.length - 1];
            System.arraycopy(keys, 0, fewerKeys, 0, index);
            System.arraycopy(values, 0, fewerValues, 0, index);
            System.arraycopy(keys, index + 1, fewerKeys, index, fewerKeys.length - index);
            System.arraycopy(values, index + 1, fewerValues, index, fewerKeys.length - index);
            return new Leaf<>(fewerKeys, fewerValues);
        }

        @Override
        boolean isTooWide() {
            return keys.length > WIDTH;
        }

        @Override
        Fields<V>[] halves() {
            int middle = keys.length / 2;
            return parts(List.of(leaf(keys, values, 0, middle), leaf(keys, values, middle, keys.length)));
        }

        @Override
        String first() {
            return keys[0];
        }

        @Override
        void leaves(List<Leaf<V>> to) {
            to.add(this);
        }
    }

    /** Two or more parts, sorted by their names. */
    static final class Branch<V> extends Fields<V> {
        /** The first name of each part; names before the first one belong to the first part. */
        private final String[] from;

        final Fields<V>[] parts;
        private final int size;

        Branch(Fields<V>[] parts) {
            this(firsts(parts), parts);
        }

        private static String[] firsts(Fields<?>[] parts) {
            String[] firsts = new String[parts.length];
            for (int i = 0; i < parts.length; i++) {
                firsts[i] = parts[i].first();
            }
            return firsts;
        }

        private Branch(String[] from, Fields<V>[] parts) {
            this(from, parts, sizeOf(parts));
        }

        private Branch(String[] from, Fields<V>[] parts, int size) {
            this.from = from;
            this.parts = parts;
            this.size = size;
        }

        private static int sizeOf(Fields<?>[] parts) {
            int sum = 0;
            for (Fields<?> part : parts) {
                sum += part.size();
            }
            return sum;
        }

        /** Whether the parts of both begin with the same names: one was made of the other without a split. */
        boolean isDividedAs(Branch<V> other) {
            return same(from, other.from);
        }

        @Override
        int size() {
            return size;
        }

        private int part(String key) {
            int index = Arrays.binarySearch(from, 1, from.length, key);
            return index < 0 ? -index - 2 : index;
        }

        @Override
        @Nullable
        V get(String key) {
            return parts[part(key)].get(key);
        }

        @Override
        List<String> keys() {
            List<String> all = new ArrayList<>(size);
            forEach((key, value) -> all.add(key));
            return Collections.unmodifiableList(all);
        }

        @Override
        void forEach(BiConsumer<String, ? super V> action) {
            for (Fields<V> part : parts) {
                part.forEach(action);
            }
        }

        @Override
        Fields<V> put(String key, V value) {
            int at = part(key);
            Fields<V> after = parts[at].put(key, value);
            if (same(after, parts[at])) {
                return this;
            }
            return after.isTooWide() ? replaced(at, after.halves()) : replaced(at, after);
        }

        @Override
        Fields<V> without(String key) {
            int at = part(key);
            Fields<V> after = parts[at].without(key);
            if (same(after, parts[at])) {
                return this;
            }
            return after.size() == 0 ? replaced(at, parts(List.of())) : replaced(at, after);
        }

        /**
         * With one part in the place of one: the bounds stay right, whatever is gone or new between them. The other parts are
         * not looked at, since those of a large object are not in the processor's cache.
         */
        private Branch<V> replaced(int at, Fields<V> by) {
            Fields<V>[] changed = parts.clone();
            changed[at] = by;
            return new Branch<>(from, changed, size - parts[at].size() + by.size());
        }

        /** With no part, or with two, in the place of one. */
        private Fields<V> replaced(int at, Fields<V>[] by) {
            if (parts.length == 2 && by.length == 0) {
                return parts[1 - at];
            }
            Fields<V>[] changed = Arrays.copyOf(parts, parts.length - 1 + by.length);
            System.arraycopy(by, 0, changed, at, by.length);
            System.arraycopy(parts, at + 1, changed, at + by.length, parts.length - at - 1);
            String[] bounds = Arrays.copyOf(from, changed.length);
            System.arraycopy(from, at + 1, bounds, at + by.length, parts.length - at - 1);
            if (by.length == 2) {
                bounds[at + 1] = by[1].first();
            }
            return new Branch<>(bounds, changed);
        }

        @Override
        boolean isTooWide() {
            return parts.length > WIDTH;
        }

        @Override
        Fields<V>[] halves() {
            int middle = parts.length / 2;
            return parts(List.of(range(0, middle), range(middle, parts.length)));
        }

        private Branch<V> range(int begin, int end) {
            return new Branch<>(Arrays.copyOfRange(from, begin, end), Arrays.copyOfRange(parts, begin, end));
        }

        @Override
        String first() {
            return from[0];
        }

        @Override
        void leaves(List<Leaf<V>> to) {
            for (Fields<V> part : parts) {
                part.leaves(to);
            }
        }
    }
}
