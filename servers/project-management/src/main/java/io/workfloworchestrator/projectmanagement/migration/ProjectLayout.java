package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Clipped;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Workflow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rules count for a project, and what {@code ${name}} in them stands for: the paths of the definition that its work runs by,
 * and those of the built-in planning where it has none of that name. Immutable.
 *
 * @param rules the rules of places: {@value #LEAN} or {@value #FULL}
 * @param checks the rules of validation: the same, or {@value #OLDER} where the full planning is in its older folders
 * @param paths where things belong, by name
 * @param found where things are, by name: the same but in older folders
 */
record ProjectLayout(String rules, String checks, Map<String, String> paths, Map<String, String> found) {
    static final String LEAN = "lean";
    static final String FULL = "full";
    static final String OLDER = "older";

    static final List<String> ALL = List.of(FULL, OLDER, LEAN);

    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    static ProjectLayout of(Workflow<Json> planning) {
        boolean isLean =
                planning.key().type().equals(StateKey.json(Planning.LEAN).type());
        String builtIn = StateKey.json(isLean ? Planning.LEAN : Planning.FULL).type();
        WorkflowDefinition running = planning.running();
        Map<String, String> known = WorkflowDefinition.builtIn(builtIn).resolvedPaths(null);
        Map<String, String> paths = new HashMap<>(known);
        paths.putAll(running.resolvedPaths(null));
        Map<String, String> found = new HashMap<>(known);
        found.putAll(Planning.paths(planning));
        String rules = isLean ? LEAN : FULL;
        return new ProjectLayout(rules, found.equals(paths) ? rules : OLDER, paths, found);
    }

    /** @throws CodedException {@code E_RULE_PATH} if there is no path of a name in it */
    private static String filled(String text, Map<String, String> paths) {
        Matcher name = NAME.matcher(text);
        return name.replaceAll(hole -> {
            String path = paths.get(hole.group(1));
            if (path == null) {
                throw new CodedException(
                        "E_RULE_PATH",
                        "The rules name the path \"" + hole.group()
                                + "\", which the definition of the work does not have."
                                + Names.hint(hole.group(1), paths.keySet())
                                + " Mend it in " + MigrationRules.FILE + " or " + ValidationRules.FILE + ".");
            }
            return Matcher.quoteReplacement(path);
        });
    }

    /** Rules with their paths, in each of their texts. */
    static Json filled(Json rules, Map<String, String> paths) {
        return Clipped.of(rules, Integer.MAX_VALUE, text -> filled(text, paths));
    }

    /** The folders of the planning's own documents: not the product, not what is worked on, and not what was put away. */
    List<String> ofPlanning(List<String> places) {
        Map<String, String> others = new LinkedHashMap<>();
        if (!rules.equals(LEAN)) {
            List.of("product", "work", "archive").forEach(name -> others.put(name, paths.getOrDefault(name, "")));
        }
        return places.stream()
                .filter(place -> !others.containsValue(place))
                .distinct()
                .toList();
    }
}
