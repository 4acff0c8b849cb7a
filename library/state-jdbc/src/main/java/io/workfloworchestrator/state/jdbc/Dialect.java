package io.workfloworchestrator.state.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between databases; everything else is plain SQL, in {@link Session}. Stateless. */
interface Dialect {
    /** The statements that make an empty database ours, in order. */
    List<String> schema();

    /** A parameter for text that is given as UTF-8 bytes. */
    String utf8Parameter();

    /** A query for a number that changes whenever another connection commits. */
    String changeCounter();

    /** Begins a transaction that no other writer can overtake. */
    String begin();

    /** Sets how long a statement waits for another writer, in milliseconds. */
    void patience(Connection connection, int millis) throws SQLException;

    /** What went wrong. */
    Fault fault(SQLException e);

    /** The kinds of failure that are told apart. */
    enum Fault {
        /** Another writer is in the way. */
        BUSY,
        /** There is no room. */
        FULL,
        /** Writing is not possible here. */
        READ_ONLY,
        /** The database is damaged, or is no database. */
        CORRUPT,
        /** The disk did not confirm what was written. */
        SYNC,
        /** Reading or writing failed. */
        IO,
        /** The files cannot be opened. */
        CANNOT_OPEN,
        /** Anything else: a fault of ours. */
        OTHER
    }
}
