package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.util.List;

/** Changes fields of a front matter in place: style, comments and order of everything else stay. */
record FrontMatterEdit(String text, Lines lines, SpanEdits edits) {
    void set(FrontMatter matter, Json.Obj fields) {
        for (String name : matter.names(fields)) {
            FrontMatter.Entry entry = matter.entry(name);
            Json value = fields.get(name);
            if (entry == null && value != null) {
                edits.insert(matter.yaml().end(), line(name, value));
            } else if (entry != null && value == null) {
                remove(entry);
            } else if (entry != null && value != null && !entry.value().equals(value)) {
                change(entry, value);
            }
        }
    }

    static String block(Json.Obj fields) {
        StringBuilder out = new StringBuilder("---\n");
        fields.forEach((name, value) -> out.append(line(name, value)));
        return out.append("---\n").toString();
    }

    private static String line(String name, Json value) {
        String block = value instanceof Json.Str string ? YamlWriter.block(string.text(), "  ") : null;
        return YamlWriter.key(name) + ": " + (block != null ? block : YamlWriter.flow(value, YamlWriter.Style.PLAIN))
                + "\n";
    }

    private void remove(FrontMatter.Entry entry) {
        int first = lines.lineOf(entry.key().start());
        int last = lines.lineOf(Math.max(entry.key().start(), entry.span().end() - 1));
        edits.delete(new Span(lines.start(first), lines.start(last + 1)));
    }

    private void change(FrontMatter.Entry entry, Json value) {
        if (!entry.elements().isEmpty()
                && value instanceof Json.Arr array
                && !array.elements().isEmpty()) {
            if (changeElements(entry, array.elements())) {
                return;
            }
        }
        String block = value instanceof Json.Str string ? YamlWriter.block(string.text(), "  ") : null;
        String written = block != null ? block : YamlWriter.flow(value, entry.style());
        if (entry.isBlock()) {
            int colon = text.indexOf(':', entry.key().end());
            int end = lines.end(lines.lineOf(colon));
            String comment = entry.span().start() > end ? text.substring(colon + 1, end) : "";
            edits.replace(new Span(colon + 1, entry.span().end()), " " + written + comment);
        } else {
            boolean touches =
                    entry.span().start() > 0 && text.charAt(entry.span().start() - 1) == ':';
            edits.replace(entry.span(), touches ? " " + written : written);
        }
    }

    /** Changes lines of a list with dashes; false if its elements do not stand in lines of their own. */
    private boolean changeElements(FrontMatter.Entry entry, List<Json> wanted) {
        String dash = "";
        for (Span element : entry.elements()) {
            String before = text.substring(lines.start(lines.lineOf(element.start())), element.start());
            if (!before.strip().equals("-")) {
                return false;
            }
            dash = before;
        }
        List<Json> had = entry.value().asList();
        String start = dash.endsWith(" ") ? dash : dash + " ";
        for (LineDiff.Change change : LineDiff.of(had, wanted)) {
            StringBuilder added = new StringBuilder();
            for (Json value : wanted.subList(change.newStart(), change.newEnd())) {
                added.append(start)
                        .append(YamlWriter.flow(value, YamlWriter.Style.PLAIN))
                        .append('\n');
            }
            edits.insert(
                    change.oldStart() == had.size() ? next(entry, had.size() - 1) : first(entry, change.oldStart()),
                    added.toString());
            for (int i = change.oldStart(); i < change.oldEnd(); i++) {
                edits.delete(new Span(first(entry, i), next(entry, i)));
            }
        }
        return true;
    }

    private int first(FrontMatter.Entry entry, int element) {
        return lines.start(lines.lineOf(entry.elements().get(element).start()));
    }

    private int next(FrontMatter.Entry entry, int element) {
        Span span = entry.elements().get(element);
        return lines.start(lines.lineOf(Math.max(span.start(), span.end() - 1)) + 1);
    }
}
