package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which older layout a folder has. Two markers of the newer one, or else of the older one, decide; the confidence is the share of
 * its markers that are there, and at most 0.6 for the newer one if there are markers of the older one, too. A single marker counts
 * for 0.5.
 *
 * @param version such as 0.8; empty if nothing is known
 * @param confidence 0 to 1
 */
record LayoutVersion(String version, double confidence, List<String> markers) {
    private static final double MIXED = 0.6;
    private static final double SINGLE = 0.5;

    /** Where older layouts keep their potential goals. */
    private static final List<String> GOALS = List.of("brainstorming/future-goals/potential-goals", "potential-goals");

    private static final int MOST_GOALS = 10_000;

    static LayoutVersion of(ProjectFolder project, MigrationRules rules) {
        List<LayoutVersion> found = new ArrayList<>();
        rules.versions().forEach((version, markers) -> {
            List<String> there =
                    markers.stream().filter(marker -> isThere(project, marker)).toList();
            if (!there.isEmpty()) {
                found.add(0, new LayoutVersion(version, (double) there.size() / markers.size(), there));
            }
        });
        Optional<LayoutVersion> sure =
                found.stream().filter(one -> one.markers().size() >= 2).findFirst();
        if (sure.isPresent()) {
            boolean isMixed = found.size() > 1 && found.get(0).equals(sure.get());
            double confidence = isMixed
                    ? Math.min(MIXED, sure.get().confidence())
                    : sure.get().confidence();
            return new LayoutVersion(
                    sure.get().version(), confidence, sure.get().markers());
        }
        return found.isEmpty()
                ? new LayoutVersion("", 0, List.of())
                : new LayoutVersion(found.get(0).version(), SINGLE, found.get(0).markers());
    }

    private static boolean isThere(ProjectFolder project, String path) {
        try {
            return project.exists(path);
        } catch (PathException e) {
            return true; // Something lies there, even if it cannot be looked at.
        }
    }

    /** The potential goals of an older layout in groups by the words of their names, the largest groups first; at most seven. */
    static Map<String, List<String>> groups(ProjectFolder project, MigrationRules rules) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String folder : GOALS) {
            if (!isThere(project, folder)) {
                continue;
            }
            try {
                project.list(folder, MOST_GOALS).stream()
                        .map(entry -> entry.name())
                        .filter(name -> name.endsWith(".md") && !name.startsWith("TEMPLATE"))
                        .forEach(name -> groups.computeIfAbsent(group(name, rules), any -> new ArrayList<>())
                                .add(name));
            } catch (PathException e) {
                // The scan names it.
            }
        }
        List<Map.Entry<String, List<String>>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort((one, other) ->
                Integer.compare(other.getValue().size(), one.getValue().size()));
        Map<String, List<String>> largest = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> group : sorted) {
            boolean isOwn = !group.getKey().equals(GENERAL) && largest.size() < MOST_GROUPS;
            largest.computeIfAbsent(isOwn ? group.getKey() : GENERAL, any -> new ArrayList<>())
                    .addAll(group.getValue());
        }
        return largest;
    }

    private static final String GENERAL = "General";
    private static final int MOST_GROUPS = 7;

    private static String group(String name, MigrationRules rules) {
        List<String> words = PlaceRule.words(name.replaceFirst("\\.md$", ""));
        String best = GENERAL;
        long most = 0;
        for (Map.Entry<String, Set<String>> group : rules.groups().entrySet()) {
            long hits = words.stream().filter(group.getValue()::contains).count();
            if (hits > most) {
                most = hits;
                best = group.getKey();
            }
        }
        return best;
    }
}
