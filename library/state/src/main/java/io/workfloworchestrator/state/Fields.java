package io.workfloworchestrator.state;

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

    static final Fields NONE = new Leaf(new String[0], new Json[0], Extent.EMPTY);

    /** These fields; the names are sorted. */
    static Fields of(String[] keys, Json[] values) {
        if (keys.length == 0) {
            return NONE;
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

    /** Two revisions share most of their names; comparing the texts would cost most of the walk. */
    private static int order(String a, String b) {
        return same(a, b) ? 0 : a.compareTo(b);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Object a, Object b) {
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

    /**
     * The fields that are not the identical value in both, in the order of the names. It and {@link Cursor} are loops and not
     * lambdas since the first answer of a server passes here, and each lambda costs it a class.
     */
    static final class Differences {
        private final Cursor a;
        private final Cursor b;
        private String key = "";
        private @Nullable Json here;
        private @Nullable Json there;

        Differences(Fields here, Fields there) {
            a = new Cursor(here);
            b = new Cursor(there);
        }

        /** Moves to the next one; false when there is none. */
        boolean next() {
            while (a.isInside() || b.isInside()) {
                if (a.isAtStartOfSame(b)) {
                    a.passLeaf();
                    b.passLeaf();
                    continue;
                }
                int order = !a.isInside() ? 1 : !b.isInside() ? -1 : order(a.key(), b.key());
                key = order <= 0 ? a.key() : b.key();
                here = order <= 0 ? a.value() : null;
                there = order >= 0 ? b.value() : null;
                if (order <= 0) {
                    a.next();
                }
                if (order >= 0) {
                    b.next();
                }
                if (here != there) {
                    return true;
                }
            }
            return false;
        }

        String key() {
            return key;
        }

        /** Null where this side does not have the field. */
        @Nullable
        Json here() {
            return here;
        }

        /** Null where this side does not have the field. */
        @Nullable
        Json there() {
            return there;
        }
    }

    /** A place in the leaves. */
    static final class Cursor {
        private final List<Leaf> leaves;
        private int next;
        private Leaf leaf;
        private int at;

        Cursor(Fields fields) {
            if (fields instanceof Leaf only) {
                leaves = List.of(only);
            } else {
                leaves = new ArrayList<>();
                fields.leaves(leaves);
            }
            leaf = leaves.get(0);
        }

        /** The one leaf of an object without fields has none. */
        boolean isInside() {
            return at < leaf.keys.length;
        }

        boolean isAtStartOfSame(Cursor other) {
            return at == 0 && other.at == 0 && same(leaf, other.leaf);
        }

        String key() {
            return leaf.keys[at];
        }

        Json value() {
            return leaf.values[at];
        }

        void next() {
            at++;
            if (at == leaf.keys.length) {
                passLeaf();
            }
        }

        void passLeaf() {
            next++;
            at = next < leaves.size() ? 0 : leaf.keys.length;
            leaf = next < leaves.size() ? leaves.get(next) : leaf;
        }
    }

    /** Names and values side by side. */
    private static final class Leaf extends Fields {
        private final String[] keys;
        private final Json[] values;
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
    private static final class Branch extends Fields {
        /** The first one stands for the beginning of all. */
        private final String[] from;

        private final Fields[] parts;
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
            this.from = from;
            this.parts = parts;
            int sum = 0;
            for (Fields part : parts) {
                sum += part.size();
            }
            this.size = sum;
            this.extent = Extent.ofParts(parts);
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
                return new Branch(from, changed); // the bounds hold, whatever is gone or new between them
            }
            String[] bounds = new String[changed.length];
            System.arraycopy(from, 0, bounds, 0, by.length == 0 ? at : at + 1);
            System.arraycopy(from, at + 1, bounds, at + by.length, parts.length - at - 1);
            if (by.length == 2) {
                bounds[at + 1] = by[1].first();
            }
            return new Branch(bounds, changed);
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
