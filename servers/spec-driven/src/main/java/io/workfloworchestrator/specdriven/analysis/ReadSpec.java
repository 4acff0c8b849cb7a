package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.specdriven.analysis.DocumentText.Heading;
import io.workfloworchestrator.specdriven.analysis.DocumentText.Line;
import io.workfloworchestrator.specdriven.documents.Ears;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a specification says, in the form of this server, of spec-kit ({@code - **FR-001**: System MUST …}, {@code ### User Story 1 - …})
 * or of Kiro ({@code ### Requirement 1} with numbered criteria). Immutable.
 */
record ReadSpec(List<Story> stories, List<Statement> requirements) {
    static final ReadSpec EMPTY = new ReadSpec(List.of(), List.of());

    private static final Pattern STORY =
            Pattern.compile("(?iu)^(?:US|user story\\s+)(\\d{1,3})\\b\\s*[:.–—-]*\\s*(.*)$");
    private static final Pattern KIRO = Pattern.compile("(?iu)^requirement\\s+(\\d{1,3})\\b\\s*[:.–—-]*\\s*(.*)$");
    private static final Pattern REQUIREMENT = Pattern.compile(
            "^\\s*[-*+]\\s+(?:\\[(.)\\]\\s+)?[*_]*((?:FR|NFR|REQ)-?\\d{1,15})\\b[*_]*\\s*[:.–—-]*[*_]*\\s*(.*)$");
    private static final Pattern POINT = Pattern.compile("^\\s*(?:[-*+]|(\\d{1,3})[.)])\\s+(.*)$");
    private static final Pattern CRITERION = Pattern.compile("(?iu)\\b(?:given|when|then|shall|must)\\b");
    private static final Pattern DROPPED = Pattern.compile("(?iu)\\(dropped\\)\\s*$");
    private static final Pattern MET = Pattern.compile("(?iu)\\((?:met|done)\\)\\s*$");

    /** @param id such as {@code US1} */
    record Story(String id, String title, String path, int line, int criteria) {
        Finding.Place at() {
            return Finding.at(path, line, id);
        }
    }

    /**
     * @param id such as {@code FR-001}
     * @param story the story that it belongs to; empty if it belongs to none
     * @param group the heading above it
     */
    record Statement(
            String id,
            String text,
            String path,
            int line,
            LineFields fields,
            String story,
            String group,
            boolean met,
            boolean dropped) {
        /** What to change in its wording; empty if it follows a pattern, or need be no sentence. */
        Optional<String> wording() {
            return Ears.isSentence(fields.find("source").orElse("")) ? Ears.lint(text) : Optional.empty();
        }

        Finding.Place at() {
            return Finding.at(path, line, id);
        }
    }

    static ReadSpec of(DocumentText document) {
        List<Story> stories = new ArrayList<>();
        List<Statement> requirements = new ArrayList<>();
        for (Line line : document.prose()) {
            Matcher matcher = REQUIREMENT.matcher(line.text());
            if (matcher.matches()) {
                requirements.add(requirement(document, line, matcher));
            }
        }
        for (Heading heading : document.headings()) {
            Matcher story = STORY.matcher(heading.title());
            Matcher kiro = KIRO.matcher(heading.title());
            if (story.matches()) {
                String id = "US" + Integer.parseInt(story.group(1));
                stories.add(new Story(
                        id,
                        story.group(2),
                        document.path(),
                        heading.line(),
                        criteria(document, heading, id, requirements)));
            } else if (kiro.matches()) {
                List<Statement> criteria = numbered(document, heading, kiro.group(1));
                String id = "US" + Integer.parseInt(kiro.group(1));
                stories.add(new Story(id, kiro.group(2), document.path(), heading.line(), criteria.size()));
                requirements.addAll(criteria);
            }
        }
        return new ReadSpec(stories, requirements);
    }

    private static Statement requirement(DocumentText document, Line line, Matcher matcher) {
        LineFields fields = LineFields.of(matcher.group(3));
        String mark = Optional.ofNullable(matcher.group(1)).orElse(" ");
        String under = document.allAbove(line.number()).stream()
                .map(heading -> STORY.matcher(heading.title()))
                .filter(Matcher::matches)
                .map(found -> "US" + Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse("");
        boolean isDropped = mark.equals("-") || DROPPED.matcher(fields.text()).find();
        boolean isMet = mark.equalsIgnoreCase("x") || MET.matcher(fields.text()).find();
        return new Statement(
                matcher.group(2).toUpperCase(Locale.ROOT),
                fields.text(),
                document.path(),
                line.number(),
                fields,
                fields.find("story").orElse(under),
                document.above(line.number()).map(Heading::title).orElse(""),
                isMet,
                isDropped);
    }

    private static int criteria(DocumentText document, Heading heading, String id, List<Statement> requirements) {
        long own = requirements.stream()
                .filter(each -> each.story().equals(id) && !each.dropped())
                .count();
        long said = document.below(heading).stream()
                .filter(line -> !REQUIREMENT.matcher(line.text()).matches())
                .filter(line -> POINT.matcher(line.text()).matches()
                        && CRITERION.matcher(line.text()).find())
                .count();
        return (int) (own + said);
    }

    /** Kiro numbers the criteria of each requirement; its tasks name them as 1.2. */
    private static List<Statement> numbered(DocumentText document, Heading heading, String number) {
        List<Statement> all = new ArrayList<>();
        for (Line line : document.below(heading)) {
            Matcher point = POINT.matcher(line.text());
            if (point.matches() && point.group(1) != null) {
                LineFields fields = LineFields.of(point.group(2));
                all.add(new Statement(
                        number + "." + point.group(1),
                        fields.text(),
                        document.path(),
                        line.number(),
                        fields,
                        "US" + Integer.parseInt(number),
                        heading.title(),
                        false,
                        false));
            }
        }
        return all;
    }

    List<Statement> living() {
        return requirements.stream().filter(each -> !each.dropped()).toList();
    }
}
