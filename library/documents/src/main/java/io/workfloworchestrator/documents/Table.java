package io.workfloworchestrator.documents;

import java.util.List;

/**
 * A table of a document. Tables are read only.
 *
 * @param line of the header, from 1
 * @param header the header's cells, at most 200
 * @param rows the cells of each row, as many as the header has
 */
public record Table(int line, List<String> header, List<List<String>> rows) {
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
