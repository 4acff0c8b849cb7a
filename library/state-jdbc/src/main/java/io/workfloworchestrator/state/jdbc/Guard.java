package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import java.io.IOException;
import java.sql.SQLException;

/** Lets one thread at a time to the database, and turns what goes wrong into errors that say what to do. Thread-safe. */
final class Guard {
    private final Database database;
    private final Failures failures;

    Guard(Database database, Failures failures) {
        this.database = database;
        this.failures = failures;
    }

    interface Question<R> {
        R ask(Session session) throws SQLException;
    }

    interface Action<R> {
        R run() throws IOException, SQLException;
    }

    synchronized <R> R run(Action<R> action) {
        try {
            return action.run();
        } catch (SQLException e) {
            StateException failure = failures.of(e);
            if (failure.code().equals("E_STATE_CORRUPT")) {
                database.damaged();
            } else {
                database.failed(e);
            }
            throw failure;
        } catch (Damage e) {
            database.damaged();
            throw failures.corrupt(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    /** Closes the database for good; false if it was closed before. */
    synchronized boolean close() {
        return database.close();
    }
}
