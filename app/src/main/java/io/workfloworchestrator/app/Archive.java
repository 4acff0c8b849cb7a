package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDelta;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The format in which the state of a project travels: all keys, with or without their history.
 *
 * <p>UTF-8, one JSON value per line, so that it can be written and read without holding it all. Values of the state have
 * lines of their own, since each may be as long and as deep as a JSON text may be.
 *
 * <ol>
 *   <li>{@code {"format": "workflow-orchestrator", "version": 1, "revision": R, "commits": C, "keys": K}}: the state as of
 *       revision R; C is 0 when there is no history in it.
 *   <li>C times, oldest first: {@code {"revision", "time", "actor", "reason", "operation"?, "changes": {key: kind}}}. The
 *       kinds are {@code "value"}, {@code "delta"} (against the key's value before, see {@link JsonDelta}) and {@code
 *       "deleted"}; for each of the first two, in the order of the keys, a line with it follows.
 *   <li>K times, sorted by key: {@code {"key"}}, and a line with its newest value. In a file with history
 *       they add nothing; they prove that the history was read right.
 *   <li>{@code {"end": L}}: how many lines came before. A file without this line was cut off.
 * </ol>
 */
final class Archive {
    static final String FORMAT = "workflow-orchestrator";
    static final long VERSION = 1;

    private static final String VALUE = "value";
    private static final String DELTA = "delta";
    private static final String DELETED = "deleted";

    private static final int PAGE = 500;
    /** A JSON text may be 64 deep. */
    private static final int DEEPEST = 64;

    private Archive() {}

    /** A commit that was read, with the number that it had in the exporting project. */
    record Step(long revision, Cause cause, Instant time, SortedMap<String, Optional<Json>> changes) {}

    /** Writes the state of these keys as of now, and gives the revision that was written. */
    static Revision write(
            StateStore store, Predicate<String> keys, boolean history, Consumer<Json> line, Progress progress) {
        Revision head = store.head();
        SortedMap<String, Json> values = new TreeMap<>();
        store.readAll().keySet().stream()
                .filter(keys)
                .forEach(key ->
                        store.readAsOf(key, head).flatMap(Entry::value).ifPresent(value -> values.put(key, value)));
        Lines lines = new Lines(line);
        // A store may skip revision numbers (docs/state.md), so the commits are counted.
        long commits = history ? count(store, keys, head) : 0;
        lines.put(Json.Obj.EMPTY
                .with("format", FORMAT)
                .with("version", VERSION)
                .with("revision", head.number())
                .with("commits", commits)
                .with("keys", values.size()));
        long total = commits + values.size();
        if (history) {
            pages(store, head, (before, page) -> {
                Map<String, Map<Revision, Change>> changes = new HashMap<>();
                page.stream()
                        .flatMap(commit -> commit.keys().stream())
                        .filter(keys)
                        .forEach(key ->
                                changes.computeIfAbsent(key, walked -> Past.of(store, walked, before, last(page))));
                for (Commit commit : page) {
                    List<String> changed = commit.keys().stream().filter(keys).toList();
                    if (!changed.isEmpty()) {
                        step(commit, changed, changes, lines);
                        progress.at(++lines.steps, total);
                    }
                }
            });
        }
        values.forEach((key, value) -> {
            lines.put(Json.Obj.EMPTY.with("key", key));
            lines.put(value);
            progress.at(++lines.steps, total);
        });
        lines.put(Json.Obj.EMPTY.with("end", lines.count));
        return head;
    }

    private static final class Lines {
        private final Consumer<Json> out;
        private long count;
        private long steps;

        Lines(Consumer<Json> out) {
            this.out = out;
        }

        void put(Json line) {
            out.accept(line);
            count++;
        }
    }

    private static long count(StateStore store, Predicate<String> keys, Revision head) {
        AtomicLong count = new AtomicLong();
        pages(
                store,
                head,
                (before, page) -> count.addAndGet(page.stream()
                        .filter(commit -> commit.keys().stream().anyMatch(keys))
                        .count()));
        return count.get();
    }

    /** Gives all commits to the visitor, oldest first, a page at a time, each with the revision before its first commit. */
    private static void pages(StateStore store, Revision head, BiConsumer<Revision, List<Commit>> visitor) {
        Revision at = Revision.NONE;
        while (at.compareTo(head) < 0) {
            List<Commit> page = store.commits(at, head, PAGE);
            if (page.isEmpty()) {
                return;
            }
            visitor.accept(at, page);
            at = last(page);
        }
    }

    private static Revision last(List<Commit> page) {
        return page.get(page.size() - 1).revision();
    }

    /** What a commit did to one key, as its lines say it. A deletion has no body. */
    private record Change(String kind, Optional<Json> body) {
        static Change of(Optional<Json> before, Optional<Json> after) {
            if (after.isEmpty()) {
                return new Change(DELETED, after);
            }
            Optional<Json> delta =
                    before.map(was -> JsonDelta.between(was, after.get())).filter(found -> fits(found, DEEPEST));
            return delta.isPresent() ? new Change(DELTA, delta) : new Change(VALUE, after);
        }
    }

    /**
     * All changes of a key after one revision and up to another, found in one walk. Asking the store for each value by its
     * revision would read the same rows again and again.
     */
    private static final class Past implements StateStore.Visitor {
        final Map<Revision, Change> changes = new HashMap<>();
        private final Revision after;
        private Revision revision = Revision.NONE;
        private Optional<Json> value = Optional.empty();

        private Past(Revision after) {
            this.after = after;
        }

        static Map<Revision, Change> of(StateStore store, String key, Revision after, Revision upTo) {
            Past past = new Past(after);
            store.walk(key, upTo, past);
            past.changed(Optional.empty()); // does something only if the walk came to the key's first value
            return past.changes;
        }

        @Override
        public boolean visit(Revision older, Optional<Json> was) {
            changed(was);
            revision = older;
            value = was;
            return older.compareTo(after) > 0;
        }

        private void changed(Optional<Json> from) {
            if (revision.compareTo(after) > 0) {
                changes.put(revision, Change.of(from, value));
            }
        }
    }

    private static void step(
            Commit commit, List<String> changed, Map<String, Map<Revision, Change>> changes, Lines lines) {
        Json.Obj kinds = Json.Obj.EMPTY;
        List<Json> bodies = new ArrayList<>();
        for (String key : changed) {
            Change change = Objects.requireNonNull(
                    Objects.requireNonNull(changes.get(key)).get(commit.revision()));
            kinds = kinds.with(key, change.kind());
            change.body().ifPresent(bodies::add);
        }
        lines.put(Answers.of(commit).without("keys").with("changes", kinds));
        bodies.forEach(lines::put);
    }

    /** Whether a value is no deeper than this; a delta is deeper than the values in it. */
    private static boolean fits(Json json, int levels) {
        if (json instanceof Json.Arr array) {
            return levels > 0 && array.elements().stream().allMatch(each -> fits(each, levels - 1));
        }
        if (json instanceof Json.Obj object) {
            return levels > 0
                    && object.keys().stream()
                            .allMatch(key -> fits(object.find(key).orElseThrow(), levels - 1));
        }
        return true;
    }

    static Optional<Long> number(Json line, String field) {
        return line.at(field)
                .filter(value -> value instanceof Json.Num number && number.isInteger())
                .map(value -> ((Json.Num) value).value().longValue());
    }

    static boolean hasBody(Json kind) {
        return kind.equals(Json.of(VALUE)) || kind.equals(Json.of(DELTA));
    }

    /** The commit that a line and those after it describe, deltas applied to the values before. */
    static Step step(Json.Obj line, List<Json> bodies, Map<String, Json> before) {
        SortedMap<String, Optional<Json>> changes = new TreeMap<>();
        Iterator<Json> body = bodies.iterator();
        line.find("changes").map(Json::asObject).orElse(Json.Obj.EMPTY).forEach((key, kind) -> {
            Json was = before.get(key);
            if (kind.equals(Json.of(VALUE))) {
                before.put(key, body.next());
            } else if (was == null) {
                throw new IllegalArgumentException("\"" + key + "\" is changed before it has a value");
            } else if (kind.equals(Json.of(DELTA))) {
                before.put(key, JsonDelta.apply(was, body.next()));
            } else if (kind.equals(Json.of(DELETED))) {
                before.remove(key);
            } else {
                throw new IllegalArgumentException("there is no kind of change " + kind);
            }
            changes.put(key, Optional.ofNullable(before.get(key)));
        });
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("the commit changes nothing");
        }
        long revision = number(line, "revision").orElseThrow(() -> new IllegalArgumentException("it has no revision"));
        Cause cause =
                new Cause(line.text("actor").orElse(""), line.text("reason").orElse(""), line.text("operation"));
        return new Step(revision, cause, Instant.parse(line.text("time").orElse("")), changes);
    }
}
