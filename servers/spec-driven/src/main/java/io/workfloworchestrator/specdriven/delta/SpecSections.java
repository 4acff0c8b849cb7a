package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /**
     * A part under a heading of level 2.
     *
     * @param text before the first requirement
     * @param requirements in the order of the file
     */
    record Part(String title, String text, List<Block> requirements) {}

    /** A requirement and its line. Its scenarios have the words before "scenario:" in their kind, such as "removed". */
    record Block(String name, int line, String text, List<ScenarioBlock> scenarios) {
        LivingRequirement requirement() {
            return new LivingRequirement(
                    name,
                    text,
                    scenarios.stream()
                            .filter(each -> each.kind().isEmpty())
                            .map(each -> new Scenario(each.name(), each.text()))
                            .toList());
        }
    }

    /** A scenario; its kind is empty, removed or renamed. */
    record ScenarioBlock(String kind, String name, int line, String text) {}

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
        if (requirement.matches()) {
            requirement(section, name(requirement.group(1)), line, body);
        } else if (scenario.matches()) {
            scenario(section, scenario, line, body);
        } else if (section.level() <= 2) {
            parts.add(new Part(section.title(), body, new ArrayList<>()));
        } else {
            more(section, body);
        }
    }

    private void requirement(Section section, String name, int line, String body) {
        if (section.level() != 3 || parts.isEmpty()) {
            throw place(line, "the requirement \"" + name + "\"", "### Requirement: " + name, "a heading of level 2");
        }
        parts.get(parts.size() - 1).requirements().add(new Block(name, line, body, new ArrayList<>()));
    }

    private void scenario(Section section, Matcher scenario, int line, String body) {
        String name = name(scenario.group(2));
        String kind = scenario.group(1) == null ? "" : scenario.group(1).toLowerCase(Locale.ROOT);
        List<Block> blocks =
                parts.isEmpty() ? List.of() : parts.get(parts.size() - 1).requirements();
        if (section.level() != 4 || blocks.isEmpty()) {
            throw place(line, "the scenario \"" + name + "\"", "#### Scenario: " + name, "a requirement");
        }
        blocks.get(blocks.size() - 1).scenarios().add(new ScenarioBlock(kind, name, line, body));
    }

    private static SpecDrivenException place(int line, String what, String heading, String below) {
        return new SpecDrivenException(
                "E_SPEC_PLACE",
                "line " + line + ": " + what + " stands at the wrong place or level. Write \"" + heading + "\" below "
                        + below + ", or put it into a fence if it is an example.");
    }

    /** Another heading belongs to the text of what it stands in. */
    private void more(Section section, String body) {
        if (parts.isEmpty()) {
            return;
        }
        Part part = parts.get(parts.size() - 1);
        String whole = "\n\n" + section.heading().of(text).strip() + (body.isEmpty() ? "" : "\n\n" + body);
        int last = part.requirements().size() - 1;
        if (last < 0) {
            parts.set(parts.size() - 1, new Part(part.title(), trimmed(part.text() + whole), part.requirements()));
            return;
        }
        Block block = part.requirements().get(last);
        int scenario = block.scenarios().size() - 1;
        if (scenario < 0) {
            part.requirements()
                    .set(last, new Block(block.name(), block.line(), trimmed(block.text() + whole), block.scenarios()));
        } else {
            ScenarioBlock old = block.scenarios().get(scenario);
            block.scenarios()
                    .set(scenario, new ScenarioBlock(old.kind(), old.name(), old.line(), trimmed(old.text() + whole)));
        }
    }

    private int line(Section section) {
        return 1
                + (int) text.substring(0, section.heading().start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The name of the requirement whose heading has this title; empty if it is another heading. */
    static Optional<String> requirement(String title) {
        Matcher matcher = REQUIREMENT.matcher(title);
        return matcher.matches() ? Optional.of(name(matcher.group(1))) : Optional.empty();
    }

    static String name(String said) {
        return said.replaceAll("\\s+", " ").strip();
    }

    private static String trimmed(String body) {
        return body.replaceAll("\\r\\n", "\n").replaceAll("\\A(?:[ \\t]*\\n)+|\\s+\\z", "");
    }
}
