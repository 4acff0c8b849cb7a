package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.WrittenFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The changes since the last detection, and which of them the caller itself made. Not thread-safe. */
final class PathChanges {
    private final FileLooks looks;
    private final Map<String, WrittenFile> written = new LinkedHashMap<>();
    private final Map<String, PathChange> changes = new HashMap<>();

    PathChanges(FileLooks looks) {
        this.looks = looks;
    }

    /** Notes that the caller wrote a file, whether a scan saw that already or not. */
    void wrote(WrittenFile file) {
        written.put(file.path(), file);
        changes.computeIfPresent(
                file.path(), (path, change) -> isOwn(path) ? new PathChange(path, change.kind(), true) : change);
    }

    boolean isOwn(String path) {
        WrittenFile own = written.get(path);
        return own != null && looks.isStill(own);
    }

    void add(Collection<PathChange> found) {
        found.forEach(change -> {
            changes.merge(change.path(), change, Changes::merged);
            if (change.own()) {
                written.remove(change.path());
            }
        });
    }

    /** Returns all changes and forgets them. */
    SortedSet<PathChange> take() {
        SortedSet<PathChange> taken = new TreeSet<>(changes.values());
        changes.clear();
        return taken;
    }
}
