package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.specdriven.documents.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a feature of spec-kit, {@code specs/001-login/{spec,plan,tasks}.md}. Source of the format: its templates
 * (github.com/github/spec-kit, folder templates): functional requirements {@code - **FR-001**: …}, success criteria {@code - **SC-001**:
 * …}, numbered acceptance scenarios below {@code ### User Story 1 - …}. Lines with a box, as we write them, stay as they are. For one
 * feature.
 */
final class SpecKitFeature extends FeatureReader {
    private static final Pattern NAMED = Pattern.compile("(\\d{3,15})-(.*)");
    private static final Pattern STORY = Pattern.compile("(?i)^#{2,4}\\s+user story (\\d{1,3})\\b.*$");
    private static final Pattern HEADING = Pattern.compile("^#{1,4}\\s.*$");
    private static final Pattern SCENARIOS = Pattern.compile("(?i)^\\W*acceptance (?:scenarios|criteria)\\W*$");
    private static final Pattern NUMBERED = Pattern.compile("^\\s{0,3}(\\d{1,3})[.)]\\s+(\\S.*)$");
    private static final Pattern REQUIREMENT =
            Pattern.compile("^\\s{0,3}[-*+]\\s+\\*\\*((FR|NFR|SC)-\\d{1,12}[a-z]?)\\*\\*:?\\s*(.*)$");
    private static final Pattern OURS = Pattern.compile("^[-*+] \\[.] (FR-\\d{3,12}) .*$");

    private String story = "";
    private boolean inScenarios;

    SpecKitFeature(SourceFolder folder, String path) {
        super(folder, path, false);
    }

    static boolean isNamedSo(String folder) {
        return NAMED.matcher(folder).matches();
    }

    @Override
    ForeignFeature read() {
        Matcher named = NAMED.matcher(name());
        Optional<String> number = named.matches() ? Optional.of(named.group(1)) : Optional.empty();
        String title = titleOf(named.matches() ? named.group(2) : name());
        String spec = files.get("spec.md");
        if (spec != null) {
            title = title(spec).filter(said -> !said.startsWith("[")).orElse(title);
            files.put("spec.md", spec(spec));
        } else {
            note("It has no spec.md.");
        }
        tasks(false);
        return feature(number, title, Map.of(), isEachTaskDone());
    }

    private String spec(String text) {
        List<SourceLine> lines = SourceLine.of(text);
        for (SourceLine line : lines) {
            Matcher named = REQUIREMENT.matcher(line.text());
            Matcher ours = OURS.matcher(line.text());
            if (line.isProse() && named.matches()) {
                requirements.numbering.reserve(named.group(1));
            } else if (line.isProse() && ours.matches()) {
                requirements.numbering.reserve(ours.group(1));
            }
        }
        List<String> out = new ArrayList<>();
        lines.forEach(line -> out.add(line.isProse() ? line(line) : line.text()));
        if (requirements.count() == 0) {
            notes.add(new ImportNote(path + "/spec.md", 0, "No line of it is a requirement (- **FR-001**: …)."));
        }
        return SourceLine.joined(out);
    }

    private String line(SourceLine line) {
        Matcher storyHeading = STORY.matcher(line.text());
        if (HEADING.matcher(line.text()).matches()) {
            story = storyHeading.matches() ? "US" + storyHeading.group(1) : "";
            inScenarios = false;
        }
        inScenarios = inScenarios || SCENARIOS.matcher(line.text()).matches();
        Matcher requirement = REQUIREMENT.matcher(line.text());
        if (requirement.matches()) {
            return requirement(line, requirement);
        }
        Matcher numbered = NUMBERED.matcher(line.text());
        if (inScenarios && !story.isEmpty() && numbered.matches()) {
            String text = numbered.group(2).replace("**", "");
            return requirements.line("", text, story + "." + numbered.group(1), story, "scenario");
        }
        Matcher ours = OURS.matcher(line.text());
        if (ours.matches()) {
            requirements.counted(ours.group(1));
        }
        return line.text();
    }

    private String requirement(SourceLine line, Matcher found) {
        boolean isFunctional = found.group(2).equals("FR");
        String id = found.group(1);
        String given = isFunctional && requirements.numbering.isOurs(id) ? id : "";
        boolean isTwice = !given.isEmpty() && requirements.isNumber(given);
        String text = requirements.line(
                given, found.group(3), given.isEmpty() ? id : "", story, isFunctional ? "functional" : "quality");
        if (isTwice) {
            notes.add(new ImportNote(
                    path + "/spec.md",
                    line.number(),
                    "The number " + id + " is there twice; this one becomes "
                            + text.substring(6).split(" ", 2)[0] + "."));
        }
        return text;
    }
}
