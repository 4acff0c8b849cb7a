package io.workfloworchestrator.state;

import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A store in memory, for tests and trials: it passes the contract of every store except durability, and is gone with
 * the process. Thread-safe.
 */
public final class InMemoryStateStore implements StateStore {
    private final ReentrantLock queue = new ReentrantLock(true);
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, List<Entry>> entries = new TreeMap<>();
    private final Map<String, Commit> operations = new HashMap<>();
    private final Map<String, List<Publication>> publications = new HashMap<>();
    private final Map<String, Publication> newest = new HashMap<>();
    private final Map<String, String> notes = new HashMap<>();

    @Override
    public synchronized Revision head() {
        return Revision.of(commits.size());
    }

    @Override
    public Optional<Entry> read(String key) {
        return readAsOf(key, Revision.of(Long.MAX_VALUE));
    }

    @Override
    public synchronized Optional<Entry> readAsOf(String key, Revision revision) {
        List<Entry> history = entries.getOrDefault(key, List.of());
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).commit().revision().compareTo(revision) <= 0) {
                return Optional.of(history.get(i));
            }
        }
        return Optional.empty();
    }

    @Override
    public void walk(String key, Revision upTo, Visitor visitor) {
        List<Entry> history;
        synchronized (this) {
            history = List.copyOf(entries.getOrDefault(key, List.of()));
        }
        for (int i = history.size() - 1; i >= 0; i--) {
            Entry entry = history.get(i);
            Revision revision = entry.commit().revision();
            if (revision.compareTo(upTo) <= 0 && !visitor.visit(revision, entry.value())) {
                return;
            }
        }
    }

    @Override
    public synchronized SortedMap<String, Entry> readAll() {
        SortedMap<String, Entry> newest = new TreeMap<>();
        entries.forEach((key, history) -> newest.put(key, history.get(history.size() - 1)));
        return newest;
    }

    @Override
    public synchronized CommitOutcome commit(Proposal proposal) {
        Optional<Commit> before = proposal.cause().operation().map(operations::get);
        if (before.isPresent()) {
            return new CommitOutcome.Repeated(before.get());
        }
        Map<String, Commit> winners = new HashMap<>();
        boolean moved = false;
        for (Map.Entry<String, Revision> expected : proposal.expected().entrySet()) {
            Optional<Commit> newest = read(expected.getKey()).map(Entry::commit);
            if (!newest.map(Commit::revision).orElse(Revision.NONE).equals(expected.getValue())) {
                moved = true;
                newest.ifPresent(commit -> winners.put(expected.getKey(), commit));
            }
        }
        if (moved) {
            return new CommitOutcome.Conflict(winners);
        }
        Commit commit = new Commit(
                Revision.of(commits.size() + 1L),
                proposal.time(),
                proposal.cause(),
                List.copyOf(proposal.changes().keySet()));
        commits.add(commit);
        proposal.changes()
                .forEach((key, value) ->
                        entries.computeIfAbsent(key, any -> new ArrayList<>()).add(new Entry(key, value, commit)));
        proposal.cause().operation().ifPresent(id -> operations.put(id, commit));
        proposal.publications()
                .forEach((path, publication) ->
                        record(new Publication(path, publication.key(), commit.revision(), publication.fingerprint())));
        notifyAll();
        return new CommitOutcome.Committed(commit);
    }

    @Override
    public synchronized List<Commit> commits(Revision after, Revision upTo, int limit) {
        return commits.stream()
                .filter(commit -> commit.revision().compareTo(after) > 0
                        && commit.revision().compareTo(upTo) <= 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Commit> commitsOf(String key, Revision upTo, int limit) {
        List<Commit> found = new ArrayList<>();
        List<Entry> history = entries.getOrDefault(key, List.of());
        for (int i = history.size() - 1; i >= 0 && found.size() < limit; i--) {
            if (history.get(i).commit().revision().compareTo(upTo) <= 0) {
                found.add(history.get(i).commit());
            }
        }
        return found;
    }

    @Override
    public synchronized Optional<Commit> operation(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    @Override
    public synchronized boolean awaitChange(Revision after, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (head().compareTo(after) <= 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Turn enter() {
        try {
            if (queue.tryLock(2, TimeUnit.SECONDS)) {
                return queue::unlock;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return () -> {};
    }

    @Override
    public synchronized List<Publication> publications(String path, int limit) {
        List<Publication> found = new ArrayList<>();
        List<Publication> all = publications.getOrDefault(path, List.of());
        for (int i = all.size() - 1; i >= 0 && found.size() < limit; i--) {
            found.add(all.get(i));
        }
        return found;
    }

    @Override
    public synchronized Optional<Publication> publication(String path, String fingerprint) {
        return Optional.ofNullable(newest.get(path + '\0' + fingerprint));
    }

    private void record(Publication publication) {
        publications
                .computeIfAbsent(publication.path(), any -> new ArrayList<>())
                .add(publication);
        newest.put(publication.path() + '\0' + publication.fingerprint(), publication);
    }

    @Override
    public synchronized void publish(List<Publication> more) {
        more.forEach(this::record);
    }

    @Override
    public synchronized Optional<String> note(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    @Override
    public synchronized void note(String name, String text) {
        notes.put(name, text);
    }

    @Override
    public void close() {}
}
