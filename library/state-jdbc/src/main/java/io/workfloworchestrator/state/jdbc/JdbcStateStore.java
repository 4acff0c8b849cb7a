package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The embedded store: the state of one project in an SQLite database, shared by any number of processes.
 *
 * <pre>{@code
 * try (StateManager state = StateManager.of(JdbcStateStore.at(project.resolve(".ai-planning/.state")))) { … }
 * }</pre>
 *
 * <p>Nothing is opened, or created, before it is needed: questions to a folder that is not there answer "nothing". The
 * folder is made by the first change (mode 0700, files 0600). Thread-safe; any number of stores, in this process and in
 * others, work on one folder. After an error the same store works again once its cause is gone.
 *
 * <h2>What is stored</h2>
 *
 * <p>{@code docs/state.md} lists the tables of {@code state.db}; all but {@code head} and {@code notes} are append-only. Every
 * writer updates the one row of {@code head}, so two of them meet there. A row of {@code entries} has the value as JSON text,
 * or what turns the value at revision {@code base} into it ({@link io.workfloworchestrator.json.JsonDelta}). A value is
 * written whole again when its changes since would exceed its size, or 1,000 in number (over 4 MB: one for each 4 KB of it).
 * So a small change costs the same in 10 KB and in 10 MB.
 *
 * <p>Every row ends with a {@link Checksum} of its fields that is verified whenever the row is read. A commit's is over the
 * one before it too, so history is a chain, and two stores can be compared by one number.
 *
 * <h2>How a change is made</h2>
 *
 * <ol>
 *   <li>A place in the {@link TurnQueue}, so that nobody starves. It only orders; everything below is right without it.
 *   <li>Before the transaction, newer commits are read and the change is encoded.
 *   <li>{@code BEGIN IMMEDIATE}; the revisions are compared; rows are inserted; {@code COMMIT} in WAL mode with
 *       {@code synchronous=NORMAL}, which does not wait for the disk. If the holder of SQLite's lock is stopped, everybody
 *       waits, so nothing else happens in between.
 *   <li>Then the store checks that the file at the path still is the one that was written to. If the folder was deleted or
 *       replaced, the whole store is made again there first ({@link Rescue}), so the next process finds what was
 *       acknowledged.
 *   <li>When the turn has ended, the log is forced ({@link Durability}), so that several writers wait for the disk together.
 *       Before that nobody is told of the commit, neither its writer nor a reader.
 *   <li>If the disk does not confirm, the commit is looked for, and the whole log is written once more; only repeating the
 *       failed sync would prove nothing. If that fails too: E_DURABILITY.
 * </ol>
 *
 * <p>The newest values are kept in memory ({@link Newest}). A question costs a look at the folder ({@link FolderStamp}) and at
 * SQLite's change counter, microseconds.
 *
 * <h2>What can happen to the files</h2>
 *
 * <p>A new database is made beside, whole, and linked to its name, so an empty or half one at its name is damage. The first
 * opening in a process checks it ({@link Integrity}), and examines a log that a crash has left ({@link WalScan}), since SQLite
 * drops everything after a flipped bit there without a word. A damaged database is moved, never deleted, to
 * {@code quarantine/<time>-<random>/}, and its intact part is brought into a new one ({@link Salvage}); see
 * {@link #recovery}. Opening, moving and making exclude each other among processes by {@link Gate}. Revisions only rise, also
 * then; some may be missing.
 *
 * <p>POSIX drops all locks that a process holds on a file when it closes any descriptor of it, so nothing in this process may
 * open {@code state.db} by Java's means; {@link #backup} copies it. The driver unpacks its native library at each start unless
 * the system property {@code org.sqlite.lib.path} names a folder that has it; JDK 24 and later ask for
 * {@code --enable-native-access=ALL-UNNAMED}.
 *
 * <h2>Other databases</h2>
 *
 * <p>What differs between databases is in {@link SqliteDialect} (types, parameters, the change counter, kinds of failure); opening,
 * checking and rescuing files are this embedded database's own. The other statements ({@link Session}) are plain SQL.
 */
public final class JdbcStateStore implements StateStore {
    /** So many values of the past are computed at a time: most callers find what they look for among the last few. */
    private static final int WALKED = 256;

    private final StateFolder folder;
    private final TurnQueue queue;
    private final boolean readOnly;
    private final List<Notice> recovery = new CopyOnWriteArrayList<>();
    private final Database database;
    private final Guard guard;
    private final Durability durability;
    private final Signal committed = new Signal();

    private JdbcStateStore(Path stateFolder, boolean readOnly) {
        this.folder = new StateFolder(stateFolder);
        this.queue = TurnQueue.of(folder);
        this.readOnly = readOnly;
        Connections connections = new Connections(folder);
        Clock clock = Clock.systemUTC();
        Opening opening = new Opening(folder, connections, queue, clock, recovery::add);
        Rescue rescue = new Rescue(folder, connections, opening, clock);
        this.database = new Database(folder, connections, opening, rescue, readOnly);
        this.guard = new Guard(database, new Failures(folder));
        this.durability = new Durability(guard, database, committed::give);
    }

    /** The store in this folder, usually {@code .ai-planning/.state}. Nothing is opened or created before it is used. */
    public static JdbcStateStore at(Path stateFolder) {
        return new JdbcStateStore(stateFolder, false);
    }

    /** A store that never writes, not even a lock file; every change is refused with E_READ_ONLY. */
    public static JdbcStateStore readOnly(Path stateFolder) {
        return new JdbcStateStore(stateFolder, true);
    }

    /** What had to be put aside or made again since this store was opened; empty if nothing was wrong. */
    public List<Notice> recovery() {
        return List.copyOf(recovery);
    }

    /**
     * What makes this place a risk for the state, such as a network or synchronised folder. Looks at the file system.
     */
    public List<Notice> findings() {
        List<Notice> findings = new ArrayList<>(Storage.findings(folder.folder()));
        queue.trouble().ifPresent(trouble -> {
            int colon = trouble.indexOf(':');
            findings.add(new Notice(trouble.substring(0, colon), TurnQueue.FILE, trouble.substring(colon + 2)));
        });
        return findings;
    }

    /** Looks at every row, all history included; says what is damaged, with code E_STATE_CORRUPT. */
    public List<Notice> verify() {
        return durability.ask(
                List.of(),
                session -> Integrity.verify(session).stream()
                        .map(damage -> new Notice("E_STATE_CORRUPT", "state.db", damage))
                        .toList());
    }

    /**
     * Writes the whole store, as of now, to a new database file, while others go on. This is the only safe way to copy
     * it.
     *
     * @throws StateException (E_STATE_IO) if the target exists or cannot be written, or there is nothing to copy
     */
    public void backup(Path target) {
        Path copy = target.toAbsolutePath();
        boolean done = guard.run(() -> {
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
        return durability.ask(
                Revision.NONE, session -> Revision.of(database.newest().revision()));
    }

    @Override
    public Optional<Entry> read(String key) {
        return durability.ask(
                Optional.empty(),
                session -> Optional.ofNullable(database.newest().entry(session, key)));
    }

    @Override
    public Optional<Entry> readAsOf(String key, Revision revision) {
        return durability.ask(
                Optional.empty(),
                session -> Optional.ofNullable(database.newest().entry(session, key, revision.number())));
    }

    @Override
    public void walk(String key, Revision upTo, Visitor visitor) {
        long from = upTo.number();
        while (from > 0) {
            long newest = from;
            List<Session.EntryRow> chain = durability.ask(List.of(), session -> session.chain(key, newest));
            if (chain.isEmpty() || !walk(chain, visitor)) {
                return;
            }
            from = chain.get(chain.size() - 1).revision() - 1;
        }
    }

    private boolean walk(List<Session.EntryRow> chain, Visitor visitor) {
        Optional<Json> oldest = guard.run(() -> Newest.oldest(chain));
        for (int i = 0; i < chain.size(); i += WALKED) {
            int newest = i;
            int end = Math.min(i + WALKED, chain.size());
            for (Newest.Past past : guard.run(() -> Newest.past(chain, oldest, newest, end))) {
                if (!visitor.visit(Revision.of(past.revision()), past.value())) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public SortedMap<String, Entry> readAll() {
        return durability.ask(new TreeMap<>(), session -> database.newest().all(session));
    }

    @Override
    public Set<String> keys() {
        return durability.ask(Set.of(), Newest::keys);
    }

    @Override
    public List<Commit> commits(Revision after, Revision upTo, int limit) {
        return durability.ask(List.of(), session -> commits(session.commits(after.number(), upTo.number(), limit)));
    }

    @Override
    public List<Commit> commitsOf(String key, Revision upTo, int limit) {
        return durability.ask(List.of(), session -> commits(session.commitsOf(key, upTo.number(), limit)));
    }

    @Override
    public Optional<Commit> operation(String id) {
        return durability.ask(Optional.empty(), session -> session.operation(id).map(Session.CommitRow::commit));
    }

    @Override
    public List<Publication> publications(String path, int limit) {
        return durability.ask(List.of(), session -> session.side().publications(path, limit));
    }

    @Override
    public Optional<Publication> publication(String path, String fingerprint) {
        return durability.ask(
                Optional.empty(),
                session ->
                        session.side().publications(path, fingerprint).stream().findFirst());
    }

    @Override
    public Optional<String> note(String name) {
        return durability.ask(Optional.empty(), session -> session.side().note(name));
    }

    @Override
    public CommitOutcome commit(Proposal proposal) {
        try (Turn turn = enter()) {
            return durability.commit(proposal);
        }
    }

    @Override
    public void publish(List<Publication> publications) {
        if (!publications.isEmpty()) {
            try (Turn turn = enter()) {
                durability.transaction(session -> {
                    for (Publication publication : publications) {
                        session.side().publish(publication);
                    }
                });
            }
        }
    }

    @Override
    public void note(String name, String text) {
        guard.run(() -> {
            database.note(name, text);
            return name;
        });
    }

    @Override
    public Turn enter() {
        return readOnly ? TurnQueue.FREE : durability.enter(queue::enter);
    }

    @Override
    public boolean awaitChange(Revision after, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = committed.count();
            if (isAfter(after)) {
                return true;
            }
            long left = Math.min(
                    deadline - System.nanoTime(),
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(50, 100)));
            if (left <= 0 || !committed.await(seen, left)) {
                return isAfter(after);
            }
        }
    }

    /** False also if the store cannot be read just now. */
    private boolean isAfter(Revision after) {
        try {
            return head().compareTo(after) > 0;
        } catch (CodedException unreadable) {
            return false;
        }
    }

    @Override
    public void close() {
        if (guard.close()) {
            queue.close();
        }
    }

    private static List<Commit> commits(List<Session.CommitRow> rows) {
        return rows.stream().map(Session.CommitRow::commit).toList();
    }
}
