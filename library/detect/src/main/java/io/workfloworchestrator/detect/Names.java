package io.workfloworchestrator.detect;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one folder, sorted by name. They are an array, since thousands of folders hold one name, and one folder
 * may hold thousands of names, which come sorted from the {@link ScanIndex}. Not thread-safe.
 */
final class Names {
    static final Entry[] NONE = {};

    private Entry[] sorted = NONE;
    private int size;

    @Nullable
    Entry get(String name) {
        int at = find(name);
        return at < 0 ? null : sorted[at];
    }

    /** Adds an entry, or replaces the one of that name; quick at the end. */
    void put(Entry entry) {
        boolean atEnd = size == 0 || sorted[size - 1].name().compareTo(entry.name()) < 0;
        int at = atEnd ? -size - 1 : find(entry.name());
        if (at >= 0) {
            sorted[at] = entry;
            return;
        }
        int place = -at - 1;
        if (size == sorted.length) {
            sorted = Arrays.copyOf(sorted, size < 4 ? size + 1 : size + size / 2);
        }
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = entry;
        size++;
    }

    @Nullable
    Entry remove(String name) {
        int at = find(name);
        if (at < 0) {
            return null;
        }
        Entry removed = sorted[at];
        size--;
        System.arraycopy(sorted, at + 1, sorted, at, size - at);
        sorted = Arrays.copyOf(sorted, size);
        return removed;
    }

    /** Sets all entries, in any order; the array is kept. */
    void set(Entry[] all) {
        for (int i = 1; i < all.length; i++) {
            if (all[i - 1].name().compareTo(all[i].name()) >= 0) {
                Arrays.sort(all, (one, other) -> one.name().compareTo(other.name()));
                break;
            }
        }
        sorted = all;
        size = 0;
        for (Entry entry : all) {
            put(entry); // a listing may have a name twice
        }
    }

    void clear() {
        sorted = NONE;
        size = 0;
    }

    int size() {
        return size;
    }

    /** A view of all entries. */
    List<Entry> all() {
        return Collections.unmodifiableList(Arrays.asList(sorted).subList(0, size));
    }

    private int find(String name) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted[middle].name().compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
