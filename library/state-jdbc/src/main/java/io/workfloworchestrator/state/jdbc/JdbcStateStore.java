package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The embedded store: the state of one project in an SQLite database. Thread-safe. */
public final class JdbcStateStore implements StateStore {
    private static final Turn FREE = () -> {};

    private final StateFolder folder;
    private final Dialect dialect;
    private final TurnQueue queue;
    private final Failures failures;
    private final boolean readOnly;
    private final List<Notice> recovery = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Database database;
    private final ReentrantLock signal = new ReentrantLock();
    private final Condition committed = signal.newCondition();
    private long commits;

    private JdbcStateStore(Builder builder) {
        this.dialect = new SqliteDialect();
        Clock clock = Clock.systemUTC();
        this.folder = new StateFolder(builder.folder);
        this.queue = TurnQueue.of(folder);
        this.failures = new Failures(folder, dialect);
        this.readOnly = builder.readOnly;
        Opening opening = new Opening(folder, dialect, builder.patience, queue, clock, recovery::add);
        Rescue rescue = new Rescue(folder, dialect, opening, queue, clock, recovery::add);
        this.database = new Database(folder, dialect, opening, rescue, readOnly);
    }

    /** The store in this folder, usually {@code .ai-planning/.state}. Nothing is opened or created before it is used. */
    public static JdbcStateStore at(Path stateFolder) {
        return builder(stateFolder).open();
    }

    /** A store in this folder with other settings than the usual ones. */
    public static Builder builder(Path stateFolder) {
        return new Builder(stateFolder);
    }

    /** How a store is opened. */
    public static final class Builder {
        private final Path folder;
        private Duration patience = Duration.ofSeconds(5);
        private boolean readOnly;

        private Builder(Path folder) {
            this.folder = folder;
        }

        /** Never to write, not even a lock file; every change is refused with E_READ_ONLY. */
        public Builder readOnly() {
            readOnly = true;
            return this;
        }

        /** How long a change waits for a process that is stopped in the middle of a write; 5 seconds unless set. */
        public Builder busyPatience(Duration patience) {
            this.patience = patience;
            return this;
        }

        /** The store. */
        public JdbcStateStore open() {
            return new JdbcStateStore(this);
        }
    }

    /** What had to be put aside or made again since this store was opened; empty when nothing was wrong. */
    public List<Notice> recovery() {
        return List.copyOf(recovery);
    }

    /**
     * What makes this place a risk for the state, or keeps writers from lining up: a network or synchronised folder, a
     * lock file that cannot be used. For doctor; costs a look at the file system.
     */
    public List<Notice> findings() {
        List<Notice> findings = new ArrayList<>(Storage.findings(folder.folder()));
        queue.trouble().ifPresent(trouble -> {
            int colon = trouble.indexOf(':');
            findings.add(new Notice(trouble.substring(0, colon), TurnQueue.FILE, trouble.substring(colon + 2)));
        });
        return findings;
    }

    /**
     * Looks at every row, all history included, as doctor does; reads the whole database.
     *
     * @return what is damaged, with code E_STATE_CORRUPT; empty when all is as it was written
     */
    public List<Notice> verify() {
        return ask(
                List.of(),
                session -> Integrity.verify(session, dialect).stream()
                        .map(damage -> new Notice("E_STATE_CORRUPT", "state.db", damage))
                        .toList());
    }

    /**
     * Writes the whole store, as of now, to a new database file, while others go on. This is the only safe way to copy
     * it: who opens the file otherwise drops the locks of the process that has it open.
     *
     * @param target a file that does not exist
     * @throws StateException (E_STATE_IO) when it exists, when it cannot be written, or when there is nothing to copy
     */
    public void backup(Path target) {
        Path copy = target.toAbsolutePath();
        boolean done = guarded(() -> {
            Session session = database.reading();
            if (session == null) {
                return false;
            }
            Files.createFile(copy, folder.privateTo("rw-------"));
            session.copyInto(copy);
            return true;
        });
        if (!done) {
            throw new StateException("E_STATE_IO", "there is no state in " + folder.folder() + " to copy.");
        }
    }

    @Override
    public Revision head() {
        return ask(Revision.NONE, session -> Revision.of(database.newest().revision()));
    }

    @Override
    public Optional<Entry> read(String key) {
        return ask(
                Optional.empty(),
                session -> Optional.ofNullable(database.newest().entry(session, key)));
    }

    @Override
    public Optional<Entry> readAsOf(String key, Revision revision) {
        return ask(
                Optional.empty(),
                session -> Optional.ofNullable(database.newest().entry(session, key, revision.number())));
    }

    @Override
    public SortedMap<String, Entry> readAll() {
        return ask(new TreeMap<>(), session -> database.newest().all(session));
    }

    @Override
    public List<Commit> commits(Revision after, Revision upTo, int limit) {
        return ask(List.of(), session -> commits(session.commits(after.number(), upTo.number(), limit)));
    }

    @Override
    public List<Commit> commitsOf(String key, Revision upTo, int limit) {
        return ask(List.of(), session -> commits(session.commitsOf(key, upTo.number(), limit)));
    }

    @Override
    public Optional<Commit> operation(String id) {
        return ask(Optional.empty(), session -> session.operation(id).map(Session.CommitRow::commit));
    }

    @Override
    public List<Publication> publications(String path, int limit) {
        return ask(List.of(), session -> session.publications(path, limit));
    }

    @Override
    public Optional<Publication> publication(String path, String fingerprint) {
        return ask(
                Optional.empty(),
                session -> session.publications(path, fingerprint).stream().findFirst());
    }

    @Override
    public Optional<String> note(String name) {
        return ask(Optional.empty(), session -> session.note(name));
    }

    @Override
    public CommitOutcome commit(Proposal proposal) {
        try (Turn turn = enter()) {
            CommitOutcome outcome = guarded(() -> database.commit(proposal));
            if (outcome instanceof CommitOutcome.Committed) {
                changed();
            }
            return outcome;
        }
    }

    @Override
    public void publish(List<Publication> publications) {
        if (!publications.isEmpty()) {
            try (Turn turn = enter()) {
                guarded(() -> {
                    database.transaction(session -> {
                        for (Publication publication : publications) {
                            session.publish(publication);
                        }
                    });
                    return publications;
                });
            }
        }
    }

    @Override
    public void note(String name, String text) {
        guarded(() -> {
            database.note(name, text);
            return name;
        });
    }

    @Override
    public Turn enter() {
        return readOnly ? FREE : queue.enter();
    }

    @Override
    public boolean awaitChange(Revision after, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = commits();
            if (isAfter(after)) {
                return true;
            }
            long left = Math.min(
                    deadline - System.nanoTime(),
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(50, 100)));
            if (left <= 0 || !await(seen, left)) {
                return isAfter(after);
            }
        }
    }

    /** Waits for a commit of this store, at most this long; false when interrupted. */
    private boolean await(long seen, long nanos) {
        signal.lock();
        try {
            for (long left = nanos; commits == seen && left > 0; ) {
                left = committed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            signal.unlock();
        }
    }

    private long commits() {
        signal.lock();
        try {
            return commits;
        } finally {
            signal.unlock();
        }
    }

    /** A store that cannot be read just now has not been seen to change. */
    private boolean isAfter(Revision after) {
        try {
            return head().compareTo(after) > 0;
        } catch (StateException unreadable) {
            return false;
        }
    }

    private void changed() {
        signal.lock();
        try {
            commits++;
            committed.signalAll();
        } finally {
            signal.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (database.close()) {
                queue.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private static List<Commit> commits(List<Session.CommitRow> rows) {
        return Collections.unmodifiableList(
                rows.stream().map(Session.CommitRow::commit).toList());
    }

    /** A question to the database. */
    private interface Question<R> {
        R ask(Session session) throws SQLException;
    }

    /** What is done with the database. */
    private interface Action<R> {
        R run() throws IOException, SQLException;
    }

    private <R> R ask(R missing, Question<R> question) {
        return guarded(() -> {
            Session session = database.reading();
            return session == null ? missing : question.ask(session);
        });
    }

    /** Runs one action at a time, and turns what goes wrong into errors that say what to do. */
    private <R> R guarded(Action<R> action) {
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
}
