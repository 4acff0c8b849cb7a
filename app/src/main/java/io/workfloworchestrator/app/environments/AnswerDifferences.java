package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares answers to the same call, value by value. What the live release itself answers in another way each time, such as ids and
 * times, does not count. Pure functions.
 */
final class AnswerDifferences {
    private static final int MOST = 20;
    private static final int SHOWN = 60;
    /** How much of what is equal stands before the first difference of long texts. */
    private static final int SAME = 15;
    /** Shorter texts are words that stand anywhere, and not ids. */
    private static final int SHORTEST_ID = 4;

    private AnswerDifferences() {}

    /** One difference; it is a break if a client that relied on the old answer cannot go on. */
    record Difference(String says, boolean isBreak) {}

    /**
     * What another release answers in another way.
     *
     * @param again the answer of the live release, made again; empty if nobody asked it
     */
    static List<Difference> of(Json.Obj then, Json.Obj now, Optional<Json.Obj> again) {
        IssueCall.Reply before = IssueCall.reply(then);
        IssueCall.Reply after = IssueCall.reply(now);
        if (after.isError() && !before.isError()) {
            boolean isLost =
                    again.map(IssueCall::reply).filter(IssueCall.Reply::isError).isEmpty();
            String why = Words.clip(after.error(), SHOWN);
            return List.of(new Difference(
                    isLost ? "fails now: " + why : "fails now, with the live release as well: " + why, isLost));
        }
        if (before.isError()) {
            return after.isError()
                    ? List.of()
                    : List.of(
                            new Difference("is answered now, and failed: " + Words.clip(before.error(), SHOWN), false));
        }
        return values(leaves(then), leaves(now), again.map(AnswerDifferences::leaves));
    }

    private static List<Difference> values(
            Map<String, Json> then, Map<String, Json> now, Optional<Map<String, Json>> again) {
        List<Difference> differences = new ArrayList<>();
        then.forEach((path, value) -> {
            boolean isSteady = again.map(live -> value.equals(live.get(path))).orElse(true);
            Json other = now.get(path);
            if (!isSteady || value.equals(other) || differences.size() == MOST) {
                return;
            }
            boolean isField = path.startsWith("structuredContent.") && !path.endsWith("]");
            differences.add(
                    other == null
                            ? new Difference(path + " is gone", isField && !isBelowShorterList(path, now))
                            : new Difference(
                                    path + ": " + shown(other, value) + ", and was " + shown(value, other), false));
        });
        return differences;
    }

    /** A value from shortly before it differs from the other one. */
    private static String shown(Json value, Json other) {
        String text = value.toString();
        String beside = other.toString();
        int same = 0;
        while (same < Math.min(text.length(), beside.length()) && text.charAt(same) == beside.charAt(same)) {
            same++;
        }
        int begin = same + SAME > SHOWN ? same - SAME : 0;
        return (begin > 0 ? "…" : "") + Words.clip(text.substring(begin), SHOWN);
    }

    /** A list with fewer elements is another value; an element without a field is another form. */
    private static boolean isBelowShorterList(String path, Map<String, Json> now) {
        int end = path.lastIndexOf(']');
        return end >= 0 && now.keySet().stream().noneMatch(other -> other.startsWith(path.substring(0, end + 1)));
    }

    /** The single values of an answer by their paths; a text that is JSON is opened. */
    static Map<String, Json> leaves(Json.Obj answer) {
        Map<String, Json> leaves = new LinkedHashMap<>();
        add("", answer, leaves);
        return leaves;
    }

    private static void add(String path, Json value, Map<String, Json> leaves) {
        if (value instanceof Json.Obj object) {
            object.forEach((name, below) -> add(path.isEmpty() ? name : path + "." + name, below, leaves));
        } else if (value instanceof Json.Arr array) {
            for (int i = 0; i < array.elements().size(); i++) {
                add(path + "[" + i + "]", array.elements().get(i), leaves);
            }
        } else {
            Optional<Json> opened = value.asText().flatMap(AnswerDifferences::opened);
            opened.ifPresentOrElse(json -> add(path, json, leaves), () -> leaves.put(path, value));
        }
    }

    private static Optional<Json> opened(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Ids that an answer has in the place of those that were recorded, for the arguments of later calls. */
    static void learn(Json.Obj then, Json.Obj now, Map<String, String> ids) {
        Map<String, Json> fresh = leaves(now);
        leaves(then).forEach((path, value) -> {
            Optional<String> old = value.asText().filter(text -> text.length() >= SHORTEST_ID);
            Optional<String> own = Optional.ofNullable(fresh.get(path)).flatMap(Json::asText);
            if (old.isPresent() && own.isPresent() && !own.equals(old)) {
                String unused = ids.put(old.get(), own.get());
            }
        });
    }

    /** Arguments with the ids that this run has. */
    static Json translated(Json value, Map<String, String> ids) {
        if (value instanceof Json.Obj object) {
            Json.Obj copy = Json.Obj.EMPTY;
            for (String name : object.keys()) {
                copy = copy.with(name, translated(object.find(name).orElseThrow(), ids));
            }
            return copy;
        }
        if (value instanceof Json.Arr array) {
            return Json.array(
                    array.elements().stream().map(one -> translated(one, ids)).toList());
        }
        return value.asText()
                .flatMap(text -> Optional.ofNullable(ids.get(text)))
                .<Json>map(Json::of)
                .orElse(value);
    }
}
