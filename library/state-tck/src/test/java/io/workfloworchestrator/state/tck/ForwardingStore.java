package io.workfloworchestrator.state.tck;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Does what another store does: where faults are put in. */
class ForwardingStore implements StateStore {
    final StateStore real;

    ForwardingStore(StateStore real) {
        this.real = real;
    }

    @Override
    public Revision head() {
        return real.head();
    }

    @Override
    public Optional<Entry> read(String key) {
        return real.read(key);
    }

    @Override
    public Optional<Entry> readAsOf(String key, Revision revision) {
        return real.readAsOf(key, revision);
    }

    @Override
    public void walk(String key, Revision upTo, Visitor visitor) {
        real.walk(key, upTo, visitor);
    }

    @Override
    public SortedMap<String, Entry> readAll() {
        return real.readAll();
    }

    @Override
    public CommitOutcome commit(Proposal proposal) {
        return real.commit(proposal);
    }

    @Override
    public List<Commit> commits(Revision after, Revision upTo, int limit) {
        return real.commits(after, upTo, limit);
    }

    @Override
    public List<Commit> commitsOf(String key, Revision upTo, int limit) {
        return real.commitsOf(key, upTo, limit);
    }

    @Override
    public Optional<Commit> operation(String id) {
        return real.operation(id);
    }

    @Override
    public boolean awaitChange(Revision after, Duration patience) {
        return real.awaitChange(after, patience);
    }

    @Override
    public Turn enter() {
        return real.enter();
    }

    @Override
    public List<Publication> publications(String path, int limit) {
        return real.publications(path, limit);
    }

    @Override
    public Optional<Publication> publication(String path, String fingerprint) {
        return real.publication(path, fingerprint);
    }

    @Override
    public void publish(List<Publication> publications) {
        real.publish(publications);
    }

    @Override
    public Optional<String> note(String name) {
        return real.note(name);
    }

    @Override
    public void note(String name, String text) {
        real.note(name, text);
    }

    @Override
    public void close() {
        real.close();
    }
}
