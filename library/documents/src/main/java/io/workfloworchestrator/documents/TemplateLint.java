package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a template before anybody renders it. */
final class TemplateLint {
    private static final int DEEPEST = 10;

    private final Function<String, Optional<String>> sources;
    private final @Nullable Json example;
    private final List<DocumentFinding> findings = new ArrayList<>();

    private TemplateLint(Function<String, Optional<String>> sources, @Nullable Json example) {
        this.sources = sources;
        this.example = example;
    }

    /**
     * What is wrong, in the order of the text.
     *
     * @param example a value that has every name; null if names are not to be checked
     */
    static List<DocumentFinding> of(String text, Function<String, Optional<String>> sources, @Nullable Json example) {
        TemplateLint lint = new TemplateLint(sources, example);
        TemplateMarks marks = new TemplateMarks(text);
        lint.findings.addAll(marks.findings);
        lint.marks(marks);
        lint.findings.sort((a, b) -> a.line() != b.line() ? a.line() - b.line() : a.column() - b.column());
        return List.copyOf(lint.findings);
    }

    /** A section that is open, and what its names mean; the value is null where nothing is known. */
    private record Open(TemplateMarks.Mark mark, @Nullable Json value, boolean isLoop) {}

    private void marks(TemplateMarks all) {
        Deque<Open> open = new ArrayDeque<>();
        for (TemplateMarks.Mark mark : all.marks) {
            switch (mark.kind()) {
                case '#', '^' -> open.push(section(mark, open));
                case '/' -> close(mark, open);
                case '>' -> partial(mark, mark.name(), new ArrayDeque<>());
                default -> name(mark, open);
            }
        }
        for (Open left : open) {
            find(
                    left.mark(),
                    "E_TEMPLATE_SECTION",
                    "The section " + left.mark().name() + " that begins here is never closed. Add {{/"
                            + left.mark().name() + "}}.");
        }
    }

    private Open section(TemplateMarks.Mark mark, Deque<Open> open) {
        Json value = lookup(mark, open);
        if (mark.kind() == '^' || value == null) {
            return new Open(mark, null, value == null && mark.kind() == '#');
        }
        if (value instanceof Json.Arr list) {
            return new Open(mark, list.elements().stream().findFirst().orElse(null), true);
        }
        return new Open(mark, value instanceof Json.Obj ? value : null, value instanceof Json.Str);
    }

    private void close(TemplateMarks.Mark mark, Deque<Open> open) {
        if (open.isEmpty()) {
            find(
                    mark,
                    "E_TEMPLATE_SECTION",
                    "No section is open here that " + mark.name() + " could close. Remove it.");
            return;
        }
        TemplateMarks.Mark begun = open.peek().mark();
        if (!begun.name().equals(mark.name())) {
            find(
                    mark,
                    "E_TEMPLATE_SECTION",
                    "The section " + begun.name() + " of line " + begun.line() + " is open here, not " + mark.name()
                            + ". Close it first.");
        }
        open.pop();
    }

    private void name(TemplateMarks.Mark mark, Deque<Open> open) {
        if (mark.name().equals(".") && open.stream().noneMatch(Open::isLoop)) {
            find(
                    mark,
                    "E_TEMPLATE_LOOP",
                    "{{.}} means the element of a list, and no list is open here. Name the value.");
            return;
        }
        Json value = lookup(mark, open);
        if (value instanceof Json.Arr) {
            find(
                    mark,
                    "E_TEMPLATE_LOOP",
                    mark.name() + " is a list. Write {{#" + mark.name() + "}}…{{/" + mark.name() + "}}.");
        } else if (value instanceof Json.Obj object) {
            find(
                    mark,
                    "E_TEMPLATE_LOOP",
                    mark.name() + " is an object. Name one of its fields: "
                            + Words.clip(String.join(", ", object.keys()), 100) + ".");
        }
    }

    /** The value of a name in the example; null if it is not known, which is a finding if names are checked. */
    private @Nullable Json lookup(TemplateMarks.Mark mark, Deque<Open> open) {
        if (example == null || mark.name().equals(".")) {
            return null;
        }
        List<Json> scopes = new ArrayList<>();
        for (Open each : open) {
            if (each.value() != null) {
                scopes.add(each.value());
            }
        }
        scopes.add(example);
        String first = mark.name().split("\\.")[0];
        for (Json scope : scopes) {
            if (scope.at(first).isPresent()) {
                return below(mark, scope);
            }
        }
        TreeSet<String> known = new TreeSet<>();
        scopes.forEach(scope -> known.addAll(scope.asObject().keys()));
        unknown(mark, first, known);
        return null;
    }

    private @Nullable Json below(TemplateMarks.Mark mark, Json scope) {
        Json here = scope;
        for (String name : mark.name().split("\\.")) {
            Optional<Json> next = here.at(name);
            if (next.isEmpty()) {
                unknown(mark, name, new TreeSet<>(here.asObject().keys()));
                return null;
            }
            here = next.get();
        }
        return here;
    }

    private void unknown(TemplateMarks.Mark mark, String name, Set<String> known) {
        String nearest = Words.nearest(name, known, 2)
                .map(found -> "Did you mean " + found + "?")
                .orElse("Known here: " + Words.clip(String.join(", ", known), 200) + ".");
        find(mark, "E_TEMPLATE_NAME", "Nothing has the name " + name + " here. " + nearest);
    }

    private void partial(TemplateMarks.Mark mark, String file, Deque<String> path) {
        Optional<String> text = sources.apply(file);
        if (text.isEmpty()) {
            find(
                    mark,
                    "E_TEMPLATE_PARTIAL",
                    "The template " + file + " is not there. Add " + Templates.FOLDER + "/" + file + Templates.ENDING
                            + ", or correct the name.");
            return;
        }
        if (path.contains(file) || path.size() >= DEEPEST) {
            path.addLast(file);
            find(
                    mark,
                    "E_TEMPLATE_DEPTH",
                    "Templates include each other in a circle or deeper than " + DEEPEST + ": "
                            + String.join(" > ", path) + ". Take one out.");
            path.removeLast();
            return;
        }
        TemplateMarks marks = new TemplateMarks(text.get());
        for (DocumentFinding below : marks.findings) {
            find(mark, below.code(), "In " + file + ", line " + below.line() + ": " + below.message());
        }
        path.addLast(file);
        int before = findings.size();
        for (TemplateMarks.Mark below : marks.marks) {
            if (below.kind() == '>' && findings.size() == before) {
                partial(mark, below.name(), path);
            }
        }
        path.removeLast();
    }

    private void find(TemplateMarks.Mark mark, String code, String message) {
        findings.add(new DocumentFinding(code, mark.line(), mark.column(), message));
    }
}
