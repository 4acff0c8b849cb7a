package io.workfloworchestrator.workflow;

/** Where something stands in a definition's text: line and column from 1; line 0 when it was built in Java. */
record Place(int line, int column) {
    static final Place NOWHERE = new Place(0, 0);

    Place right(int columns) {
        return line == 0 ? this : new Place(line, column + columns);
    }
}
