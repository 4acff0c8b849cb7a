package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of a living specification, in the form of OpenSpec, with scenarios that can be removed and renamed on their own:
 *
 * <pre>
 * ---
 * base: 5f0c…                      the fingerprint of what the change was written for
 * ---
 * ## ADDED Requirements            whole requirements
 * ## MODIFIED Requirements         what is said here is changed, and what is not said stays
 * ### Requirement: Lock after failures
 * #### Scenario: Third failure
 * #### Removed scenario: Second failure
 * #### Renamed scenario: Old name -&gt; New name
 * ## REMOVED Requirements
 * ### Requirement: Old
 * ## RENAMED Requirements
 * - FROM: `### Requirement: Old`
 * - TO: `### Requirement: New`
 * </pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param base the fingerprint; empty if the file says none
 * @param purpose empty if it says none
 * @param renamed from the old to the new name
 */
record DeltaSpec(
        Optional<String> base,
        String purpose,
        List<LivingRequirement> added,
        List<Modified> modified,
        List<String> removed,
        Map<String, String> renamed) {
    private static final Set<String> OPERATIONS = Set.of("ADDED", "MODIFIED", "REMOVED", "RENAMED");
    private static final Pattern TITLE = Pattern.compile("(?iu)^(added|modified|removed|renamed)\\s+requirements?$");
    private static final Pattern FROM_TO = Pattern.compile(
            "(?iu)^\\s*[-*+]\\s*\\**(from|to)\\**:\\**\\s*`?(?:###\\s*)?(?:requirement:\\s*)?(.*?)`?\\s*$");
    private static final Pattern REMOVED = Pattern.compile("(?i)^\\s*[-*+]\\s+`?(?:###\\s*)?requirement:(.*?)`?\\s*$");
    private static final Pattern ARROW = Pattern.compile("^(.*?)\\s*(?:->|→)\\s*(.*)$");

    /**
     * @param requirement its new text, empty if the text stays, and the scenarios that are new or changed
     * @param renamed names of scenarios, from the old to the new one
     */
    record Modified(LivingRequirement requirement, List<String> removed, Map<String, String> renamed) {}

    /** @throws SpecDrivenException E_SPEC_PLACE, E_SPEC_TWICE, E_DELTA_SECTION, E_DELTA_RENAME, E_DELTA_EMPTY, with the line where there is one */
    static DeltaSpec of(String text) {
        Reading reading = new Reading();
        SpecSections.of(text).forEach(reading::part);
        if (reading.isEmpty()) {
            throw new SpecDrivenException(
                    "E_DELTA_EMPTY",
                    "the change says nothing. Write requirements below ## ADDED, ## MODIFIED, ## REMOVED or ## RENAMED Requirements.");
        }
        Optional<String> base = Markdown.of(text).fields().text("base");
        return new DeltaSpec(base, reading.purpose, reading.added, reading.modified, reading.removed, reading.renamed);
    }

    static String rebased(String text, String fingerprint) {
        Markdown document = Markdown.of(text);
        return document.edit()
                .setFields(document.fields().with("base", fingerprint))
                .apply()
                .text();
    }

    private static final class Reading {
        private String purpose = "";
        private final List<LivingRequirement> added = new ArrayList<>();
        private final List<Modified> modified = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final Map<String, String> renamed = new LinkedHashMap<>();
        private final Set<String> seen = new LinkedHashSet<>();

        boolean isEmpty() {
            return added.isEmpty() && modified.isEmpty() && removed.isEmpty() && renamed.isEmpty() && purpose.isEmpty();
        }

        void part(SpecSections.Part part) {
            Matcher title = TITLE.matcher(part.title());
            String operation = title.matches() ? title.group(1).toUpperCase(Locale.ROOT) : "";
            if (part.title().equalsIgnoreCase("Purpose")) {
                purpose = part.text();
            }
            if (operation.isEmpty() && !part.requirements().isEmpty()) {
                SpecSections.Block first = part.requirements().get(0);
                throw new SpecDrivenException(
                        "E_DELTA_SECTION",
                        "line " + first.line() + ": the requirement \"" + first.name() + "\" stands below \""
                                + part.title()
                                + "\". Say what happens to it: put it below one of "
                                + OPERATIONS.stream()
                                        .sorted()
                                        .map(each -> "## " + each + " Requirements")
                                        .toList() + ".");
            }
            part.requirements().forEach(block -> block(operation, block));
            switch (operation) {
                case "REMOVED" -> bullets(part.text()).forEach(removed::add);
                case "RENAMED" -> renames(part.text());
                default -> {
                    // All is said by the requirements below.
                }
            }
        }

        private void block(String operation, SpecSections.Block block) {
            if (!seen.add(operation + " " + block.name())) {
                throw new SpecDrivenException(
                        "E_SPEC_TWICE",
                        "line " + block.line() + ": the requirement \"" + block.name() + "\" is there twice below ## "
                                + operation + ". Put both into one.");
            }
            switch (operation) {
                case "ADDED" -> added.add(block.requirement());
                case "MODIFIED" -> modified.add(modified(block));
                case "REMOVED" -> removed.add(block.name());
                default ->
                    throw new SpecDrivenException(
                            "E_DELTA_RENAME",
                            "line " + block.line()
                                    + ": below ## RENAMED write \"- FROM: `### Requirement: Old`\" and \"- TO: `###"
                                    + " Requirement: New`\".");
            }
        }

        private static Modified modified(SpecSections.Block block) {
            List<String> removed = new ArrayList<>();
            Map<String, String> renamed = new LinkedHashMap<>();
            for (SpecSections.ScenarioBlock scenario : block.scenarios()) {
                Matcher arrow = ARROW.matcher(scenario.name());
                if (scenario.kind().equals("removed")) {
                    removed.add(scenario.name());
                } else if (scenario.kind().equals("renamed") && arrow.matches()) {
                    renamed.put(SpecSections.name(arrow.group(1)), SpecSections.name(arrow.group(2)));
                } else if (scenario.kind().equals("renamed")) {
                    throw new SpecDrivenException(
                            "E_DELTA_RENAME",
                            "line " + scenario.line() + ": write \"#### Renamed scenario: Old name -> New name\".");
                }
            }
            return new Modified(block.requirement(), removed, renamed);
        }

        private static List<String> bullets(String text) {
            return text.lines()
                    .map(REMOVED::matcher)
                    .filter(Matcher::matches)
                    .map(line -> SpecSections.name(line.group(1)))
                    .toList();
        }

        private void renames(String text) {
            String from = "";
            for (String line : text.split("\n", -1)) {
                Matcher matcher = FROM_TO.matcher(line);
                if (!matcher.matches()) {
                    continue;
                }
                String name = SpecSections.name(matcher.group(2));
                if (matcher.group(1).equalsIgnoreCase("from")) {
                    from = name;
                } else if (from.isEmpty()) {
                    throw new SpecDrivenException(
                            "E_DELTA_RENAME", "below ## RENAMED, \"- TO: " + name + "\" has no FROM before it.");
                } else {
                    renamed.put(from, name);
                    from = "";
                }
            }
            if (!from.isEmpty()) {
                throw new SpecDrivenException(
                        "E_DELTA_RENAME", "below ## RENAMED, \"- FROM: " + from + "\" has no TO behind it.");
            }
        }
    }
}
