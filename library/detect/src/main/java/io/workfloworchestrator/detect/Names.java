package io.workfloworchestrator.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one folder, sorted by name. Thousands of folders hold one name, and one folder may hold
 * thousands of names, which come sorted from the {@link ScanIndex}. Not thread-safe.
 */
final class Names {
    static final Entry[] NONE = {};
    private ArrayList<Entry> sorted = new ArrayList<>(0);

    @Nullable
    Entry get(String name) {
        int at = find(name);
        return at < 0 ? null : sorted.get(at);
    }

    /** Adds an entry, or replaces the one of that name; quick at the end. */
    void put(Entry entry) {
        int size = sorted.size();
        boolean atEnd = size == 0 || sorted.get(size - 1).name().compareTo(entry.name()) < 0;
        int at = atEnd ? -size - 1 : find(entry.name());
        if (at >= 0) {
            sorted.set(at, entry);
        } else {
            sorted.add(-at - 1, entry);
        }
    }

    @Nullable
    Entry remove(String name) {
        int at = find(name);
        return at < 0 ? null : sorted.remove(at);
    }

    void set(Entry[] all) {
        for (int i = 1; i < all.length; i++) {
            if (all[i - 1].name().compareTo(all[i].name()) >= 0) {
                Arrays.sort(all, (one, other) -> one.name().compareTo(other.name()));
                break;
            }
        }
        sorted = new ArrayList<>(all.length);
        for (Entry entry : all) {
            put(entry); // a listing may have a name twice
        }
    }

    void clear() {
        sorted = new ArrayList<>(0);
    }

    int size() {
        return sorted.size();
    }

    /** All entries as they are now: whoever goes through them may look up more. */
    List<Entry> all() {
        return Arrays.asList(sorted.toArray(NONE));
    }

    private int find(String name) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted.get(middle).name().compareTo(name);
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
