package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an item as the text below its heading: first its own text, then a line for each field that has a value, or a list.
 *
 * <pre>
 * What it is, in as many lines as it takes.
 *
 * Sub-components:
 * - Parser: reads what comes
 *
 * Priority: high
 * </pre>
 *
 * <p>What stands behind the first such line and is no field is a person's, and stays. A line of the text that looks like a field
 * gets a backslash before its colon, one more than it has; reading takes one away. Immutable and thread-safe.
 */
final class OutlineBody {
    private static final Pattern ELEMENT = Pattern.compile("([ \\t]{0,3}[-*+] +)(.*\\S)[ \\t]*");

    private static final int RANKS = 3;

    private final String text;
    /** The field of each label, by its letters. */
    private final Map<String, String> fields = new LinkedHashMap<>();

    private final KindDefinition kind;
    private final Pattern label;

    /** @param text the field that is the text itself; empty if there is none */
    OutlineBody(KindDefinition kind, String text, List<String> others) {
        this.kind = kind;
        this.text = text;
        for (int rank = 0; rank < RANKS; rank++) {
            for (String field : others) {
                if (rank(field) == rank) {
                    fields.put(Outline.letters(label(field)), field);
                }
            }
        }
        this.label = Pattern.compile(
                "((?:\\*\\*)?)(\\p{L}[\\p{L}\\p{N} _-]{0,60}?)(\\\\*):((?:\\*\\*)?)(?:[ \\t]+(.*))?[ \\t]*");
    }

    /** New fields stand in this order: lists of objects, lists of texts, single values. */
    private int rank(String field) {
        FieldShape of = shape(field).of();
        return !isList(field) ? 2 : of != null && of.type() == FieldShape.Type.OBJECT ? 0 : 1;
    }

    /** How a field is called in the file: {@code subComponents} is "Sub-components". */
    private static String label(String field) {
        return DocumentDefinition.heading(field).replace(' ', '-');
    }

    /** What a body is made of: the lines of its text, and the lines of each field. */
    private record Split(List<String> lines, int textEnd, Map<String, Lines> found) {}

    /** The lines of a field: the first has its label, the last is not among them. */
    private record Lines(int first, int end) {}

    private Split split(String body) {
        List<String> lines = body.isEmpty() ? List.of() : Arrays.asList(body.split("\n", -1));
        Map<String, Lines> found = new LinkedHashMap<>();
        int textEnd = lines.size();
        for (int i = 0; i < lines.size(); i++) {
            String field = field(lines.get(i));
            if (field == null || found.containsKey(field)) {
                continue;
            }
            int end = i + 1;
            while (isList(field) && end < lines.size() && isElement(lines, end)) {
                end++;
            }
            found.put(field, new Lines(i, end));
            textEnd = Math.min(textEnd, i);
            i = end - 1;
        }
        return new Split(lines, textEnd, found);
    }

    private boolean isElement(List<String> lines, int at) {
        boolean isBlankBefore = lines.get(at).isBlank()
                && at + 1 < lines.size()
                && field(lines.get(at - 1)) != null
                && ELEMENT.matcher(lines.get(at + 1)).matches();
        return isBlankBefore || ELEMENT.matcher(lines.get(at)).matches();
    }

    private @Nullable String field(String line) {
        Matcher matcher = label.matcher(line);
        return matcher.matches()
                        && matcher.group(3).isEmpty()
                        && matcher.group(1).equals(matcher.group(4))
                ? fields.get(Outline.letters(matcher.group(2)))
                : null;
    }

    private FieldShape shape(String field) {
        FieldShape shape = kind.fields().get(field);
        return shape == null ? FieldShape.of(FieldShape.Type.ANY) : shape;
    }

    private boolean isList(String field) {
        return shape(field).type() == FieldShape.Type.LIST;
    }

    Map<String, Json> read(String body) {
        Split split = split(body);
        Map<String, Json> said = new HashMap<>();
        if (!text.isEmpty()) {
            said.put(text, Json.of(ownText(split)));
        }
        split.found().forEach((field, at) -> said.put(field, value(split, field, at)));
        return said;
    }

    private String ownText(Split split) {
        List<String> own = new ArrayList<>();
        split.lines().subList(0, split.textEnd()).forEach(line -> own.add(escaped(line, false)));
        return strip(String.join("\n", own));
    }

    /** The text without blank lines at its ends. */
    private static String strip(String lines) {
        return lines.replaceAll("^(?:[ \\t]*\\n)+|\\s+$", "");
    }

    /** A line of text that begins as a field does, with one backslash more or less. */
    private String escaped(String line, boolean more) {
        Matcher matcher = label.matcher(line);
        boolean isLike = matcher.matches() && fields.containsKey(Outline.letters(matcher.group(2)));
        if (!isLike || !more && matcher.group(3).isEmpty()) {
            return line;
        }
        int at = matcher.end(3);
        return more
                ? line.substring(0, at) + "\\" + line.substring(at)
                : line.substring(0, at - 1) + line.substring(at);
    }

    private Json value(Split split, String field, Lines at) {
        if (isList(field)) {
            List<Json> elements = new ArrayList<>();
            for (String line : split.lines().subList(at.first() + 1, at.end())) {
                if (!line.isBlank()) {
                    elements.add(OutlineElement.read(element(line), shape(field).of()));
                }
            }
            return Json.array(elements);
        }
        Matcher matcher = label.matcher(split.lines().get(at.first()));
        boolean isFound = matcher.matches() && matcher.group(5) != null;
        return Json.of(isFound ? OutlineElement.decoded(matcher.group(5).strip()) : "");
    }

    private static String element(String line) {
        Matcher matcher = ELEMENT.matcher(line);
        return matcher.matches() ? matcher.group(2) : line.strip();
    }

    /** The body with these fields; lines that say the same already stay. */
    String write(String body, Json.Obj wanted) {
        Split split = split(body);
        Map<String, Json> said = read(body);
        List<String> out = new ArrayList<>(split.lines().subList(0, split.textEnd()));
        String own = wanted.text(text).orElse("");
        if (!text.isEmpty() && !own.equals(ownText(split))) {
            out.clear();
            own.lines().forEach(line -> out.add(escaped(line, true)));
            if (!own.isEmpty() && split.textEnd() < split.lines().size()) {
                out.add("");
            }
        }
        int at = split.textEnd();
        int lastField = out.size();
        for (Map.Entry<String, Lines> found : split.found().entrySet()) {
            out.addAll(split.lines().subList(at, found.getValue().first()));
            out.addAll(lines(split, found.getKey(), found.getValue(), said, wanted));
            at = found.getValue().end();
            lastField = out.size();
        }
        List<String> rest = split.lines().subList(at, split.lines().size());
        addNew(out, lastField, split, wanted);
        out.addAll(rest);
        return strip(String.join("\n", out));
    }

    private List<String> lines(Split split, String field, Lines at, Map<String, Json> said, Json.Obj wanted) {
        List<String> before = split.lines().subList(at.first(), at.end());
        Json value = wanted.get(field);
        Json had = ItemText.fitted(shape(field), said.getOrDefault(field, Json.Null.VALUE));
        if (value == null) {
            boolean isEmpty = had.equals(Json.of("")) || had.equals(Json.array(List.of()));
            return isEmpty ? before : List.of();
        }
        if (value.equals(had)) {
            return before;
        }
        if (!isList(field)) {
            Matcher matcher = label.matcher(before.get(0));
            String start = matcher.matches() ? before.get(0).substring(0, matcher.end(4)) : label(field) + ":";
            return List.of(start + " " + OutlineElement.plain(value));
        }
        return list(before, field, value);
    }

    /** A list in which the lines of elements that stay are as they were. */
    private List<String> list(List<String> before, String field, Json value) {
        Map<Json, String> known = new HashMap<>();
        String bullet = "- ";
        List<String> out = new ArrayList<>(before.subList(0, 1));
        for (String line : before.subList(1, before.size())) {
            Matcher matcher = ELEMENT.matcher(line);
            if (matcher.matches()) {
                bullet = matcher.group(1);
                known.putIfAbsent(
                        OutlineElement.read(matcher.group(2), shape(field).of()), line);
            } else {
                out.add(line);
            }
        }
        for (Json element : value.asList()) {
            String line = known.get(element);
            out.add(line != null ? line : bullet + OutlineElement.write(element));
        }
        return out;
    }

    private void addNew(List<String> out, int at, Split split, Json.Obj wanted) {
        List<String> added = new ArrayList<>();
        for (String field : fields.values()) {
            Json value = wanted.get(field);
            if (value == null || split.found().containsKey(field)) {
                continue;
            }
            if (at + added.size() > 0 && !(added.isEmpty() ? out.get(at - 1) : "x").isBlank()) {
                added.add("");
            }
            if (isList(field)) {
                added.addAll(list(List.of(label(field) + ":"), field, value));
            } else {
                added.add(label(field) + ": " + OutlineElement.plain(value));
            }
        }
        out.addAll(at, added);
    }
}
