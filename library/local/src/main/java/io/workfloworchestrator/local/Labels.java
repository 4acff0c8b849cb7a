package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a file of people says in its text: in lines such as {@code **Impact Score:** High}, below headings such as
 * {@code ### 1. What problem does this solve?}, or right below the title. Fenced code says nothing. Pure functions.
 */
final class Labels {
    /** The label of the text between the title and what follows. */
    private static final String BELOW_TITLE = "#";

    /** What divides the two values of a line: {@code **Impact:** High - it is what people ask for}. */
    private static final String DASH = " - ";

    private static final String SECOND = " -";
    private static final Pattern LINE =
            Pattern.compile("[ \\t]*(?:[-*+][ \\t]+)?\\*\\*(?<name>[^*\\n]+?):?\\*\\*:?[ \\t]*(?<value>.*?)[ \\t\\r]*");
    private static final Pattern HEADING = Pattern.compile("(?<marks>#{1,6})[ \\t]+(?<text>.*?)[ \\t#\\r]*");
    private static final Pattern FENCE = Pattern.compile("[ ]{0,3}(```|~~~).*");
    private static final Pattern RULE = Pattern.compile("[ ]{0,3}(?:-[ \\t]*){3,}\\r?");
    private static final Pattern COUNT = Pattern.compile("(-?\\d{1,9})\\s*%?");

    private Labels() {}

    /** A value in a text, from one character to before another. */
    record Found(Json value, int from, int to) {}

    private record Line(String text, int from, int to) {}

    /** What a text says of the fields that have labels, by field. */
    static Map<String, Found> in(
            String text, KindDefinition kind, List<String> sections, Map<String, List<String>> labels) {
        Map<String, Found> found = new LinkedHashMap<>();
        if (labels.isEmpty()) {
            return found;
        }
        List<Line> lines = lines(text);
        labels.forEach((field, names) -> {
            for (String name : names) {
                Optional<Found> one = name.equals(BELOW_TITLE)
                        ? belowTitle(text, lines)
                        : sections.contains(field)
                                ? belowHeading(text, lines, name)
                                : inLine(lines, name, kind.fields().get(field), isDivided(name, labels));
                if (one.isPresent() && !found.containsKey(field)) {
                    found.put(field, one.get());
                }
            }
        });
        return found;
    }

    /** The text with other values; a field that has none there is left as it is. */
    static String with(String text, Map<String, Found> found, Map<String, String> values) {
        List<Map.Entry<String, Found>> last = new ArrayList<>(found.entrySet());
        last.sort((a, b) -> b.getValue().from() - a.getValue().from());
        StringBuilder changed = new StringBuilder(text);
        for (Map.Entry<String, Found> one : last) {
            String value = values.get(one.getKey());
            if (value != null) {
                changed.replace(one.getValue().from(), one.getValue().to(), value);
            }
        }
        return changed.toString();
    }

    /**
     * What stands in the place of a value to say another one, or the same; empty if it cannot stand there: a text of several
     * lines in a line.
     */
    static Optional<String> instead(String text, Found found, Optional<Json> value) {
        String before = text.substring(found.from(), found.to());
        if (value.filter(found.value()::equals).isPresent()) {
            return Optional.of(before);
        }
        String after = value.map(json -> json.asText().orElse(json.toString()))
                .map(some -> before.endsWith("%") ? some + "%" : some)
                .orElse("");
        boolean isBlock = before.contains("\n");
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        return after.contains("\n") && !isBlock && !isAlone(text, found)
                ? Optional.empty()
                : Optional.of(after.replace("\n", newline));
    }

    private static boolean isAlone(String text, Found found) {
        return text.substring(text.lastIndexOf('\n', found.from() - 1) + 1, found.from())
                .isBlank();
    }

    private static boolean isDivided(String name, Map<String, List<String>> labels) {
        return labels.values().stream().anyMatch(names -> names.contains(name + SECOND));
    }

    private static Optional<Found> inLine(
            List<Line> lines, String name, @Nullable FieldShape shape, boolean isDivided) {
        boolean isSecond = name.endsWith(SECOND);
        String label = isSecond ? name.substring(0, name.length() - SECOND.length()) : name;
        for (Line line : lines) {
            Matcher said = LINE.matcher(line.text);
            if (said.matches() && said.group("name").strip().equalsIgnoreCase(label)) {
                String value = said.group("value");
                int from = line.from + said.start("value");
                int dash = isSecond || isDivided ? value.indexOf(DASH) : -1;
                if (isSecond && dash < 0) {
                    return Optional.empty();
                }
                int begin = isSecond ? dash + DASH.length() : 0;
                int end = isSecond || dash < 0 ? value.length() : dash;
                return json(value.substring(begin, end).strip(), shape)
                        .map(json -> new Found(json, from + begin, from + end));
            }
        }
        return Optional.empty();
    }

    private static Optional<Json> json(String value, @Nullable FieldShape shape) {
        boolean isCount = shape != null && shape.type() == FieldShape.Type.INT;
        Matcher count = COUNT.matcher(value);
        if (isCount) {
            return count.matches() ? Optional.of(Json.of(Long.parseLong(count.group(1)))) : Optional.empty();
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(ItemText.fitted(shape, Json.of(value)));
    }

    private static Optional<Found> belowHeading(String text, List<Line> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher heading = HEADING.matcher(lines.get(i).text);
            if (heading.matches() && words(heading.group("text")).equals(words(name))) {
                int level = heading.group("marks").length();
                int end = i + 1;
                while (end < lines.size() && !ends(lines.get(end).text, level)) {
                    end++;
                }
                return block(text, lines, i + 1, end);
            }
        }
        return Optional.empty();
    }

    private static boolean ends(String line, int level) {
        Matcher heading = HEADING.matcher(line);
        return RULE.matcher(line).matches()
                || heading.matches() && heading.group("marks").length() <= level;
    }

    private static Optional<Found> belowTitle(String text, List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher heading = HEADING.matcher(lines.get(i).text);
            if (heading.matches()) {
                int end = i + 1;
                while (end < lines.size()
                        && !HEADING.matcher(lines.get(end).text).matches()
                        && !RULE.matcher(lines.get(end).text).matches()
                        && !LINE.matcher(lines.get(end).text).matches()) {
                    end++;
                }
                return heading.group("marks").length() == 1 ? block(text, lines, i + 1, end) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The text of some lines without blank ones around it. */
    private static Optional<Found> block(String text, List<Line> lines, int first, int end) {
        int from = first;
        int to = end;
        while (from < to && lines.get(from).text.isBlank()) {
            from++;
        }
        while (to > from && lines.get(to - 1).text.isBlank()) {
            to--;
        }
        if (from == to) {
            return Optional.empty();
        }
        int begin = lines.get(from).from;
        String value = text.substring(begin, lines.get(to - 1).to).stripTrailing();
        return Optional.of(new Found(Json.of(value.replace("\r\n", "\n")), begin, begin + value.length()));
    }

    /** A heading without the number in front of it and the mark behind it. */
    private static String words(String heading) {
        return heading.strip()
                .replaceAll("^\\d+[.)][ \\t]+", "")
                .replaceAll("[?:.!\\s]+$", "")
                .toLowerCase(Locale.ROOT);
    }

    /** The lines of the body; those of front matter and of fenced code are shown as empty. */
    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        boolean isMatter = text.startsWith("---\n", start) || text.startsWith("---\r\n", start);
        @Nullable String fence = null;
        int from = start;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            String line = text.substring(from, to);
            Matcher mark = FENCE.matcher(line);
            String shown = isMatter ? "" : fence != null ? "code" : line;
            if (isMatter) {
                isMatter = from == start || !line.stripTrailing().equals("---");
            } else if (mark.matches() && (fence == null || mark.group(1).equals(fence))) {
                fence = fence == null ? mark.group(1) : null;
            }
            lines.add(new Line(shown, from, to));
            from = to + 1;
        }
        return lines;
    }
}
