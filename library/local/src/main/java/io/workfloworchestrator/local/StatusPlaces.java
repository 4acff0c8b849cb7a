package io.workfloworchestrator.local;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files of a kind are: some statuses have a place of their own, and the others share one. A file's place says which
 * statuses its item may have. Immutable and thread-safe.
 */
record StatusPlaces(List<StatusPlaces.StatusPlace> places) {
    /**
     * @param statuses the statuses whose files are there, in the kind's order
     * @param paths the first is where a file is written, and the others are where one is found too
     */
    record StatusPlace(List<String> statuses, List<ItemPath> paths) {}

    /**
     * @param path the one of its paths that it has
     * @param said what the names in it say, by what they stand for
     */
    record Found(StatusPlace place, ItemPath path, Map<String, String> said) {}

    /**
     * @param own the paths of the statuses that have a place of their own, by status
     * @param shared the path of all other statuses
     */
    static StatusPlaces of(List<String> statuses, Map<String, List<ItemPath>> own, ItemPath shared) {
        List<StatusPlace> places = new ArrayList<>();
        List<String> rest = statuses.stream().filter(s -> !own.containsKey(s)).toList();
        if (!rest.isEmpty()) {
            places.add(new StatusPlace(rest, List.of(shared)));
        }
        own.forEach((status, paths) -> places.add(new StatusPlace(List.of(status), paths)));
        return new StatusPlaces(List.copyOf(places));
    }

    List<String> patterns() {
        return places.stream()
                .flatMap(place -> place.paths.stream())
                .map(ItemPath::pattern)
                .toList();
    }

    /**
     * The path of an item's file.
     *
     * @param mark what tells it apart from another item of its name
     */
    String of(String id, Json.Obj item, Optional<String> mark) {
        return placeOf(item.text(ItemText.STATUS).orElse("")).paths.get(0).of(id, item, mark);
    }

    /** What the paths say of an item, the same in each of the statuses that share a place. */
    String name(String id, Json.Obj item) {
        return places.get(0).paths.get(0).of(id, item);
    }

    boolean maybeShared() {
        return places.stream().anyMatch(place -> place.paths.get(0).maybeShared());
    }

    /** Whether the file of an item may be at this path: where it is written, or where it is found too. */
    boolean isHome(String file, String id, Json.Obj item) {
        Optional<String> marked = Optional.of(item.text(ItemText.NUMBER).orElse(id));
        return placeOf(item.text(ItemText.STATUS).orElse("")).paths.stream()
                .anyMatch(path -> path.of(id, item).equals(file)
                        || path.of(id, item, marked).equals(file));
    }

    /** The place of a status; a status that the kind does not have is with the first ones. */
    StatusPlace placeOf(String status) {
        return places.stream()
                .filter(place -> place.statuses.contains(status))
                .findFirst()
                .orElse(places.get(0));
    }

    /** What a path is; empty if no item's file can be there. */
    Optional<Found> read(String file) {
        for (StatusPlace place : places) {
            for (ItemPath path : place.paths) {
                Optional<Found> found = path.read(file).map(said -> new Found(place, path, said));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a place says more of a status than that it is one of the kind's. */
    boolean isTelling() {
        return places.size() > 1;
    }
}
