package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.JsonDelta;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The format in which the state of a project travels: all keys, with or without their history.
 *
 * <p>UTF-8, one JSON object per line, so that it can be written and read without holding it all:
 *
 * <ol>
 *   <li>{@code {"format": "workflow-orchestrator", "version": 1, "revision": R, "commits": C, "keys": K}}: the state as of
 *       revision R; C is 0 when there is no history in it.
 *   <li>C lines, oldest first: {@code {"revision", "time", "actor", "reason", "operation"?, "changes": {key: change}}}. A
 *       change is {@code {"value": …}}, {@code {"delta": …}} (against the key's value before, see {@link JsonDelta}), or
 *       {@code {}} for a deletion.
 *   <li>K lines, sorted by key: {@code {"key", "value"}}, the newest values. They say nothing new where there is history;
 *       they prove that it was read right.
 *   <li>{@code {"end": L}}: how many lines came before. A file without it was cut off.
 * </ol>
 */
final class Archive {
    static final String FORMAT = "workflow-orchestrator";
    static final long VERSION = 1;

    private static final int PAGE = 500;

    private Archive() {}

    /** The form of a commit's line that is read back. */
    record Step(Cause cause, java.time.Instant time, SortedMap<String, Optional<Json>> changes) {}

    /**
     * Writes the state as of now.
     *
     * @return the revision that was written
     */
    static Revision write(StateStore store, boolean history, Consumer<Json> line, Progress progress) {
        Revision head = store.head();
        SortedMap<String, Json> values = new TreeMap<>();
        store.readAll()
                .keySet()
                .forEach(key ->
                        store.readAsOf(key, head).flatMap(Entry::value).ifPresent(value -> values.put(key, value)));
        Lines lines = new Lines(line);
        // Numbers may be left out (docs/state.md), so the commits are counted, not computed.
        long commits = history ? count(store, head) : 0;
        lines.put(Json.Obj.EMPTY
                .with("format", Json.of(FORMAT))
                .with("version", Json.of(VERSION))
                .with("revision", Json.of(head.number()))
                .with("commits", Json.of(commits))
                .with("keys", Json.of(values.size())));
        long total = commits + values.size();
        if (history) {
            Map<String, Json> before = new HashMap<>();
            for (Revision at = Revision.NONE; at.compareTo(head) < 0; ) {
                List<Commit> page = store.commits(at, head, PAGE);
                if (page.isEmpty()) {
                    break;
                }
                for (Commit commit : page) {
                    lines.put(step(store, commit, before));
                    progress.at(lines.count, total);
                }
                at = page.get(page.size() - 1).revision();
            }
        }
        values.forEach((key, value) -> {
            lines.put(Json.Obj.EMPTY.with("key", Json.of(key)).with("value", value));
            progress.at(lines.count, total);
        });
        lines.put(Json.Obj.EMPTY.with("end", Json.of(lines.count)));
        return head;
    }

    private static final class Lines {
        private final Consumer<Json> out;
        private long count;

        Lines(Consumer<Json> out) {
            this.out = out;
        }

        void put(Json line) {
            out.accept(line);
            count++;
        }
    }

    private static long count(StateStore store, Revision head) {
        long count = 0;
        Revision at = Revision.NONE;
        while (at.compareTo(head) < 0) {
            List<Commit> page = store.commits(at, head, PAGE);
            if (page.isEmpty()) {
                break;
            }
            count += page.size();
            at = page.get(page.size() - 1).revision();
        }
        return count;
    }

    private static Json step(StateStore store, Commit commit, Map<String, Json> before) {
        Json.Obj changes = Json.Obj.EMPTY;
        for (String key : commit.keys()) {
            Optional<Json> value = store.readAsOf(key, commit.revision()).flatMap(Entry::value);
            Json was = before.get(key);
            if (value.isEmpty()) {
                changes = changes.with(key, Json.Obj.EMPTY);
                before.remove(key);
            } else {
                Json now = value.get();
                changes = changes.with(
                        key,
                        was == null
                                ? Json.Obj.EMPTY.with("value", now)
                                : Json.Obj.EMPTY.with("delta", JsonDelta.between(was, now)));
                before.put(key, now);
            }
        }
        return Answers.of(commit).without("keys").with("changes", changes);
    }

    /** The commit that a line describes, its deltas applied to the values before. */
    static Step step(Json.Obj line, Map<String, Json> before) {
        SortedMap<String, Optional<Json>> changes = new TreeMap<>();
        line.find("changes").map(Json::asObject).orElse(Json.Obj.EMPTY).forEach((key, change) -> {
            Optional<Json> value = change.at("value");
            if (value.isEmpty() && change.at("delta").isPresent()) {
                Json was = before.get(key);
                if (was == null) {
                    throw new IllegalArgumentException("\"" + key + "\" is changed before it has a value");
                }
                value = Optional.of(JsonDelta.apply(was, change.at("delta").get()));
            }
            changes.put(key, value);
            if (value.isPresent()) {
                before.put(key, value.get());
            } else if (before.remove(key) == null) {
                throw new IllegalArgumentException("\"" + key + "\" is deleted before it has a value");
            }
        });
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("the commit changes nothing");
        }
        Cause cause =
                new Cause(line.text("actor").orElse(""), line.text("reason").orElse(""), line.text("operation"));
        return new Step(cause, java.time.Instant.parse(line.text("time").orElse("")), changes);
    }
}
