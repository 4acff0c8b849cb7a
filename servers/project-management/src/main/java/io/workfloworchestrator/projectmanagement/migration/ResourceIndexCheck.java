package io.workfloworchestrator.projectmanagement.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether the index of resources names each file that lies beside it. A document that a step of planning asks for is found by its
 * step, and need not be named. Reads only.
 */
record ResourceIndexCheck(CheckedFiles files, ValidationRules rules) {
    static final String NAME = "resource-index";

    List<Finding> findings() {
        if (rules.index().isEmpty()) {
            return List.of();
        }
        if (!files.exists(rules.index())) {
            return List.of(Finding.warning(
                    NAME,
                    rules.index(),
                    0,
                    "The index of resources is missing.",
                    "identify_resources_and_assets (toolset setup) writes it."));
        }
        CheckedFiles.Read index = files.read(rules.index());
        if (index.text().isEmpty() && !index.fault().isEmpty()) {
            return List.of(Finding.unreadable(NAME, rules.index(), 0, index.fault()));
        }
        List<Finding> findings = new ArrayList<>();
        for (String path : files.below(rules.indexOf())) {
            String name = PlaceRule.name(path);
            boolean isOfAStep =
                    rules.steps().stream().anyMatch(step -> step.file().equals(path));
            boolean isOther = !isOfAStep
                    && !path.equals(rules.index())
                    && !name.toLowerCase(Locale.ROOT).startsWith("readme");
            if (isOther && !name.startsWith(".") && !names(index.text(), name)) {
                findings.add(Finding.warning(
                        NAME,
                        path,
                        0,
                        "The index of resources does not name it.",
                        "Name it in " + rules.index() + "."));
            }
        }
        return findings;
    }

    /** Whether a text has the whole name: {@code a.md} does not name {@code data.md}. */
    private static boolean names(String text, String name) {
        return text.contains(name)
                && Pattern.compile("(?<![\\p{L}\\p{N}_.-])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_-])")
                        .matcher(text)
                        .find();
    }
}
