package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One answer, as documents use it. Immutable.
 *
 * @param id by which documents quote it: {@code Q-problem_statement}, in a loop {@code Q-persona.login}
 * @param lines in words, one for each element
 * @param assumed why it was decided instead of answered; empty if somebody answered it
 */
record GivenAnswer(String id, String asked, Json value, String text, List<String> lines, Optional<String> assumed) {
    private static final Pattern STRUCTURE = Pattern.compile("(?m)^\\s*(```|~~~|#{1,6}\\s|---\\s*$|\\||>|<)");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*+•]|\\d{1,3}[.)])\\s+(?:\\[.]\\s+)?");
    private static final int LONGEST_POINT = 400;

    static GivenAnswer of(Json answer) {
        Json.Obj fields = answer.asObject();
        boolean isAssumed = fields.find("assumed").equals(Optional.of(Json.of(true)));
        return new GivenAnswer(
                fields.text("id").orElse(""),
                fields.text("question").orElse(""),
                fields.find("value").orElse(Json.Null.VALUE),
                fields.text("text").orElse(""),
                fields.texts("lines"),
                isAssumed ? fields.text("because") : Optional.empty());
    }

    static String line(Map<String, GivenAnswer> element, String question) {
        return Optional.ofNullable(element.get(question))
                .map(answer -> oneLine(answer.text))
                .orElse("");
    }

    static Json.Obj with(Json.Obj data, Map<String, GivenAnswer> element) {
        Json.Obj all = data;
        for (Map.Entry<String, GivenAnswer> one : element.entrySet()) {
            all = all.with(one.getKey(), one.getValue().data());
        }
        return all;
    }

    String question() {
        String name = id.startsWith("Q-") ? id.substring(2) : id;
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    String element() {
        int dot = id.indexOf('.');
        return dot < 0 ? "" : id.substring(dot + 1);
    }

    boolean isYes() {
        return value.equals(Json.of(true));
    }

    /**
     * The points of a text: its lines, without bullets, and the parts between semicolons. A text with a structure of its own, such as
     * a fence or a table, is one point that only names it; the text itself is then quoted whole.
     */
    List<String> points() {
        if (value instanceof Json.Arr) {
            return lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
        }
        if (isBlock()) {
            return List.of();
        }
        return Arrays.stream(text.split("\\R|;"))
                .map(line -> BULLET.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Whether the text has a structure of its own, or paragraphs too long for points. */
    boolean isBlock() {
        return STRUCTURE.matcher(text).find()
                || Arrays.stream(text.split("\\R|;")).anyMatch(line -> line.length() > LONGEST_POINT);
    }

    Json.Obj data() {
        Json.Obj data = Json.Obj.EMPTY
                .with("id", id)
                .with("question", asked)
                .with("text", text)
                .with("line", oneLine(text))
                .with("points", Json.strings(points()))
                .with("block", isBlock())
                .with("source", source());
        return data.with("assumed", assumed);
    }

    String source() {
        return assumed.map(why -> id + ", assumed" + (why.isBlank() ? "" : ": " + oneLine(why)))
                .orElse(id);
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
