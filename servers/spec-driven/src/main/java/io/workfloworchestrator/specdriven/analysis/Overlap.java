package io.workfloworchestrator.specdriven.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What two open features have in common. Immutable.
 *
 * @param requirements that say nearly the same
 */
public record Overlap(
        String feature, String other, List<SameRequirement> requirements, List<String> files, List<String> names) {
    public Overlap {
        requirements = List.copyOf(requirements);
        files = List.copyOf(files);
        names = List.copyOf(names);
    }

    /**
     * @param id of the feature that was asked about
     * @param otherId of the other feature's
     * @param alike 0 to 1: common words by all words
     */
    public record SameRequirement(
            String id,
            String path,
            int line,
            String otherId,
            String otherPath,
            int otherLine,
            double alike,
            String text) {}

    public String sentence() {
        List<String> said = new ArrayList<>();
        if (!requirements.isEmpty()) {
            SameRequirement first = requirements.get(0);
            said.add(first.id() + " says nearly what its " + first.otherId() + " says"
                    + (requirements.size() > 1 ? " (and " + (requirements.size() - 1) + " more)" : ""));
        }
        for (List<String> both : List.of(files, names)) {
            if (!both.isEmpty()) {
                said.add("both name " + String.join(", ", both.subList(0, Math.min(3, both.size()))));
            }
        }
        return other + " touches the same: " + String.join("; ", said) + ". Agree who does it, or divide it.";
    }
}
