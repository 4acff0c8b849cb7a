package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The marks of a template. A subset of Mustache is allowed: names, sections, inverted sections, partials, comments. Raw insertion,
 * other delimiters, inheritance and pragmas are refused, since through them a user's text could become structure.
 *
 * @param marks in the order of the text
 * @param findings marks that are none
 */
record TemplateMarks(List<Mark> marks, List<DocumentFinding> findings) {
    private static final Pattern NAME = Pattern.compile("\\.|[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_-]*+)*+");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    TemplateMarks {
        marks = List.copyOf(marks);
        findings = List.copyOf(findings);
    }

    /**
     * A mark.
     *
     * @param kind a space for a name, or {@code #}, {@code ^}, {@code /}, {@code >}
     */
    record Mark(char kind, String name, int line, int column) {}

    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    static TemplateMarks of(String text) {
        List<Mark> marks = new ArrayList<>();
        List<DocumentFinding> findings = new ArrayList<>();
        Lines lines = Lines.of(text);
        int at = 0;
        while (true) {
            int start = text.indexOf("{{", at);
            int stray = text.indexOf("}}", at);
            if (stray >= 0 && (start < 0 || stray < start)) {
                find(
                        findings,
                        lines,
                        stray,
                        "E_TEMPLATE_MARK",
                        "}} stands here without {{ before it. Remove it or complete the mark.");
                at = stray + 2;
                continue;
            }
            if (start < 0) {
                return new TemplateMarks(marks, findings);
            }
            int end = text.indexOf("}}", start + 2);
            if (end < 0) {
                find(
                        findings,
                        lines,
                        start,
                        "E_TEMPLATE_MARK",
                        "The mark that begins here never ends. Close it with }}.");
                return new TemplateMarks(marks, findings);
            }
            boolean isRaw = text.startsWith("{{{", start);
            mark(marks, findings, lines, start, text.substring(start + 2, end));
            at = isRaw && text.startsWith("}}}", end) ? end + 3 : end + 2;
        }
    }

    private static void mark(List<Mark> marks, List<DocumentFinding> findings, Lines lines, int start, String inner) {
        char kind = inner.isEmpty() ? ' ' : inner.charAt(0);
        if (kind == '!') {
            return;
        }
        if (kind == '{' || kind == '&') {
            find(
                    findings,
                    lines,
                    start,
                    "E_TEMPLATE_RAW",
                    "Raw insertion is refused, since a text could forge headings and boxes. Write {{name}}.");
            return;
        }
        boolean isMark = kind == '#' || kind == '^' || kind == '/' || kind == '>';
        String name = (isMark ? inner.substring(1) : inner).strip();
        if (kind == '>' ? !isFile(name) : !NAME.matcher(name).matches()) {
            find(
                    findings,
                    lines,
                    start,
                    "E_TEMPLATE_MARK",
                    "{{" + Words.clip(inner.replaceAll("\\s+", " "), 40)
                            + "}} is no mark that templates may have. Allowed are {{name}}, {{#name}}, {{^name}}, {{/name}}, {{>file}}"
                            + " and {{! comment}}.");
            return;
        }
        int line = lines.lineOf(start) + 1;
        marks.add(new Mark(isMark ? kind : ' ', name, line, lines.column(start)));
    }

    private static void find(List<DocumentFinding> findings, Lines lines, int at, String code, String message) {
        findings.add(new DocumentFinding(code, lines.lineOf(at) + 1, lines.column(at), message));
    }
}
