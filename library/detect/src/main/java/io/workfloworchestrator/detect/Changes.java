package io.workfloworchestrator.detect;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Finds the paths in which two values of a fact differ. */
final class Changes {
    private Changes() {}

    /** Adds the paths in which they differ to {@code changes}; returns whether the values are the same. */
    static boolean between(
            DetectedFact before, DetectedFact after, Predicate<String> own, Collection<PathChange> changes) {
        Map<String, Object> old = before.value();
        Map<String, Object> now = after.value();
        if (old.get("entries") instanceof List<?> oldEntries && now.get("entries") instanceof List<?> newEntries) {
            between(oldEntries, newEntries, own, changes);
            return changes.isEmpty() && Objects.equals(old.get("exists"), now.get("exists"));
        }
        if (old.equals(now)) {
            return true;
        }
        if (now.get("path") instanceof String path) {
            boolean was = Boolean.TRUE.equals(old.get("exists"));
            boolean is = Boolean.TRUE.equals(now.get("exists"));
            add(path, was, is, own, changes);
        }
        return false;
    }

    private static void between(List<?> old, List<?> now, Predicate<String> own, Collection<PathChange> changes) {
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
            int order = was == null ? 1 : is == null ? -1 : path(was).compareTo(path(is));
            o += order <= 0 ? 1 : 0;
            n += order >= 0 ? 1 : 0;
            if (order < 0 && was != null) {
                add(path(was), true, false, own, changes);
            } else if (order > 0 && is != null) {
                add(path(is), false, true, own, changes);
            } else if (is != null) {
                add(path(is), true, true, own, changes);
            }
        }
    }

    private static String path(Object entry) {
        return String.valueOf(((Map<?, ?>) entry).get("path"));
    }

    private static void add(
            String path, boolean was, boolean is, Predicate<String> own, Collection<PathChange> changes) {
        if (was || is) {
            PathChange.Kind kind = PathChange.Kind.CHANGED;
            if (was != is) {
                kind = is ? PathChange.Kind.ADDED : PathChange.Kind.REMOVED;
            }
            changes.add(new PathChange(path, kind, own.test(path)));
        }
    }

    /** Joins two changes of one path into one: two after each other, or one that two facts saw. */
    static PathChange merged(PathChange first, PathChange second) {
        PathChange.Kind kind = second.kind();
        if (first.kind() == PathChange.Kind.ADDED && kind == PathChange.Kind.CHANGED) {
            kind = PathChange.Kind.ADDED;
        } else if (first.kind() == PathChange.Kind.REMOVED && kind == PathChange.Kind.ADDED) {
            kind = PathChange.Kind.CHANGED;
        }
        return new PathChange(first.path(), kind, first.own() && second.own());
    }
}
