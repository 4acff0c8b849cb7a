package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each file, by path. A look holds this monitor from beginning to end, so nobody sees a half-finished
 * one. Thread-safe, except for {@link #track}, {@link #get} and {@link #all}, which need the monitor.
 */
final class KnownFiles {
    private final Map<String, FileState> files = new LinkedHashMap<>();

    /** The files that say or said that they are a document, by the name of its notes. */
    private final Map<String, Set<FileState>> claims = new HashMap<>();

    FileState track(Target target) {
        return files.computeIfAbsent(target.path(), any -> claimed(new FileState(target)));
    }

    private FileState claimed(FileState file) {
        if (!DocumentFiles.partOf(file.portion).isEmpty()) {
            claims.computeIfAbsent(file.portion.noteName(file.path), any -> new LinkedHashSet<>())
                    .add(file);
        }
        return file;
    }

    void holds(FileState file, Portion portion) {
        if (file.portion != portion) {
            unclaim(file);
            file.portion = portion;
            file.partValue = null;
            claimed(file);
        }
    }

    private void unclaim(FileState file) {
        Set<FileState> claiming = claims.get(file.portion.noteName(file.path));
        if (claiming != null) {
            claiming.remove(file);
        }
    }

    /** All files that say or said that they are the same document as this one, itself too. */
    Set<FileState> ever(Target target) {
        return claims.getOrDefault(target.portion().noteName(target.path()), Set.of());
    }

    /** All files that say that they are the same document as this one, itself too, as far as they are there. */
    List<FileState> claiming(Target target) {
        return ever(target).stream()
                .filter(file -> file.stat != null && file.stat.isFile())
                .toList();
    }

    synchronized boolean isNowhere(Target target) {
        return claiming(target).isEmpty();
    }

    /** Where a document is, if that is another place and only one file says that it is this document. */
    synchronized Optional<Target> home(Target target) {
        List<FileState> claiming = claiming(target);
        return claiming.size() == 1 || isOneFile(claiming)
                ? claiming.stream()
                        .map(FileState::target)
                        .filter(file -> !file.path().equals(target.path()))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether these are names of one file, as when a process died while it moved the file from one name to the other. */
    static boolean isOneFile(List<FileState> some) {
        Set<Object> keys = new HashSet<>();
        for (FileState file : some) {
            if (file.stat == null || file.stat.key().equals("")) {
                return false;
            }
            keys.add(file.stat.key());
        }
        return keys.size() == 1;
    }

    /** Whether the place of a document is another one's, or a file at another place says that it is this document. */
    synchronized boolean isDisputed(Target target) {
        FileState there = files.get(target.path());
        boolean isOthers = there != null
                && there.stat != null
                && !DocumentFiles.partOf(there.portion).isEmpty()
                && !DocumentFiles.partOf(there.portion).equals(DocumentFiles.partOf(target));
        return isOthers || claiming(target).stream().anyMatch(file -> !file.path.equals(target.path()));
    }

    /** The documents of a key that are there, and of which its value has nothing any more. */
    synchronized List<Target> leftOver(String key, DocumentPlaces places) {
        return files.values().stream()
                .filter(file -> !file.portion.isWhole() && file.key.equals(key) && file.stat != null)
                .filter(file -> !DocumentFiles.partOf(file.portion).isEmpty()
                        && !places.has(DocumentFiles.partOf(file.portion)))
                .map(FileState::target)
                .toList();
    }

    /** The documents of changed parts that are not there as far as is known without a look. */
    synchronized List<Target> outdated(DocumentPlaces places, Set<String> changed, Optional<Json> value) {
        return places.targets().stream()
                .filter(target -> !isUpToDate(target, changed, value))
                .toList();
    }

    private boolean isUpToDate(Target target, Set<String> changed, Optional<Json> value) {
        FileState file = files.get(target.path());
        if (file == null) {
            return false;
        }
        boolean isThere = file.stat != null && file.safe && !file.pending && file.partValue != null;
        // Comparing the values of all documents after each change would cost the more the more there are.
        boolean isProved = file.proved == file.partValue && !changed.contains(DocumentFiles.partOf(target));
        boolean isUpToDate =
                isThere && (isProved || file.isSame(0, target.portion().of(value)));
        file.proved = isUpToDate ? file.partValue : null;
        return isUpToDate;
    }

    /** Notes that a document is at another place now, where it must be looked at. */
    void moved(Target from, Target to, @Nullable Stat stat) {
        FileState old = track(from);
        FileState file = track(to);
        holds(file, to.portion());
        file.movedFrom(old, stat);
        unclaim(old);
        files.remove(old.path, old);
    }

    /** The document over which the next one is to be written, if that is not what the file has. */
    synchronized Optional<byte[]> over(String path) {
        FileState file = files.get(path);
        return file != null && file.isSpoilt ? Optional.ofNullable(file.good) : Optional.empty();
    }

    @Nullable
    FileState get(String path) {
        return files.get(path);
    }

    Collection<FileState> all() {
        return files.values();
    }

    /** Each path that is known, by {@link Project#flat}. */
    synchronized Map<String, String> pathsByFlatName() {
        Map<String, String> paths = new HashMap<>();
        files.keySet().forEach(path -> paths.put(Project.flat(path), path));
        return paths;
    }

    synchronized Set<String> present() {
        return files.values().stream()
                .filter(file -> file.stat != null)
                .map(file -> file.path)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized Optional<Target> target(String path) {
        return Optional.ofNullable(files.get(path)).map(FileState::target);
    }

    /** Whether there were files and none of them is left. */
    synchronized boolean isEverythingGone() {
        boolean any = false;
        for (FileState file : files.values()) {
            if (file.stat != null) {
                return false;
            }
            any |= file.seenRevision > 0;
        }
        return any;
    }

    /** Keys whose files are not replaced before something is kept. */
    synchronized List<String> waiting() {
        return files.values().stream()
                .filter(file -> !file.toKeep.isEmpty())
                .map(file -> file.key)
                .toList();
    }

    synchronized List<String> missing(ShadowStore store) {
        return files.values().stream()
                .filter(file -> file.seen && file.stat == null)
                .map(file -> file.key)
                .distinct()
                .filter(key -> store.value(key).isPresent())
                .toList();
    }

    /** The newest revision whose value each file was seen to have, by the name of its notes. */
    synchronized Map<String, Long> seen() {
        Map<String, Long> seen = new LinkedHashMap<>();
        files.values().forEach(file -> {
            if (file.seenRevision > 0) {
                seen.merge(file.portion.noteName(file.path), file.seenRevision, Math::max);
            }
        });
        return seen;
    }

    /** Refuses a change if the file of the key does not allow it. */
    synchronized void requireChangeable(String path) {
        FileState file = files.get(path);
        if (file != null && file.refusal != null) {
            throw new StateException(file.refusal.code(), "'" + path + "': " + file.refusal.getMessage(), file.refusal);
        }
    }

    /** What must be kept before a file is replaced. */
    synchronized Map<String, byte[]> toKeep(String path) {
        FileState file = files.get(path);
        return file == null ? Map.of() : new LinkedHashMap<>(file.toKeep);
    }

    synchronized void kept(String path, String name) {
        FileState file = files.get(path);
        if (file != null) {
            file.toKeep.remove(name);
        }
    }
}
