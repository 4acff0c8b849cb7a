package io.workfloworchestrator.definition;

/**
 * Where something stands in a definition's text: line and column from 1; line 0 when it was built in Java. The file is
 * empty for the file that is being read, and named for another one.
 */
record Place(String file, int line, int column) {
    static final Place NOWHERE = new Place(0, 0);

    Place(int line, int column) {
        this("", line, column);
    }

    Place right(int columns) {
        return line == 0 ? this : new Place(file, line, column + columns);
    }
}
