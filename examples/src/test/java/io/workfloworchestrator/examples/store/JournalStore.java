package io.workfloworchestrator.examples.store;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A store in one plain file: every accepted change is a line of JSON, appended and forced to the disk under a lock, and
 * what is known of the past is kept in memory.
 *
 * <p>It shows what a store has to do, not how to do it best: it reads the whole file at its first use. Thread-safe.
 */
final class JournalStore implements StateStore {
    private static final Duration LOOK = Duration.ofMillis(20);

    // tag::fields
    private final Journal journal;
    private volatile InMemoryStateStore memory = new InMemoryStateStore(); // what was read of the journal so far

    private JournalStore(Path folder) {
        this.journal = new Journal(folder.resolve("journal.jsonl"), this::replay);
    }

    // end::fields

    static JournalStore at(Path folder) {
        return new JournalStore(folder);
    }

    // tag::commit
    @Override
    public CommitOutcome commit(Proposal proposal) {
        return write(append -> {
            // Nobody else writes now, and everything that others wrote is in memory: so memory may decide.
            CommitOutcome outcome = memory.commit(proposal);
            if (outcome instanceof CommitOutcome.Committed) {
                append.accept(record(proposal));
            }
            return outcome;
        });
    }

    private <R> R write(Function<Consumer<List<Json>>, R> work) {
        try {
            return journal.write(work);
        } catch (CodedException e) {
            // The disk refused what memory knows already: forget it all, and read what is really there.
            journal.restart(() -> memory = new InMemoryStateStore());
            throw e;
        }
    }

    // end::commit

    // tag::replay
    private void replay(List<Json> record) {
        Json.Obj line = record.get(0).asObject();
        if (line.find("publish").isPresent()) {
            memory.publish(publications(line.find("publish").get()));
        } else if (line.find("note").isPresent()) {
            memory.note(line.text("note").orElse(""), line.text("text").orElse(""));
        } else if (!(memory.commit(proposal(line, record)) instanceof CommitOutcome.Committed)) {
            throw new StateException(
                    "E_STATE_CORRUPT", "a commit in the journal does not follow from those before it.");
        }
    }

    // end::replay

    // tag::read
    @Override
    public Optional<Entry> read(String key) {
        journal.catchUp();
        return memory.read(key);
    }

    // end::read

    @Override
    public Revision head() {
        journal.catchUp();
        return memory.head();
    }

    @Override
    public Optional<Entry> readAsOf(String key, Revision revision) {
        journal.catchUp();
        return memory.readAsOf(key, revision);
    }

    @Override
    public SortedMap<String, Entry> readAll() {
        journal.catchUp();
        return memory.readAll();
    }

    @Override
    public List<Commit> commits(Revision after, Revision upTo, int limit) {
        journal.catchUp();
        return memory.commits(after, upTo, limit);
    }

    @Override
    public List<Commit> commitsOf(String key, Revision upTo, int limit) {
        journal.catchUp();
        return memory.commitsOf(key, upTo, limit);
    }

    @Override
    public Optional<Commit> operation(String id) {
        journal.catchUp();
        return memory.operation(id);
    }

    // tag::await
    @Override
    public boolean awaitChange(Revision after, Duration patience) {
        Instant until = Instant.now().plus(patience);
        while (head().compareTo(after) <= 0) {
            // Waiting on memory wakes at once for a commit of this process; others are looked for now and then.
            if (!memory.awaitChange(after, LOOK)
                    && (Thread.currentThread().isInterrupted() || Instant.now().isAfter(until))) {
                return head().compareTo(after) > 0;
            }
        }
        return true;
    }

    @Override
    public Turn enter() {
        return memory.enter(); // fair among the threads of this process; the file's lock is what decides
    }

    // end::await

    @Override
    public List<Publication> publications(String path, int limit) {
        journal.catchUp();
        return memory.publications(path, limit);
    }

    @Override
    public Optional<Publication> publication(String path, String fingerprint) {
        journal.catchUp();
        return memory.publication(path, fingerprint);
    }

    @Override
    public void publish(List<Publication> publications) {
        if (!publications.isEmpty()) {
            write(append -> {
                memory.publish(publications);
                append.accept(List.of(Json.Obj.EMPTY.with(
                        "publish",
                        Json.array(publications.stream().map(JournalStore::json).toList()))));
                return publications;
            });
        }
    }

    @Override
    public Optional<String> note(String name) {
        journal.catchUp();
        return memory.note(name);
    }

    @Override
    public void note(String name, String text) {
        write(append -> {
            memory.note(name, text);
            append.accept(List.of(Json.Obj.EMPTY.with("note", Json.of(name)).with("text", Json.of(text))));
            return text;
        });
    }

    @Override
    public void close() {
        journal.close();
    }

    /** A line of its own for each value: a value may be as long and as deep as one text may. */
    private static List<Json> record(Proposal proposal) {
        List<Json> record = new ArrayList<>();
        record.add(line(proposal));
        proposal.changes().values().forEach(value -> value.ifPresent(record::add));
        return record;
    }

    private static Json.Obj line(Proposal proposal) {
        Map<String, Json> expected = new HashMap<>();
        proposal.expected().forEach((key, revision) -> expected.put(key, Json.of(revision.number())));
        Map<String, Json> changes = new HashMap<>();
        proposal.changes().forEach((key, value) -> changes.put(key, Json.of(value.isPresent())));
        Map<String, Json> published = new HashMap<>();
        proposal.publications()
                .forEach((path, text) -> published.put(path, Json.strings(List.of(text.key(), text.fingerprint()))));
        Json.Obj line = Json.Obj.EMPTY
                .with("time", Json.of(proposal.time().toString()))
                .with("actor", Json.of(proposal.cause().actor()))
                .with("reason", Json.of(proposal.cause().reason()))
                .with("expected", Json.object(expected))
                .with("changes", Json.object(changes))
                .with("published", Json.object(published));
        return proposal.cause()
                .operation()
                .map(id -> line.with("operation", Json.of(id)))
                .orElse(line);
    }

    private static Proposal proposal(Json.Obj line, List<Json> record) {
        SortedMap<String, Revision> expected = new TreeMap<>();
        field(line, "expected").forEach((key, number) -> expected.put(key, revision(number)));
        SortedMap<String, Optional<Json>> changes = new TreeMap<>();
        Iterator<Json> values = record.subList(1, record.size()).iterator();
        field(line, "changes")
                .forEach((key, there) ->
                        changes.put(key, there.equals(Json.of(true)) ? Optional.of(values.next()) : Optional.empty()));
        Map<String, Proposal.Announcement> published = new HashMap<>();
        field(line, "published")
                .forEach((path, text) -> published.put(
                        path,
                        new Proposal.Announcement(
                                text(text.asList().get(0)), text(text.asList().get(1)))));
        Cause cause =
                new Cause(line.text("actor").orElse(""), line.text("reason").orElse(""), line.text("operation"));
        return new Proposal(
                expected, changes, cause, Instant.parse(line.text("time").orElse("")), published);
    }

    private static Json json(Publication publication) {
        return Json.array(List.of(
                Json.of(publication.path()),
                Json.of(publication.key()),
                Json.of(publication.revision().number()),
                Json.of(publication.fingerprint())));
    }

    private static List<Publication> publications(Json list) {
        List<Publication> publications = new ArrayList<>();
        list.asList()
                .forEach(json -> publications.add(new Publication(
                        text(json.asList().get(0)),
                        text(json.asList().get(1)),
                        revision(json.asList().get(2)),
                        text(json.asList().get(3)))));
        return publications;
    }

    private static Json.Obj field(Json.Obj line, String name) {
        return line.find(name).map(Json::asObject).orElse(Json.Obj.EMPTY);
    }

    private static String text(Json json) {
        return json.asText().orElse("");
    }

    private static Revision revision(Json json) {
        return json instanceof Json.Num number ? Revision.of(number.value().longValueExact()) : Revision.NONE;
    }
}
