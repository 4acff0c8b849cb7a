package io.workfloworchestrator.detect;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** One column of a table, as an unmodifiable view of its rows. */
final class Column extends AbstractList<Object> implements RandomAccess {
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
