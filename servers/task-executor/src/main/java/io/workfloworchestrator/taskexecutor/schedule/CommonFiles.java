package io.workfloworchestrator.taskexecutor.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks change the same files. A folder has in common all that is below it; a path with {@code *} is taken as everything that
 * begins like it, so that a risk is rather told than overlooked. Tasks are named by their place in the list. Immutable and thread-safe.
 */
final class CommonFiles {
    private final List<List<Place>> places = new ArrayList<>();
    private final List<BitSet> neighbours = new ArrayList<>();

    /**
     * A path in parts that can be compared.
     *
     * @param text the path without a leading {@code ./}, up to the first {@code *}
     * @param whole whether it is exactly this file, and not everything below or like it
     */
    private record Place(String text, boolean whole) {
        static Place of(String given) {
            String path = given.strip().replace('\\', '/');
            while (path.startsWith("./")) {
                path = path.substring(2);
            }
            int star = path.indexOf('*');
            return star >= 0 ? new Place(path.substring(0, star), false) : new Place(path, !path.endsWith("/"));
        }

        boolean meets(Place other) {
            boolean covers = !whole && other.text.startsWith(text);
            boolean covered = !other.whole && text.startsWith(other.text);
            return covers || covered || text.equals(other.text);
        }
    }

    CommonFiles(List<PlannedTask> tasks) {
        Map<Place, BitSet> changing = new LinkedHashMap<>();
        for (PlannedTask task : tasks) {
            int index = places.size();
            List<Place> own = task.files().stream()
                    .filter(file -> !file.isBlank())
                    .map(Place::of)
                    .distinct()
                    .toList();
            places.add(own);
            own.forEach(place ->
                    changing.computeIfAbsent(place, any -> new BitSet()).set(index));
        }
        Map<Place, BitSet> meeting = meeting(changing);
        for (int index = 0; index < places.size(); index++) {
            BitSet met = new BitSet();
            places.get(index).forEach(place -> met.or(meeting.getOrDefault(place, new BitSet())));
            met.clear(index);
            neighbours.add(met);
        }
    }

    /** For each path the tasks that change it, or something that it covers or that covers it. */
    private static Map<Place, BitSet> meeting(Map<Place, BitSet> changing) {
        Map<Place, BitSet> meeting = new LinkedHashMap<>();
        changing.forEach((place, tasks) -> meeting.put(place, (BitSet) tasks.clone()));
        List<Place> open =
                changing.keySet().stream().filter(place -> !place.whole()).toList();
        for (Place wide : open) {
            for (Place other : changing.keySet()) {
                if (wide.meets(other)) {
                    meeting.getOrDefault(wide, new BitSet()).or(changing.getOrDefault(other, new BitSet()));
                    meeting.getOrDefault(other, new BitSet()).or(changing.getOrDefault(wide, new BitSet()));
                }
            }
        }
        return meeting;
    }

    BitSet neighbours(int task) {
        return neighbours.get(task);
    }

    /** Whether it is known which files a task changes. */
    boolean isKnown(int task) {
        return !places.get(task).isEmpty();
    }

    /** A file that both tasks change; empty text if there is no such file. */
    String common(int one, int other) {
        for (Place here : places.get(one)) {
            for (Place there : places.get(other)) {
                if (here.meets(there)) {
                    return here.text().length() >= there.text().length() ? here.text() : there.text();
                }
            }
        }
        return "";
    }
}
