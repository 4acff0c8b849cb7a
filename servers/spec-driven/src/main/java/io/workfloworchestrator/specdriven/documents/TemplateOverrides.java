package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong in a project's own templates. Which names there are is read from the built-in template of the same document, which
 * shows every one of them. Pure functions.
 */
public final class TemplateOverrides {
    private static final String FOLDER = ".ai-planning/templates/";
    private static final Pattern MARK = Pattern.compile("\\{\\{([#^/]?)\\s*([\\w.-]+)\\s*}}");

    /** Any question may be asked for by these; the built-in template names a few. */
    private static final Pattern ANY = Pattern.compile("\\{\\{[#^/]\\s*(?:is|chosen)\\.");

    private TemplateOverrides() {}

    public static Map<String, List<DocumentFinding>> lint(ProjectFolder project) {
        Map<String, List<DocumentFinding>> all = new LinkedHashMap<>();
        FeatureTemplates templates = new FeatureTemplates(project);
        for (String name : FeatureTemplates.NAMES) {
            String path = FOLDER + name + ".mustache";
            if (project.exists(path)) {
                all.put(path, lint(templates, name));
            }
        }
        return all;
    }

    private static List<DocumentFinding> lint(FeatureTemplates templates, String name) {
        try {
            String[] lines = templates.text(name).split("\n", -1);
            return templates.lint(name, example(FeatureTemplates.own(name).orElse(""))).stream()
                    .filter(finding -> !finding.code().equals("E_TEMPLATE_NAME")
                            || !ANY.matcher(lines[Math.min(lines.length, finding.line()) - 1])
                                    .find())
                    .toList();
        } catch (DocumentException e) {
            return List.of(new DocumentFinding(e.code(), 1, 1, String.valueOf(e.getMessage())));
        }
    }

    private record Open(String name, Map<String, Json> names, List<String> all) {
        static Open of(String name) {
            return new Open(name, new LinkedHashMap<>(), new ArrayList<>());
        }

        /** A text if it only prints itself, a list of texts if it prints its elements, else an object. */
        Json value() {
            Map<String, Json> inner = new LinkedHashMap<>(names);
            inner.remove(name);
            boolean isAnswer = inner.containsKey("source") && (inner.containsKey("text") || inner.containsKey("line"));
            if (isAnswer) {
                inner.putIfAbsent("points", Json.strings(List.of("text")));
                List.of("text", "line", "block").forEach(one -> inner.putIfAbsent(one, Json.of("text")));
            }
            boolean isList = all.contains(".");
            if (inner.isEmpty()) {
                return isList ? Json.strings(List.of("text")) : Json.of("text");
            }
            return Json.object(inner);
        }
    }

    static Json example(String template) {
        Deque<Open> open = new ArrayDeque<>(List.of(Open.of("")));
        Matcher mark = MARK.matcher(template);
        while (mark.find()) {
            String name = mark.group(2);
            switch (mark.group(1)) {
                case "#" -> open.push(Open.of(name));
                case "/" -> close(open, name);
                case "^" -> open.push(new Open("^" + name, open.element().names(), new ArrayList<>()));
                default -> {
                    open.element().all().add(name);
                    if (!name.equals(".")) {
                        put(open.element(), name, Json.of("text"));
                    }
                }
            }
        }
        return Json.object(open.getLast().names());
    }

    private static void close(Deque<Open> open, String name) {
        if (open.size() > 1) {
            Open closed = open.pop();
            if (!closed.name().startsWith("^")) {
                put(open.element(), name, closed.value());
            }
        }
    }

    /** What a name was found to hold before stays, and more is added to it. */
    private static void put(Open in, String name, Json value) {
        String[] parts = name.split("\\.");
        Json nested = value;
        for (int i = parts.length - 1; i > 0; i--) {
            nested = Json.object(Map.of(parts[i], nested));
        }
        String first = parts.length == 0 ? name : parts[0];
        Optional<Json> before = Optional.ofNullable(in.names().get(first));
        in.names().put(first, merged(before, nested));
    }

    private static Json merged(Optional<Json> before, Json more) {
        if (before.filter(Json.Obj.class::isInstance).isPresent() && more instanceof Json.Obj) {
            Json.Obj merged = before.get().asObject();
            for (String key : more.asObject().keys()) {
                merged = merged.with(
                        key, merged(merged.find(key), more.asObject().find(key).orElseThrow()));
            }
            return merged;
        }
        return before.filter(value -> !(more instanceof Json.Obj)).orElse(more);
    }
}
