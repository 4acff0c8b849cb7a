package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object, sorted by name: a persistent B+ tree.
 *
 * <p>A copy with one other field shares all but the way to it, so changing one of 10,000 entries copies two arrays of
 * about a hundred, and two revisions are compared leaf by leaf: what is the identical leaf in both is passed over. Few
 * fields are one leaf. Removing does not join leaves: what is read anew is dense again. Immutable.
 */
abstract sealed class Fields {
    /** The most that one array holds. */
    static final int WIDTH = 128;

    /** How far arrays are filled at first, so that what is added does not split them at once. */
    private static final int FILL = 96;

    /** These fields; the names are sorted. */
    static Fields of(String[] keys, Json[] values) {
        if (keys.length == 0) {
            return Leaf.NONE;
        }
        if (keys.length <= WIDTH) {
            return new Leaf(keys, values, Extent.ofObject(keys, values));
        }
        List<Fields> level = new ArrayList<>();
        for (int[] range : ranges(keys.length)) {
            level.add(leaf(keys, values, range[0], range[1]));
        }
        while (level.size() > 1) {
            List<Fields> above = new ArrayList<>();
            for (int[] range : level.size() <= WIDTH ? List.of(new int[] {0, level.size()}) : ranges(level.size())) {
                above.add(new Branch(level.subList(range[0], range[1]).toArray(new Fields[0])));
            }
            level = above;
        }
        return level.get(0);
    }

    private static Leaf leaf(String[] keys, Json[] values, int from, int to) {
        String[] some = Arrays.copyOfRange(keys, from, to);
        Json[] theirs = Arrays.copyOfRange(values, from, to);
        return new Leaf(some, theirs, Extent.ofObject(some, theirs));
    }

    /** Ranges of equal lengths, but for one. */
    private static List<int[]> ranges(int size) {
        int count = (size + FILL - 1) / FILL;
        List<int[]> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ranges.add(new int[] {(int) ((long) size * i / count), (int) ((long) size * (i + 1) / count)});
        }
        return ranges;
    }

    abstract int size();

    abstract Extent extent();

    abstract @Nullable Json get(String key);

    abstract List<String> keys();

    abstract void forEach(BiConsumer<String, Json> action);

    /** Itself when it has no such field. */
    abstract Fields without(String key);

    /** Itself when that is the identical value. */
    final Fields with(String key, Json value) {
        Fields changed = put(key, value);
        return changed.isTooWide() ? new Branch(changed.halves()) : changed;
    }

    /** As {@link #with}, but perhaps too wide by one. */
    abstract Fields put(String key, Json value);

    abstract boolean isTooWide();

    abstract Fields[] halves();

    abstract String first();

    abstract void leaves(List<Leaf> to);

    @SuppressWarnings("ReferenceEquality")
    static boolean same(Object a, Object b) {
        return a == b;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other || !(other instanceof Fields that) || size() != that.size()) {
            return this == other;
        }
        if (this instanceof Leaf a && that instanceof Leaf b) {
            return Arrays.equals(a.keys, b.keys) && Arrays.equals(a.values, b.values);
        }
        for (Differences all = new Differences(this, that); all.next(); ) {
            Json here = all.here();
            if (here == null || !here.equals(all.there())) {
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

    /** Names and values side by side. */
    static final class Leaf extends Fields {
        static final Leaf NONE = new Leaf(new String[0], new Json[0], Extent.EMPTY);

        final String[] keys;
        final Json[] values;
        private final Extent extent;

        Leaf(String[] keys, Json[] values, Extent extent) {
            this.keys = keys;
            this.values = values;
            this.extent = extent;
        }

        @Override
        int size() {
            return keys.length;
        }

        @Override
        Extent extent() {
            return extent;
        }

        @Override
        @Nullable
        Json get(String key) {
            int index = Arrays.binarySearch(keys, key);
            return index < 0 ? null : values[index];
        }

        @Override
        List<String> keys() {
            return Collections.unmodifiableList(Arrays.asList(keys));
        }

        @Override
        void forEach(BiConsumer<String, Json> action) {
            for (int i = 0; i < keys.length; i++) {
                action.accept(keys[i], values[i]);
            }
        }

        @Override
        Fields put(String key, Json value) {
            int index = Arrays.binarySearch(keys, key);
            if (index >= 0) {
                if (values[index] == value) {
                    return this;
                }
                Json[] changed = values.clone();
                changed[index] = value;
                return new Leaf(keys, changed, extent.replaced(values[index], value, changed));
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
            return new Leaf(moreKeys, moreValues, extent.added(key, value, keys.length));
        }

        @Override
        Fields without(String key) {
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
                    ? NONE
                    : new Leaf(fewerKeys, fewerValues, extent.removed(key, values[index], fewerValues));
        }

        @Override
        boolean isTooWide() {
            return keys.length > WIDTH;
        }

        @Override
        Fields[] halves() {
            int middle = keys.length / 2;
            return new Fields[] {leaf(keys, values, 0, middle), leaf(keys, values, middle, keys.length)};
        }

        @Override
        String first() {
            return keys[0];
        }

        @Override
        void leaves(List<Leaf> to) {
            to.add(this);
        }
    }

    /** Two or more parts, each with the names from its own on up to the next one's. */
    static final class Branch extends Fields {
        /** The first one stands for the beginning of all. */
        private final String[] from;

        final Fields[] parts;
        private final int size;
        private final Extent extent;

        Branch(Fields[] parts) {
            this(firsts(parts), parts);
        }

        private static String[] firsts(Fields[] parts) {
            String[] firsts = new String[parts.length];
            for (int i = 0; i < parts.length; i++) {
                firsts[i] = parts[i].first();
            }
            return firsts;
        }

        private Branch(String[] from, Fields[] parts) {
            this(from, parts, sizeOf(parts), Extent.ofParts(parts));
        }

        private Branch(String[] from, Fields[] parts, int size, Extent extent) {
            this.from = from;
            this.parts = parts;
            this.size = size;
            this.extent = extent;
        }

        private static int sizeOf(Fields[] parts) {
            int sum = 0;
            for (Fields part : parts) {
                sum += part.size();
            }
            return sum;
        }

        /** Whether the parts of both begin with the same names, as where one was made of the other without a split. */
        boolean isDividedAs(Branch other) {
            return same(from, other.from);
        }

        @Override
        int size() {
            return size;
        }

        @Override
        Extent extent() {
            return extent;
        }

        private int part(String key) {
            int index = Arrays.binarySearch(from, 1, from.length, key);
            return index < 0 ? -index - 2 : index;
        }

        @Override
        @Nullable
        Json get(String key) {
            return parts[part(key)].get(key);
        }

        @Override
        List<String> keys() {
            List<String> all = new ArrayList<>(size);
            forEach((key, value) -> all.add(key));
            return Collections.unmodifiableList(all);
        }

        @Override
        void forEach(BiConsumer<String, Json> action) {
            for (Fields part : parts) {
                part.forEach(action);
            }
        }

        @Override
        Fields put(String key, Json value) {
            int at = part(key);
            Fields after = parts[at].put(key, value);
            return same(after, parts[at])
                    ? this
                    : replaced(at, after.isTooWide() ? after.halves() : new Fields[] {after});
        }

        @Override
        Fields without(String key) {
            int at = part(key);
            Fields after = parts[at].without(key);
            return same(after, parts[at])
                    ? this
                    : replaced(at, after.size() == 0 ? new Fields[0] : new Fields[] {after});
        }

        /** With none, one or two parts in the place of one. */
        private Fields replaced(int at, Fields[] by) {
            if (parts.length - 1 + by.length == 1) {
                return by.length == 1 ? by[0] : parts[1 - at];
            }
            Fields[] changed = new Fields[parts.length - 1 + by.length];
            System.arraycopy(parts, 0, changed, 0, at);
            System.arraycopy(by, 0, changed, at, by.length);
            System.arraycopy(parts, at + 1, changed, at + by.length, parts.length - at - 1);
            if (by.length == 1) {
                return replaced(parts[at], by[0], changed);
            }
            String[] bounds = new String[changed.length];
            System.arraycopy(from, 0, bounds, 0, by.length == 0 ? at : at + 1);
            System.arraycopy(from, at + 1, bounds, at + by.length, parts.length - at - 1);
            if (by.length == 2) {
                bounds[at + 1] = by[1].first();
            }
            return new Branch(bounds, changed);
        }

        /**
         * With one part in the place of one: the bounds hold, whatever is gone or new between them. The other parts are not
         * looked at, since of a large object they are not in the processor's cache.
         */
        private Branch replaced(Fields before, Fields after, Fields[] changed) {
            return new Branch(
                    from,
                    changed,
                    size - before.size() + after.size(),
                    extent.replacedPart(before.extent(), after.extent(), changed));
        }

        @Override
        boolean isTooWide() {
            return parts.length > WIDTH;
        }

        @Override
        Fields[] halves() {
            int middle = parts.length / 2;
            return new Fields[] {range(0, middle), range(middle, parts.length)};
        }

        private Branch range(int begin, int end) {
            return new Branch(Arrays.copyOfRange(from, begin, end), Arrays.copyOfRange(parts, begin, end));
        }

        @Override
        String first() {
            return from[0];
        }

        @Override
        void leaves(List<Leaf> to) {
            for (Fields part : parts) {
                part.leaves(to);
            }
        }
    }
}
