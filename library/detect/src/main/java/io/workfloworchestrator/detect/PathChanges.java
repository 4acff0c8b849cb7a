package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.PathChange.Kind;
import io.workfloworchestrator.files.WrittenFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The paths of which facts say something else than in the last detection, and which of these changes the caller itself made.
 * Not thread-safe.
 */
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
                file.path(), (path, change) -> new PathChange(path, change.kind(), change.own() || isOwn(path)));
    }

    private boolean isOwn(String path) {
        WrittenFile own = written.get(path);
        return own != null && looks.isStill(own);
    }

    /** Adds the paths in which two values of a fact differ; returns whether the values are the same. */
    boolean isSame(DetectedFact before, DetectedFact after) {
        Map<String, Object> old = before.value();
        Map<String, Object> now = after.value();
        if (old.get("entries") instanceof List<?> oldEntries && now.get("entries") instanceof List<?> newEntries) {
            return isSame(oldEntries, newEntries) && Objects.equals(old.get("exists"), now.get("exists"));
        }
        if (old.equals(now)) {
            return true;
        }
        if (now.get("path") instanceof String path) {
            add(path, Boolean.TRUE.equals(old.get("exists")), Boolean.TRUE.equals(now.get("exists")));
        }
        return false;
    }

    private boolean isSame(List<?> old, List<?> now) {
        boolean same = true;
        int o = 0;
        int n = 0;
        while (o < old.size() || n < now.size()) { // both sorted by path
            Object was = o < old.size() ? old.get(o) : null;
            Object is = n < now.size() ? now.get(n) : null;
            if (was != null && was.equals(is)) { // the usual case
                o++;
                n++;
                continue;
            }
            same = false;
            int order = was == null ? 1 : is == null ? -1 : path(was).compareTo(path(is));
            o += order <= 0 ? 1 : 0;
            n += order >= 0 ? 1 : 0;
            if (order <= 0 && was != null) {
                add(path(was), true, order == 0);
            } else if (is != null) {
                add(path(is), false, true);
            }
        }
        return same;
    }

    private static String path(Object entry) {
        return String.valueOf(((Map<?, ?>) entry).get("path"));
    }

    private void add(String path, boolean was, boolean is) {
        if (was || is) {
            Kind kind = was == is ? Kind.CHANGED : is ? Kind.ADDED : Kind.REMOVED;
            boolean own = isOwn(path);
            changes.merge(path, new PathChange(path, kind, own), PathChanges::merged);
            if (own) {
                written.remove(path);
            }
        }
    }

    /** Joins two changes of one path into one: two after each other, or one that two facts saw. */
    private static PathChange merged(PathChange first, PathChange second) {
        Kind kind = second.kind();
        if (first.kind() == Kind.ADDED && kind == Kind.CHANGED) {
            kind = Kind.ADDED;
        } else if (first.kind() == Kind.REMOVED && kind == Kind.ADDED) {
            kind = Kind.CHANGED;
        }
        return new PathChange(first.path(), kind, first.own() && second.own());
    }

    SortedSet<PathChange> take() {
        SortedSet<PathChange> taken = new TreeSet<>(changes.values());
        changes.clear();
        return taken;
    }
}
