package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time to the database, and turns what goes wrong into errors that say what to do. Thread-safe. */
final class Guard {
    private final Database database;
    private final Failures failures;
    private final ReentrantLock lock = new ReentrantLock();

    Guard(Database database, Failures failures) {
        this.database = database;
        this.failures = failures;
    }

    /** A question to the database. */
    interface Question<R> {
        R ask(Session session) throws SQLException;
    }

    /** Work on the database. */
    interface Action<R> {
        R run() throws IOException, SQLException;
    }

    <R> R run(Action<R> action) {
        lock.lock();
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
        } finally {
            lock.unlock();
        }
    }

    /** Closes the database for good; false if it was closed before. */
    boolean close() {
        lock.lock();
        try {
            return database.close();
        } finally {
            lock.unlock();
        }
    }
}
