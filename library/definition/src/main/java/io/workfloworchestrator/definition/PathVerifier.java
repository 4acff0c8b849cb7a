package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.CodedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proves the paths, layouts and facts of a definition: names are known, paths stay inside the project in every layout, and
 * detection takes every fact. Not thread-safe, since the problems are not.
 */
record PathVerifier(DefinitionParts definition, Problems problems) {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*");

    void verify() {
        facts(paths());
    }

    /** Whether every path can be resolved and stays inside the project. */
    private boolean paths() {
        boolean sound = paths("paths", definition.paths(), ofWorkflow(definition.paths()));
        for (LayoutDefinition layout : definition.layouts()) {
            String at = "layouts/" + layout.id();
            layout.paths().keySet().stream()
                    .filter(name -> !definition.paths().containsKey(name))
                    .forEach(name -> problems.add(
                            "E_RULE_PATH",
                            at + "/paths/" + name,
                            "\"" + name + "\" replaces no path of the definition."
                                    + Names.hint(name, definition.paths().keySet())));
            if (layout.recognisedBy().isEmpty()) {
                problems.add(
                        "E_RULE_MISSING",
                        at,
                        "Layout \"" + layout.id() + "\" has no \"recognised-by\", so it is never taken.");
            }
            Map<String, String> all = new HashMap<>(definition.paths());
            all.putAll(layout.paths());
            sound &= paths(at + "/paths", layout.paths(), ofWorkflow(all));
            sound &= markers(at + "/recognised-by", layout.recognisedBy(), all);
            sound &= markers(at + "/unless", layout.unless(), all);
        }
        return sound;
    }

    private Map<String, String> ofWorkflow(Map<String, String> paths) {
        Map<String, String> all = new HashMap<>(paths);
        all.put("workflow.id", PathNames.SOME_WORKFLOW);
        all.put("workflow.type", definition.type());
        return all;
    }

    private boolean paths(String at, Map<String, String> paths, Map<String, String> known) {
        boolean sound = true;
        for (Map.Entry<String, String> path : paths.entrySet()) {
            sound &= path(at + "/" + path.getKey(), path.getValue(), known);
        }
        return sound;
    }

    private boolean markers(String at, List<String> markers, Map<String, String> known) {
        boolean sound = true;
        for (int i = 0; i < markers.size(); i++) {
            sound &= path(at + "/" + i, markers.get(i), known);
        }
        return sound;
    }

    private boolean path(String at, String text, Map<String, String> known) {
        if (!named(at, text, known)) {
            return false;
        }
        String resolved = PathNames.resolve(text, known);
        if (resolved.contains("${")) {
            problems.add("E_RULE_CYCLE", at, "\"" + text + "\" names itself through other paths, without end.");
            return false;
        }
        PathNames.fault(resolved)
                .ifPresent(fault -> problems.add(
                        "E_PATH_TRAVERSAL",
                        at,
                        "\"" + resolved + "\" is not a path inside the project: " + fault
                                + ". Use one relative to its root."));
        return PathNames.fault(resolved).isEmpty();
    }

    private boolean named(String at, String text, Map<String, String> known) {
        for (Templates.Hole hole : Templates.holes(text)) {
            String name = hole.inside().strip();
            if (!hole.closed()) {
                problems.add("E_RULE_PATH", at, hole.offset(), "\"${\" is not closed by \"}\".");
                return false;
            }
            if (!known.containsKey(name)) {
                problems.add(
                        "E_RULE_PATH",
                        at,
                        hole.offset(),
                        "there is no path \"" + name + "\"." + Names.hint(name, known.keySet()));
                return false;
            }
        }
        return true;
    }

    private void facts(boolean pathsAreSound) {
        definition.facts().forEach((name, fact) -> {
            String at = "facts/" + name;
            if (!problems.isKnown("E_RULE_TYPE", at, "unknown kind of fact", fact.kind(), FactDefinition.KINDS)) {
                return;
            }
            boolean sound = options(at, fact);
            if (fact.isState()) {
                state(at, fact);
                return;
            }
            Map<String, String> known = ofWorkflow(definition.paths());
            for (int i = 0; i < fact.paths().size(); i++) {
                String place = at + "/" + fact.kind() + "/" + i;
                // A fault of the named path is reported where that path is.
                sound &= pathsAreSound
                        ? path(place, fact.paths().get(i), known)
                        : named(place, fact.paths().get(i), known);
            }
            if (sound && pathsAreSound) {
                definition.allLayouts().forEach(layout -> declarable(at, name, fact, layout));
            }
        });
    }

    /** A workflow's key is {@code type/id}, both of letters, digits, dots, dashes and underscores. */
    private void state(String at, FactDefinition fact) {
        String key = String.join(" ", fact.paths());
        if (!KEY.matcher(key).matches()) {
            problems.add(
                    "E_RULE_PATH",
                    at + "/" + fact.kind(),
                    "\"" + key + "\" names no workflow. Write its type and its id, such as release/main.");
        }
    }

    private boolean options(String at, FactDefinition fact) {
        List<String> taken = FactKinds.options(fact.kind());
        Map<String, Boolean> given = Map.of(
                "exclude", !fact.exclude().isEmpty(),
                "read", !fact.read().isEmpty(),
                "mentions", !fact.mentions().isEmpty(),
                "pointer", !fact.pointer().isEmpty());
        boolean sound = true;
        for (String option : FactKinds.OPTIONS) {
            if (Boolean.TRUE.equals(given.get(option)) && !taken.contains(option)) {
                problems.add(
                        "E_RULE_FIELD",
                        at + "/" + option,
                        "\"" + option + "\" means nothing for a fact of kind " + fact.kind() + "."
                                + (taken.isEmpty()
                                        ? " It takes no options."
                                        : " It takes " + Names.listed(taken) + "."));
                sound = false;
            }
        }
        for (String part : fact.read()) {
            if (!FactKinds.PARTS.contains(part)) {
                problems.add(
                        "E_RULE_TYPE",
                        at + "/read",
                        "unknown part \"" + part + "\" to read." + Names.hint(part, FactKinds.PARTS));
                sound = false;
            }
        }
        return sound;
    }

    private void declarable(String at, String name, FactDefinition fact, @Nullable LayoutDefinition layout) {
        try {
            FactKinds.declaration(fact, definition.pathsOf(layout, PathNames.SOME_WORKFLOW));
        } catch (CodedException e) {
            String where = layout == null ? "" : " in layout \"" + layout.id() + "\"";
            problems.add(
                    e.code(),
                    at + "/" + fact.kind(),
                    "fact \"" + name + "\"" + where + ": " + String.valueOf(e.getMessage()));
        }
    }
}
