package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.StateException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each file, by path. A look at the files holds the lock from beginning to end, so the publisher and the view
 * never see a half-finished look. Thread-safe, except for {@link #track}, {@link #get} and {@link #all}.
 */
final class KnownFiles {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FileState> files = new LinkedHashMap<>();

    /** Must be held to use {@link #track}, {@link #get} and {@link #all}, and their results. */
    ReentrantLock lock() {
        return lock;
    }

    FileState track(String path, String key) {
        return files.computeIfAbsent(path, any -> new FileState(path, key));
    }

    @Nullable
    FileState get(String path) {
        return files.get(path);
    }

    Collection<FileState> all() {
        return files.values();
    }

    /** Each path that is known, by {@link Project#flat}. */
    Map<String, String> pathsByFlatName() {
        lock.lock();
        try {
            Map<String, String> paths = new HashMap<>();
            files.keySet().forEach(path -> paths.put(Project.flat(path), path));
            return paths;
        } finally {
            lock.unlock();
        }
    }

    /** The key of a path; empty if it is not known. */
    Optional<String> key(String path) {
        lock.lock();
        try {
            return Optional.ofNullable(files.get(path)).map(file -> file.key);
        } finally {
            lock.unlock();
        }
    }

    /** Whether there were files and none of them is left. */
    boolean isEverythingGone() {
        lock.lock();
        try {
            boolean any = false;
            for (FileState file : files.values()) {
                if (file.stat != null) {
                    return false;
                }
                any |= file.seenRevision > 0;
            }
            return any;
        } finally {
            lock.unlock();
        }
    }

    /** Keys whose files are not replaced before something is kept. */
    List<String> waiting() {
        lock.lock();
        try {
            return files.values().stream()
                    .filter(file -> !file.toKeep.isEmpty())
                    .map(file -> file.key)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Keys that have a value but no file. */
    List<String> missing(ShadowStore store) {
        lock.lock();
        try {
            return files.values().stream()
                    .filter(file -> file.seen && file.stat == null)
                    .map(file -> file.key)
                    .filter(key ->
                            store.read(key).flatMap(entry -> entry.value()).isPresent())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** For each path, the newest revision whose value the file was seen to have. */
    Map<String, Long> seen() {
        lock.lock();
        try {
            Map<String, Long> seen = new LinkedHashMap<>();
            files.values().forEach(file -> {
                if (file.seenRevision > 0) {
                    seen.put(file.path, file.seenRevision);
                }
            });
            return seen;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses a change if the file of the key does not allow it. */
    void requireChangeable(String path) {
        lock.lock();
        try {
            FileState file = files.get(path);
            if (file != null && file.refusal != null) {
                throw new StateException(
                        file.refusal.code(), "'" + path + "': " + file.refusal.getMessage(), file.refusal);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What must be kept before a file is replaced. */
    Map<String, byte[]> toKeep(String path) {
        lock.lock();
        try {
            FileState file = files.get(path);
            return file == null ? Map.of() : new LinkedHashMap<>(file.toKeep);
        } finally {
            lock.unlock();
        }
    }

    void kept(String path, String name) {
        lock.lock();
        try {
            FileState file = files.get(path);
            if (file != null) {
                file.toKeep.remove(name);
            }
        } finally {
            lock.unlock();
        }
    }
}
