package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore.Turn;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the disk after the turn, outside of every lock, so that the waits of several writers overlap: with the sync
 * inside SQLite's write lock, all processes together could commit no faster than one sync after the other.
 *
 * <p>So a commit is visible before it is durable, but nobody is told of it before. A writer waits when its turn ends; a
 * reader outside of a turn waits for what the answer shows; one in a turn waits for both at its end, with one sync.
 * Thread-safe.
 */
final class Durability {
    private final Guard guard;
    private final Database database;
    private final Runnable confirmed;

    @SuppressWarnings("ThreadLocalUsage") // A thread may be in a turn of one store and ask another.
    private final ThreadLocal<@Nullable DurableTurn> turns = new ThreadLocal<>();

    /** @param confirmed runs when a commit of ours became durable */
    Durability(Guard guard, Database database, Runnable confirmed) {
        this.guard = guard;
        this.database = database;
        this.confirmed = confirmed;
    }

    /** An answer, and what the disk must have before it is given outside of a turn; null if it need not have anything. */
    private record Answer<R>(R value, Log.@Nullable Point point) {}

    /** A thread's turn, and what it waits for at its end. */
    private final class DurableTurn implements Turn {
        private final Turn turn;
        private volatile boolean open = true;
        private boolean wrote;
        private Log.@Nullable Point point;
        private long ticket;

        DurableTurn(Turn turn) {
            this.turn = turn;
        }

        @Override
        public void close() {
            if (!open) {
                return;
            }
            open = false;
            if (turns.get() == this) {
                turns.remove();
            }
            try {
                turn.close();
                if (point != null) {
                    settle(point);
                }
            } finally {
                owe(null);
            }
            if (wrote) {
                confirmed.run();
            }
        }

        private void settle(Log.Point last) {
            try {
                if (wrote) {
                    last.log().force(last, ticket);
                } else {
                    last.log().await(last);
                }
            } catch (IOException e) {
                guard.run(() -> {
                    database.confirm(last, e);
                    return last;
                });
            }
        }

        /** The turn will wait for this at its end; the log stays open until then. */
        private void owe(Log.@Nullable Point next) {
            if (next != null) {
                ticket = next.log().hold(next.revision());
            }
            if (point != null) {
                point.log().release();
            }
            point = next;
        }
    }

    /** The turn of this thread; null if it has none, or another thread has closed it. */
    private @Nullable DurableTurn current() {
        DurableTurn current = turns.get();
        return current != null && current.open ? current : null;
    }

    /** Takes a turn, and returns from its end when everything in it is durable. A turn inside of another one does nothing. */
    Turn enter(Supplier<Turn> queue) {
        if (current() != null) {
            return TurnQueue.FREE;
        }
        DurableTurn turn = new DurableTurn(queue.get());
        turns.set(turn);
        return turn;
    }

    /** The answer; {@code missing} if there is no database. What it shows is durable, or will be when the turn ends. */
    <R> R ask(R missing, Guard.Question<R> question) {
        DurableTurn turn = current();
        Answer<R> answer = guard.run(() -> {
            Session session = database.reading();
            if (session == null) {
                return new Answer<>(missing, null);
            }
            R value = question.ask(session);
            Log.Point point = database.unconfirmed();
            if (turn != null && point != null) {
                turn.owe(point); // While we hold the guard, so that nobody can close the log meanwhile.
            }
            return new Answer<>(value, point);
        });
        Log.Point point = answer.point();
        if (turn == null && point != null) {
            try {
                point.log().await(point);
            } catch (IOException e) {
                // Whoever committed it is told that the disk does not confirm it; a question is answered all the same.
            }
        }
        return answer.value();
    }

    CommitOutcome commit(Proposal proposal) {
        return write(() -> database.commit(proposal), CommitOutcome.Committed.class);
    }

    void transaction(Database.Statements statements) {
        write(
                () -> {
                    database.transaction(statements);
                    return statements;
                },
                Database.Statements.class);
    }

    private <R> R write(Guard.Action<R> action, Class<? extends R> written) {
        DurableTurn turn = current(); // Null if this store only reads; then the action refuses.
        return guard.run(() -> {
            R result = action.run();
            boolean wrote = written.isInstance(result);
            Log.Point point = wrote ? database.point() : database.unconfirmed();
            if (turn != null && point != null) {
                turn.owe(point);
                turn.wrote |= wrote;
            }
            return result;
        });
    }
}
