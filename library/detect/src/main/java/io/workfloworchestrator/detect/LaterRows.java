package io.workfloworchestrator.detect;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a fact from another process, and their lines, unpacked when somebody first asks for a row: a process that
 * wants to know how many goals there are need not read them all. Unmodifiable; safe for use by several threads.
 */
final class LaterRows extends AbstractList<Object> implements RandomAccess {
    private final int size;
    private @Nullable IndexInput unread;
    private volatile @Nullable Made made;

    private record Made(List<Object> rows, Map<String, Map<String, Integer>> lines) {}

    /** @param unread what {@link #write} wrote */
    LaterRows(int size, IndexInput unread) {
        this.size = size;
        this.unread = unread;
    }

    /** Rows of one table: each a {@link Row} with the same keys. */
    static void write(IndexOutput out, List<?> rows, Map<String, Map<String, Integer>> lines) {
        out.list(rows.isEmpty() ? List.of() : ((Row) rows.get(0)).keys(), IndexOutput::text);
        for (Object row : rows) {
            ((Row) row).values().forEach(out::value);
        }
        writeLines(out, lines);
    }

    @Override
    public Object get(int index) {
        return made().rows.get(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<Object> iterator() {
        return made().rows.iterator();
    }

    /** By path, as {@link DetectedFact#lines()}. */
    Map<String, Map<String, Integer>> lines() {
        return new AbstractMap<>() {
            @Override
            public @Nullable Map<String, Integer> get(@Nullable Object path) {
                return made().lines.get(path);
            }

            @Override
            public Set<Map.Entry<String, Map<String, Integer>>> entrySet() {
                return made().lines.entrySet();
            }
        };
    }

    private Made made() {
        Made known = made;
        return known == null ? make() : known;
    }

    private synchronized Made make() {
        Made known = made;
        if (known == null) {
            IndexInput in = Objects.requireNonNull(unread).packed();
            String[] keys = in.list(IndexInput::text).toArray(new String[0]);
            List<Object> rows = new ArrayList<>(size);
            while (rows.size() < size) {
                rows.add(row(in, keys));
            }
            known = new Made(Collections.unmodifiableList(rows), readLines(in));
            made = known;
            unread = null; // and the file's bytes with it
        }
        return known;
    }

    /** A method of its own for the same reason as {@code GlobWalk.visit}. */
    private static Row row(IndexInput in, String[] keys) {
        @Nullable Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = in.value();
        }
        return Row.of(keys, values);
    }

    static void writeLines(IndexOutput out, Map<String, Map<String, Integer>> lines) {
        out.list(lines.entrySet(), (to, file) -> {
            to.value(file.getKey());
            to.lines(file.getValue());
        });
    }

    static Map<String, Map<String, Integer>> readLines(IndexInput in) {
        Map<String, Map<String, Integer>> lines = new HashMap<>();
        for (int i = in.count(); i > 0; i--) {
            if (!(in.value() instanceof String path)) {
                throw new IndexInput.Damaged("a file has no path");
            }
            lines.put(path, in.lines());
        }
        return lines;
    }
}
