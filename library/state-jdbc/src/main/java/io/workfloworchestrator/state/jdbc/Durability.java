package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore.Turn;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the disk is waited for: after the turn, and outside of every lock, so that the waits of several writers overlap. A
 * commit takes a fraction of a millisecond, its sync on a slow disk many; with the sync inside SQLite's write lock all
 * processes together would make no more commits than syncs fit one after the other.
 *
 * <p>So a commit is visible before it is durable, but nobody is told of it before: who committed waits when the turn ends; who
 * asks outside of a turn waits for what the answer shows; who reads in a turn, to change something, waits at its end for
 * that together with the own commit, as one sync covers both. Thread-safe.
 */
final class Durability {
    private static final Turn NESTED = () -> {};

    private final Guard guard;
    private final Database database;
    private final Runnable confirmed;

    @SuppressWarnings("ThreadLocalUsage") // A thread may be in a turn of one store and ask another.
    private final ThreadLocal<@Nullable Stay> stays = new ThreadLocal<>();

    /** @param confirmed is run when a commit of ours became durable */
    Durability(Guard guard, Database database, Runnable confirmed) {
        this.guard = guard;
        this.database = database;
        this.confirmed = confirmed;
    }

    /** An answer, and what the disk must have before it is given outside of a turn; null when that is nothing. */
    private record Answer<R>(R value, Log.@Nullable Point point) {}

    /** A thread's turn, and what is to be waited for at its end. */
    private final class Stay implements Turn {
        private final Turn turn;
        private volatile boolean open = true;
        private boolean wrote;
        private Log.@Nullable Point point;
        private long ticket;

        Stay(Turn turn) {
            this.turn = turn;
        }

        @Override
        public void close() {
            if (!open) {
                return;
            }
            open = false;
            if (stays.get() == this) {
                stays.remove();
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

        /** Has this waited for at the end; its log stays open until then. */
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

    /** The turn that this thread is in; another thread may have closed it. */
    private @Nullable Stay current() {
        Stay stay = stays.get();
        return stay != null && stay.open ? stay : null;
    }

    /** A turn, at whose end what was done in it is durable; inside of another one it is nothing. */
    Turn enter(Supplier<Turn> turns) {
        if (current() != null) {
            return NESTED;
        }
        Stay stay = new Stay(turns.get());
        stays.set(stay);
        return stay;
    }

    /** The answer; {@code missing} while there is no database. What it shows is durable, or will be when the turn ends. */
    <R> R ask(R missing, Guard.Question<R> question) {
        Stay stay = current();
        Answer<R> answer = guard.run(() -> {
            Session session = database.reading();
            if (session == null) {
                return new Answer<>(missing, null);
            }
            R value = question.ask(session);
            Log.Point point = database.unconfirmed();
            if (stay != null && point != null) {
                stay.owe(point); // Here, since nobody else can close the log meanwhile.
            }
            return new Answer<>(value, point);
        });
        Log.Point point = answer.point();
        if (stay == null && point != null) {
            try {
                point.log().await(point);
            } catch (IOException e) {
                // Who committed it is told that the disk does not confirm it. A question is answered all the same.
            }
        }
        return answer.value();
    }

    /** Commits in the turn of this thread. */
    CommitOutcome commit(Proposal proposal) {
        return write(() -> database.commit(proposal), CommitOutcome.Committed.class);
    }

    /** Runs statements as one transaction in the turn of this thread. */
    void transaction(Database.Statements statements) {
        write(
                () -> {
                    database.transaction(statements);
                    return statements;
                },
                Database.Statements.class);
    }

    private <R> R write(Guard.Action<R> action, Class<? extends R> written) {
        Stay stay = current(); // None where nothing can be written: then the action says so.
        return guard.run(() -> {
            R result = action.run();
            boolean wrote = written.isInstance(result);
            Log.Point point = wrote ? database.point() : database.unconfirmed();
            if (stay != null && point != null) {
                stay.owe(point);
                stay.wrote |= wrote;
            }
            return result;
        });
    }
}
