package io.workfloworchestrator.specdriven.analysis;

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
     * Two requirements that say nearly the same.
     *
     * @param id of the feature that was asked about
     * @param path of its specification
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
        StringBuilder said = new StringBuilder(other + " touches the same: ");
        if (!requirements.isEmpty()) {
            said.append(requirements.get(0).id())
                    .append(" says nearly what its ")
                    .append(requirements.get(0).otherId())
                    .append(" says");
            said.append(requirements.size() > 1 ? " (and " + (requirements.size() - 1) + " more)" : "");
        }
        if (!files.isEmpty()) {
            said.append(requirements.isEmpty() ? "" : "; ")
                    .append("both name ")
                    .append(String.join(", ", files.subList(0, Math.min(3, files.size()))));
        }
        if (!names.isEmpty()) {
            said.append(requirements.isEmpty() && files.isEmpty() ? "" : "; ")
                    .append("both name ")
                    .append(String.join(", ", names.subList(0, Math.min(3, names.size()))));
        }
        return said.append(". Agree who does it, or divide it.").toString();
    }
}
