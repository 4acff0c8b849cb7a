package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
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
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The project's store. While it has no commits, it shows what the files say: a store in memory, the shadow, so that a
 * question about a fresh clone creates nothing. The first real commit plays the shadow's commits into the real store
 * before itself; if another process was first, that is a lost race like any other. Thread-safe.
 */
final class ShadowStore implements StateStore {
    private final StateStore real;
    private final List<Proposal> played = new ArrayList<>();
    private volatile @Nullable InMemoryStateStore shadow;

    /** The newest commit that was made through here; the look after a change asks for this one. */
    private volatile @Nullable Commit made;

    ShadowStore(StateStore real) {
        this.real = real;
    }

    /** Whether the real store has no commits yet. */
    boolean isUnwritten() {
        return real.head().equals(Revision.NONE);
    }

    /** Commits what was found in files; to the shadow while the real store has no commits. */
    synchronized CommitOutcome restore(Proposal proposal) {
        if (!isUnwritten()) {
            return real.commit(proposal);
        }
        InMemoryStateStore target = shadow;
        if (target == null) {
            target = new InMemoryStateStore();
            shadow = target;
        }
        CommitOutcome outcome = target.commit(proposal);
        if (outcome instanceof CommitOutcome.Committed) {
            played.add(proposal);
        }
        return outcome;
    }

    private StateStore current() {
        StateStore memory = shadow;
        if (memory == null) {
            return real;
        }
        if (isUnwritten()) {
            return memory;
        }
        forget();
        return real;
    }

    private synchronized void forget() {
        shadow = null;
        played.clear();
    }

    @Override
    public CommitOutcome commit(Proposal proposal) {
        if (shadow != null) {
            synchronized (this) {
                if (shadow != null && isUnwritten()) {
                    for (Proposal earlier : List.copyOf(played)) {
                        if (real.commit(earlier) instanceof CommitOutcome.Conflict) {
                            forget();
                            return new CommitOutcome.Conflict(newest(proposal));
                        }
                    }
                }
                forget();
            }
        }
        CommitOutcome outcome = real.commit(proposal);
        if (outcome instanceof CommitOutcome.Committed committed) {
            made = committed.commit();
        }
        return outcome;
    }

    private Map<String, Commit> newest(Proposal proposal) {
        Map<String, Commit> winners = new HashMap<>();
        proposal.expected()
                .keySet()
                .forEach(key -> real.read(key).ifPresent(entry -> winners.put(key, entry.commit())));
        return winners;
    }

    @Override
    public Revision head() {
        return current().head();
    }

    @Override
    public Optional<Entry> read(String key) {
        return current().read(key);
    }

    @Override
    public Optional<Entry> readAsOf(String key, Revision revision) {
        return current().readAsOf(key, revision);
    }

    Optional<Json> value(String key) {
        return read(key).flatMap(Entry::value);
    }

    Optional<Json> valueAsOf(String key, Revision revision) {
        return readAsOf(key, revision).flatMap(Entry::value);
    }

    @Override
    public void walk(String key, Revision upTo, Visitor visitor) {
        current().walk(key, upTo, visitor);
    }

    @Override
    public SortedMap<String, Entry> readAll() {
        return current().readAll();
    }

    @Override
    public Set<String> keys() {
        return current().keys();
    }

    @Override
    public List<Commit> commits(Revision after, Revision upTo, int limit) {
        Commit newest = made;
        if (newest != null && newest.revision().equals(upTo) && after.number() == upTo.number() - 1 && limit > 0) {
            return List.of(newest);
        }
        return current().commits(after, upTo, limit);
    }

    @Override
    public List<Commit> commitsOf(String key, Revision upTo, int limit) {
        return current().commitsOf(key, upTo, limit);
    }

    @Override
    public Optional<Commit> operation(String id) {
        return current().operation(id);
    }

    @Override
    public boolean awaitChange(Revision after, Duration patience) {
        return current().head().compareTo(after) > 0 || real.awaitChange(after, patience);
    }

    @Override
    public Turn enter() {
        return real.enter();
    }

    @Override
    public List<Publication> publications(String path, int limit) {
        return current().publications(path, limit);
    }

    @Override
    public Optional<Publication> publication(String path, String fingerprint) {
        return current().publication(path, fingerprint);
    }

    /** How this content of a file is known: as published, or as an edit that was taken over. */
    Optional<Publication> known(String path, String fingerprint) {
        return publication(path, fingerprint).or(() -> publication(FileState.edited(path), fingerprint));
    }

    @Override
    public void publish(List<Publication> publications) {
        current().publish(publications);
    }

    @Override
    public Optional<String> note(String name) {
        return current().note(name);
    }

    @Override
    public void note(String name, String text) {
        current().note(name, text);
    }

    /** A note on which no decision depends but what is said, or done once more; empty also if it cannot be read. */
    Optional<String> hint(String name) {
        try {
            return note(name);
        } catch (CodedException e) {
            return Optional.empty();
        }
    }

    /** Sets such a note, if that is possible now. */
    void hint(String name, String text) {
        try {
            note(name, text);
        } catch (CodedException e) {
            // Whoever reads the note does without.
        }
    }

    @Override
    public void close() {
        real.close();
    }
}
