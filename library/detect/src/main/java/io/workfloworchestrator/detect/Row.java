package io.workfloworchestrator.detect;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small unmodifiable map in a given order. The rows of one table share their keys, which saves memory for 10,000 entries. */
final class Row extends AbstractMap<String, Object> {
    private final String[] keys;
    private final Object[] values;

    private Row(String[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** Both arrays are kept, not copied. */
    static Row of(String[] keys, Object[] values) {
        if (keys.length != values.length) {
            throw new IllegalArgumentException(keys.length + " keys, " + values.length + " values");
        }
        return new Row(keys, values);
    }

    List<String> keys() {
        return Collections.unmodifiableList(Arrays.asList(keys));
    }

    @Override
    public List<Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** The value of this column, which must be a text. */
    String text(int at) {
        return (String) values[at];
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        for (String own : keys) {
            if (own.equals(key)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        List<Map.Entry<String, Object>> entries = new ArrayList<>(keys.length);
        for (int i = 0; i < keys.length; i++) {
            entries.add(new SimpleImmutableEntry<>(keys[i], values[i]));
        }
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return Collections.unmodifiableList(entries).iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof Row row
                && Arrays.equals(row.keys, keys)) { // rows with the keys in another order take the long way
            return Arrays.equals(values, row.values);
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** One column of a table, as an unmodifiable view of its rows. */
    static final class Column extends AbstractList<Object> implements RandomAccess {
        private final List<Object> rows;
        private final int at;

        /** @param rows each a {@link Row} */
        Column(List<Object> rows, int at) {
            this.rows = rows;
            this.at = at;
        }

        @Override
        public Object get(int index) {
            return ((Row) rows.get(index)).text(at);
        }

        @Override
        public int size() {
            return rows.size();
        }
    }
}
