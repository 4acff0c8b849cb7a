package io.workfloworchestrator.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a fact had, gone through beside its new matches, both sorted by path. After one change all rows but one are
 * the same, so neither their paths nor the rows need be made again. Used once.
 */
final class KnownRows {
    static final KnownRows NONE = new KnownRows(List.of());

    private final List<?> rows;
    private int next;

    private KnownRows(List<?> rows) {
        this.rows = rows;
    }

    static KnownRows of(@Nullable DetectedFact fact) {
        return fact != null && fact.value().get("entries") instanceof List<?> rows ? new KnownRows(rows) : NONE;
    }

    /** The row of a name in a folder, if it is the next row, or the one after a row that is gone. */
    @Nullable
    Row find(String folder, String name) {
        for (int skipped = 0; skipped < 2 && next + skipped < rows.size(); skipped++) {
            if (rows.get(next + skipped) instanceof Row row && isOf(row.text(0), folder, name)) {
                next += skipped + 1;
                return row;
            }
        }
        return null;
    }

    private static boolean isOf(String path, String folder, String name) {
        return folder.isEmpty()
                ? path.equals(name)
                : path.length() == folder.length() + 1 + name.length()
                        && path.endsWith(name)
                        && path.charAt(folder.length()) == '/'
                        && path.startsWith(folder);
    }
}
