package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a definition says, field by field as in the language. What checks, writes or compares definitions works on this.
 * Immutable; {@link WorkflowDefinition} says what each part means.
 */
record DefinitionParts(
        String type,
        int version,
        String title,
        Map<String, String> paths,
        List<LayoutDefinition> layouts,
        Map<String, FactDefinition> facts,
        Map<String, TrackDefinition> track,
        Map<String, FieldShape> data,
        Map<String, KindDefinition> kinds,
        Map<String, List<String>> tools,
        List<PhaseDefinition> phases,
        List<RuleDefinition> rules,
        List<WarningDefinition> warnings,
        List<GateDefinition> finished,
        @Nullable String listedIn) {
    DefinitionParts {
        title = title.isEmpty() ? type : title;
        paths = copy(paths);
        layouts = List.copyOf(layouts);
        facts = copy(facts);
        track = copy(track);
        data = copy(data);
        kinds = copy(kinds);
        tools = copy(tools);
        phases = List.copyOf(phases);
        rules = List.copyOf(rules);
        warnings = List.copyOf(warnings);
        finished = List.copyOf(finished);
    }

    /** A copy that keeps the order. */
    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The phase of that id. */
    Optional<PhaseDefinition> phase(String id) {
        return phases.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** The canonical layout, which is null, and the others. */
    List<@Nullable LayoutDefinition> allLayouts() {
        List<@Nullable LayoutDefinition> all = new ArrayList<>();
        all.add(null);
        all.addAll(layouts);
        return all;
    }

    /** The paths with every {@code ${name}} replaced, in the layout given or, when null, in the canonical one. */
    Map<String, String> resolvedPaths(@Nullable LayoutDefinition layout) {
        Map<String, String> raw = new LinkedHashMap<>(paths);
        if (layout != null) {
            raw.putAll(layout.paths());
        }
        Map<String, String> resolved = new LinkedHashMap<>();
        for (Map.Entry<String, String> path : raw.entrySet()) {
            resolved.put(path.getKey(), PathNames.resolve(path.getValue(), raw));
        }
        return resolved;
    }

    /** As {@link #resolvedPaths(LayoutDefinition)}, of one workflow; its {@code workflow.id} and {@code workflow.type} are among the names. */
    Map<String, String> pathsOf(@Nullable LayoutDefinition layout, String workflow) {
        Map<String, String> names = Map.of("workflow.id", workflow, "workflow.type", type);
        Map<String, String> resolved = new LinkedHashMap<>(names);
        resolvedPaths(layout).forEach((name, path) -> resolved.put(name, PathNames.resolve(path, names)));
        return resolved;
    }
}
