package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.MarkdownFormat;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines of items in the documents of a feature, as its workflow reads them. Pure functions. */
final class ItemLines {
    private static final Pattern NUMBER = Pattern.compile("(?:FR-|T)\\d{3,15}");
    private static final Pattern STATUS_WORD =
            Pattern.compile("\\((?:backlog|in-progress|blocked|done|dropped|open|met)\\)$");
    private static final MarkdownFormat FORMAT = MarkdownFormat.checklist()
            .number(NUMBER)
            .statuses("open", "done", List.of("in-progress", "blocked", "dropped"))
            .build();

    private ItemLines() {}

    /**
     * @param number such as {@code FR-001}; empty if the line has none
     * @param fields everything that the line says, by name
     */
    record Line(String number, String text, Json.Obj fields) {
        String field(String name) {
            return fields.text(name).orElse("");
        }

        List<String> list(String name) {
            Optional<Json> value = fields.find(name);
            return value.filter(Json.Arr.class::isInstance).isPresent()
                    ? value.get().texts()
                    : value.flatMap(Json::asText).map(List::of).orElse(List.of());
        }

        boolean isOpen() {
            return !field("status").equals("done") && !field("status").equals("dropped");
        }
    }

    /**
     * The lines of a document, in the order of their numbers, those without a number last. Throws DocumentException if the document cannot
     * be read.
     */
    static List<Line> of(String document) {
        Json value = FORMAT.read(document.getBytes(StandardCharsets.UTF_8), Optional.empty())
                .value();
        List<Line> lines = new ArrayList<>();
        Json.Obj items = value.at("items").map(Json::asObject).orElse(Json.Obj.EMPTY);
        items.forEach((id, item) -> {
            Json.Obj fields = withNumbers(item.asObject(), items);
            lines.add(new Line(
                    fields.text("number").orElse(""), fields.text("text").orElse(""), fields));
        });
        lines.sort(Comparator.comparing((Line line) -> line.number().isEmpty())
                .thenComparing(line -> line.number().length())
                .thenComparing(Line::number));
        return lines;
    }

    /** The format names what a line needs by ids; people read numbers. */
    private static Json.Obj withNumbers(Json.Obj item, Json.Obj items) {
        List<String> needs = item.texts("needs").stream()
                .map(need -> items.at(need, "number").flatMap(Json::asText).orElse(need))
                .toList();
        return needs.isEmpty() ? item : item.with("needs", Json.strings(needs));
    }

    /** A text as a line's title: one line, in which no last word is taken for a status. */
    static String title(String text) {
        String line = GivenAnswer.oneLine(text);
        return STATUS_WORD.matcher(line).find() ? line + "." : line;
    }

    /** The text, cut at the end of a word, with at most so many characters. */
    static String cut(String text, int most) {
        String line = GivenAnswer.oneLine(text);
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        String start = line.substring(0, line.offsetByCodePoints(0, most - 1));
        int space = start.lastIndexOf(' ');
        return (space > most / 2 ? start.substring(0, space) : start).strip() + "…";
    }
}
