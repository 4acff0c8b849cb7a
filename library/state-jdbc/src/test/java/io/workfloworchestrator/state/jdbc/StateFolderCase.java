package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A project folder, a store with a history in it, and what can be done to its files. */
abstract class StateFolderCase {
    static final List<String> KEYS = List.of("a/b", "a/c", "a/d");
    private static final int COMMITS = 24;

    @TempDir
    Path project;

    Path folder() {
        return folder(project);
    }

    static Path folder(Path project) {
        return project.resolve(".ai-planning").resolve(".state");
    }

    /** Values, changes of values, a deletion, operations, publications and a note. */
    static void fill(StateStore store) {
        Random random = new Random(1);
        for (int i = 0; i < COMMITS; i++) {
            String key = KEYS.get(i % KEYS.size());
            Optional<Entry> before = store.read(key);
            Json now = before.flatMap(Entry::value).orElse(tasks(20));
            Json next = now.asObject()
                    .withAt(List.of("tasks", "task-" + random.nextInt(20), "status"), Json.of("status " + i));
            String fingerprint = "ab".repeat(31) + String.format("%02x", i);
            store.commit(new Proposal(
                    new TreeMap<>(Map.of(
                            key, before.map(entry -> entry.commit().revision()).orElse(Revision.NONE))),
                    new TreeMap<>(Map.of(key, i == COMMITS - 2 ? Optional.empty() : Optional.of(next))),
                    Cause.of("test", "change " + i).withOperation("op-" + i),
                    Changes.TIME.plusSeconds(i),
                    Map.of("x/y.json", new Proposal.Announcement(key, fingerprint))));
        }
        store.note("note", "hello");
    }

    static Json tasks(int count) {
        Map<String, Json> tasks = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            tasks.put("task-" + i, Json.object(Map.of("status", Json.of("open"), "notes", Json.of("x".repeat(40)))));
        }
        return Json.object(Map.of("tasks", Json.object(tasks)));
    }

    /** All that a store answers. */
    static Map<String, Object> everything(StateStore store) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("head", store.head());
        all.put("newest", store.readAll());
        all.put("commits", store.commits(Revision.NONE, Revision.of(1_000), 1_000));
        for (String key : KEYS) {
            all.put("commits of " + key, store.commitsOf(key, Revision.of(1_000), 1_000));
            for (int revision = 1; revision <= COMMITS; revision++) {
                all.put(key + " as of " + revision, store.readAsOf(key, Revision.of(revision)));
            }
        }
        all.put("publications", store.publications("x/y.json", 1_000));
        for (int i = 0; i < COMMITS; i++) {
            all.put("publication " + i, store.publication("x/y.json", "ab".repeat(31) + String.format("%02x", i)));
            all.put("operation " + i, store.operation("op-" + i));
        }
        all.put("note", store.note("note"));
        return all;
    }

    static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notLinux) {
            return false;
        }
    }
}
