package io.workfloworchestrator.detect;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which paths two values of a fact differ in. */
final class Changes {

    private Changes() {}

    static void between(
            DetectedFact before, DetectedFact after, Predicate<String> own, Collection<PathChange> changes) {
        Object old = before.value().get("entries");
        Object now = after.value().get("entries");
        if (old instanceof List<?> oldEntries && now instanceof List<?> newEntries) {
            between(oldEntries, newEntries, own, changes);
        } else if (after.value().get("path") instanceof String path) {
            boolean was = Boolean.TRUE.equals(before.value().get("exists"));
            boolean is = Boolean.TRUE.equals(after.value().get("exists"));
            add(path, was, is, own, changes);
        }
    }

    private static void between(List<?> old, List<?> now, Predicate<String> own, Collection<PathChange> changes) {
        Map<Object, Object> left = new HashMap<>();
        for (Object entry : old) {
            left.put(((Map<?, ?>) entry).get("path"), entry);
        }
        for (Object entry : now) {
            Object path = ((Map<?, ?>) entry).get("path");
            Object was = left.remove(path);
            if (!entry.equals(was)) {
                add(String.valueOf(path), was != null, true, own, changes);
            }
        }
        left.keySet().forEach(path -> add(String.valueOf(path), true, false, own, changes));
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

    /** Two changes of one path, one after the other, as one; the same path may also be seen by two facts. */
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
