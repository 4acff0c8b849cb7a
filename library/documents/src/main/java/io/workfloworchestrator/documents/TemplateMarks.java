package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The marks of a template. A subset of Mustache is allowed: names, sections, inverted sections, partials, comments. Raw insertion,
 * other delimiters, inheritance and pragmas are refused, since through them a user's text could become structure.
 */
final class TemplateMarks {
    private static final Pattern NAME = Pattern.compile("\\.|[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_-]*+)*+");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** In the order of the text. */
    final List<Mark> marks = new ArrayList<>();

    final List<DocumentFinding> findings = new ArrayList<>();

    private final Lines lines;

    /**
     * A mark.
     *
     * @param kind a space for a name, or {@code #}, {@code ^}, {@code /}, {@code >}
     */
    record Mark(char kind, String name, int line, int column) {}

    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    TemplateMarks(String text) {
        lines = Lines.of(text);
        int at = 0;
        while (at >= 0) {
            at = next(text, at);
        }
    }

    /** Takes the next mark behind a place, and answers where the text goes on; -1 if there is no other mark. */
    private int next(String text, int at) {
        int start = text.indexOf("{{", at);
        int stray = text.indexOf("}}", at);
        if (stray >= 0 && (start < 0 || stray < start)) {
            find(stray, "E_TEMPLATE_MARK", "}} stands here without {{ before it. Remove it or complete the mark.");
            return stray + 2;
        }
        if (start < 0) {
            return -1;
        }
        int end = text.indexOf("}}", start + 2);
        if (end < 0) {
            find(start, "E_TEMPLATE_MARK", "The mark that begins here never ends. Close it with }}.");
            return -1;
        }
        mark(start, text.substring(start + 2, end));
        boolean isRaw = text.startsWith("{{{", start) && text.startsWith("}}}", end);
        return isRaw ? end + 3 : end + 2;
    }

    private void mark(int start, String inner) {
        char kind = inner.isEmpty() ? ' ' : inner.charAt(0);
        if (kind == '!') {
            return;
        }
        if (kind == '{' || kind == '&') {
            find(
                    start,
                    "E_TEMPLATE_RAW",
                    "Raw insertion is refused, since a text could forge headings and boxes. Write {{name}}.");
            return;
        }
        boolean isMark = kind == '#' || kind == '^' || kind == '/' || kind == '>';
        String name = (isMark ? inner.substring(1) : inner).strip();
        if (kind == '>' ? !isFile(name) : !NAME.matcher(name).matches()) {
            find(
                    start,
                    "E_TEMPLATE_MARK",
                    "{{" + Words.clip(inner.replaceAll("\\s+", " "), 40)
                            + "}} is no mark that templates may have. Allowed are {{name}}, {{#name}}, {{^name}}, {{/name}}, {{>file}}"
                            + " and {{! comment}}.");
            return;
        }
        marks.add(new Mark(isMark ? kind : ' ', name, lines.lineOf(start) + 1, lines.column(start)));
    }

    private void find(int at, String code, String message) {
        findings.add(new DocumentFinding(code, lines.lineOf(at) + 1, lines.column(at), message));
    }
}
