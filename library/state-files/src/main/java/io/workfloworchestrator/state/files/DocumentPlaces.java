package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the documents of one key belong, and what is wrong with those that belong nowhere. From one value to the next, only
 * the parts are placed anew whose documents may differ. Not thread-safe.
 */
final class DocumentPlaces {
    private final DocumentFiles files;
    private final Documents documents;
    private final String key;

    /** By the name of the part. */
    private final Map<String, Target> targets = new LinkedHashMap<>();

    private final Map<String, Target> byPath = new HashMap<>();

    /** By the name of the part. */
    private final Map<String, StateException> misplaced = new LinkedHashMap<>();

    private @Nullable Json value;

    DocumentPlaces(DocumentFiles files, Documents documents, String key) {
        this.files = files;
        this.documents = documents;
        this.key = key;
    }

    /**
     * Goes on to another value; gives the names of the parts whose documents may differ, also of parts that are gone.
     */
    Set<String> follow(Optional<Json> next) {
        Json before = value;
        Json now = next.orElse(Json.Obj.EMPTY);
        value = now;
        if (before == now) {
            return Set.of();
        }
        Set<String> changed =
                before == null ? new LinkedHashSet<>(documents.parts(key, now)) : documents.differing(key, before, now);
        // Of two documents at one place the first part has it, so if there are such, all are placed anew.
        Set<String> waiting = Set.copyOf(misplaced.keySet());
        if (!waiting.isEmpty() || !place(changed, next)) {
            targets.clear();
            byPath.clear();
            misplaced.clear();
            boolean unused = place(documents.parts(key, now), next);
        }
        // One that waited takes the place that became free, though its document is the same.
        waiting.stream().filter(targets::containsKey).forEach(changed::add);
        return changed;
    }

    /** False if one of them is misplaced. */
    private boolean place(Collection<String> parts, Optional<Json> next) {
        for (String part : parts) {
            Target before = targets.remove(part);
            if (before != null) {
                byPath.remove(before.path());
            }
        }
        for (String part : parts) {
            try {
                files.of(key, next, part).ifPresent(this::put);
            } catch (StateException e) {
                misplaced.put(part, e);
            }
        }
        return misplaced.isEmpty();
    }

    private void put(Target target) {
        Target other = byPath.putIfAbsent(target.path(), target);
        if (other != null) {
            throw taken(target, other);
        }
        targets.put(DocumentFiles.partOf(target), target);
    }

    Collection<Target> targets() {
        return targets.values();
    }

    /** Where a part belongs; empty if it is misplaced or gone. */
    Optional<Target> of(String part) {
        return Optional.ofNullable(targets.get(part));
    }

    boolean has(String part) {
        return targets.containsKey(part) || misplaced.containsKey(part);
    }

    Collection<StateException> misplaced() {
        return misplaced.values();
    }

    private static StateException taken(Target target, Target other) {
        return new StateException(
                "E_DOCUMENT_PLACE",
                "'" + target.path() + "' is the place of two documents of '" + target.key() + "': '"
                        + DocumentFiles.partOf(other) + "' is there, and '" + DocumentFiles.partOf(target)
                        + "' is not written. Give one of them another name.");
    }
}
