package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a specification in Markdown, a living one or a change of one: headings of level 2, requirements of level 3 and scenarios
 * of level 4. Headings in fences, quotes and comments are text; requirements and scenarios at another place or level are refused, with
 * their line. For one text.
 */
final class SpecSections {
    private static final Pattern REQUIREMENT = Pattern.compile("(?iu)^requirement:\\s*(.*)$");
    private static final Pattern SCENARIO = Pattern.compile("(?iu)^(?:(removed|renamed)\\s+)?scenario:\\s*(.*)$");

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    /** What was begun last: a heading of another kind belongs to its text. */
    private StringBuilder last = new StringBuilder();

    /** @param start where its heading begins in the text */
    record Part(String title, int level, int start, StringBuilder body, List<Block> requirements) {
        String text() {
            return trimmed(body.toString());
        }
    }

    /** A requirement and its line. Its scenarios have the words before "scenario:" in their kind, such as "removed". */
    record Block(String name, int line, int start, StringBuilder body, List<ScenarioBlock> scenarios) {
        LivingRequirement requirement() {
            return new LivingRequirement(
                    name,
                    trimmed(body.toString()),
                    scenarios.stream()
                            .filter(each -> each.kind().isEmpty())
                            .map(each -> new LivingRequirement.Scenario(each.name(), each.text()))
                            .toList());
        }
    }

    /** A scenario; its kind is empty, removed or renamed. */
    record ScenarioBlock(String kind, String name, int line, StringBuilder body) {
        String text() {
            return trimmed(body.toString());
        }
    }

    private SpecSections(String text) {
        this.text = text;
    }

    /** @throws SpecDrivenException E_SPEC_PLACE if a requirement or scenario stands where none may stand */
    static List<Part> of(String text) {
        SpecSections sections = new SpecSections(text);
        Markdown.of(text).sections(4).forEach(sections::read);
        return List.copyOf(sections.parts);
    }

    private void read(Section section) {
        Matcher requirement = REQUIREMENT.matcher(section.title());
        Matcher scenario = SCENARIO.matcher(section.title());
        String body = trimmed(section.body().of(text));
        int line = line(section);
        boolean isOther = !requirement.matches() && !scenario.matches() && section.level() > 2;
        if (isOther) {
            last.append("\n\n").append(section.heading().of(text).strip());
            last.append(body.isEmpty() ? "" : "\n\n" + body);
            return;
        }
        last = new StringBuilder(body);
        if (requirement.matches()) {
            requirement(section, name(requirement.group(1)), line);
        } else if (scenario.matches()) {
            scenario(section, scenario, line);
        } else {
            parts.add(
                    new Part(section.title(), section.level(), section.heading().start(), last, new ArrayList<>()));
        }
    }

    private void requirement(Section section, String name, int line) {
        if (section.level() != 3 || parts.isEmpty()) {
            throw place(line, "the requirement \"" + name + "\"", "### Requirement: " + name, "a heading of level 2");
        }
        Block block = new Block(name, line, section.heading().start(), last, new ArrayList<>());
        parts.get(parts.size() - 1).requirements().add(block);
    }

    private void scenario(Section section, Matcher scenario, int line) {
        String name = name(scenario.group(2));
        String kind = scenario.group(1) == null ? "" : scenario.group(1).toLowerCase(Locale.ROOT);
        List<Block> blocks =
                parts.isEmpty() ? List.of() : parts.get(parts.size() - 1).requirements();
        if (section.level() != 4 || blocks.isEmpty()) {
            throw place(line, "the scenario \"" + name + "\"", "#### Scenario: " + name, "a requirement");
        }
        blocks.get(blocks.size() - 1).scenarios().add(new ScenarioBlock(kind, name, line, last));
    }

    private static SpecDrivenException place(int line, String what, String heading, String below) {
        return new SpecDrivenException(
                "E_SPEC_PLACE",
                "line " + line + ": " + what + " stands at the wrong place or level. Write \"" + heading + "\" below "
                        + below + ", or put it into a fence if it is an example.");
    }

    private int line(Section section) {
        return 1
                + (int) text.substring(0, section.heading().start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    static String name(String said) {
        return said.replaceAll("\\s+", " ").strip();
    }

    private static String trimmed(String body) {
        return body.replaceAll("\\r\\n", "\n").replaceAll("\\A(?:[ \\t]*\\n)+|\\s+\\z", "");
    }
}
