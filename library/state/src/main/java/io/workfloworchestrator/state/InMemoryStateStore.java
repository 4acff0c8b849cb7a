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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A store in memory, for tests and trials: it passes the contract of every store except durability, and is gone with
 * the process. Thread-safe.
 */
public final class InMemoryStateStore implements StateStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock queue = new ReentrantLock(true);
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, List<Entry>> entries = new TreeMap<>();
    private final Map<String, Commit> operations = new HashMap<>();
    private final Map<String, List<Publication>> publications = new HashMap<>();
    private final Map<String, Publication> newest = new HashMap<>();
    private final Map<String, String> notes = new HashMap<>();

    @Override
    public Revision head() {
        lock.lock();
        try {
            return Revision.of(commits.size());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Entry> read(String key) {
        return readAsOf(key, Revision.of(Long.MAX_VALUE));
    }

    @Override
    public Optional<Entry> readAsOf(String key, Revision revision) {
        lock.lock();
        try {
            List<Entry> history = entries.getOrDefault(key, List.of());
            for (int i = history.size() - 1; i >= 0; i--) {
                if (history.get(i).commit().revision().compareTo(revision) <= 0) {
                    return Optional.of(history.get(i));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void walk(String key, Revision upTo, Visitor visitor) {
        List<Entry> history;
        lock.lock();
        try {
            history = List.copyOf(entries.getOrDefault(key, List.of()));
        } finally {
            lock.unlock();
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
    public SortedMap<String, Entry> readAll() {
        lock.lock();
        try {
            SortedMap<String, Entry> newest = new TreeMap<>();
            entries.forEach((key, history) -> newest.put(key, history.get(history.size() - 1)));
            return newest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CommitOutcome commit(Proposal proposal) {
        lock.lock();
        try {
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
                    .forEach((key, value) -> entries.computeIfAbsent(key, any -> new ArrayList<>())
                            .add(new Entry(key, value, commit)));
            proposal.cause().operation().ifPresent(id -> operations.put(id, commit));
            proposal.publications()
                    .forEach((path, publication) -> record(
                            new Publication(path, publication.key(), commit.revision(), publication.fingerprint())));
            changed.signalAll();
            return new CommitOutcome.Committed(commit);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Commit> commits(Revision after, Revision upTo, int limit) {
        lock.lock();
        try {
            return commits.stream()
                    .filter(commit -> commit.revision().compareTo(after) > 0
                            && commit.revision().compareTo(upTo) <= 0)
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Commit> commitsOf(String key, Revision upTo, int limit) {
        lock.lock();
        try {
            List<Commit> found = new ArrayList<>();
            List<Entry> history = entries.getOrDefault(key, List.of());
            for (int i = history.size() - 1; i >= 0 && found.size() < limit; i--) {
                if (history.get(i).commit().revision().compareTo(upTo) <= 0) {
                    found.add(history.get(i).commit());
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Commit> operation(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(operations.get(id));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitChange(Revision after, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (head().compareTo(after) <= 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
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
    public List<Publication> publications(String path, int limit) {
        lock.lock();
        try {
            List<Publication> found = new ArrayList<>();
            List<Publication> all = publications.getOrDefault(path, List.of());
            for (int i = all.size() - 1; i >= 0 && found.size() < limit; i--) {
                found.add(all.get(i));
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Publication> publication(String path, String fingerprint) {
        lock.lock();
        try {
            return Optional.ofNullable(newest.get(path + '\0' + fingerprint));
        } finally {
            lock.unlock();
        }
    }

    private void record(Publication publication) {
        publications
                .computeIfAbsent(publication.path(), any -> new ArrayList<>())
                .add(publication);
        newest.put(publication.path() + '\0' + publication.fingerprint(), publication);
    }

    @Override
    public void publish(List<Publication> more) {
        lock.lock();
        try {
            more.forEach(this::record);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> note(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(notes.get(name));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void note(String name, String text) {
        lock.lock();
        try {
            notes.put(name, text);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {}
}
