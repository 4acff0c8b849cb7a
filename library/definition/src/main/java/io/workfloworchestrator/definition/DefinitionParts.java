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

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

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

    static final class Draft {
        final String type;
        int version = 1;
        String title = "";
        final Map<String, String> paths = new LinkedHashMap<>();
        final List<LayoutDefinition> layouts = new ArrayList<>();
        final Map<String, FactDefinition> facts = new LinkedHashMap<>();
        final Map<String, TrackDefinition> track = new LinkedHashMap<>();
        final Map<String, FieldShape> data = new LinkedHashMap<>();
        final Map<String, KindDefinition> kinds = new LinkedHashMap<>();
        final Map<String, List<String>> tools = new LinkedHashMap<>();
        final List<RuleDefinition> rules = new ArrayList<>();
        final List<WarningDefinition> warnings = new ArrayList<>();
        final List<GateDefinition> finished = new ArrayList<>();

        @Nullable
        String listedIn;

        private final List<PhaseDefinition> phases = new ArrayList<>();
        private boolean leadsOn;

        Draft(String type) {
            this.type = type;
        }

        /** @param next where the phase leads; when null, to the phase that is added after it */
        void phase(
                String id,
                String phaseTitle,
                List<StepDefinition> steps,
                List<GateDefinition> exit,
                @Nullable List<String> next) {
            int last = phases.size() - 1;
            if (leadsOn) {
                PhaseDefinition before = phases.get(last);
                phases.set(
                        last,
                        new PhaseDefinition(before.id(), before.title(), before.steps(), before.exit(), List.of(id)));
            }
            leadsOn = next == null;
            phases.add(new PhaseDefinition(
                    id, phaseTitle.isEmpty() ? id : phaseTitle, steps, exit, next == null ? List.of() : next));
        }

        DefinitionParts parts() {
            return new DefinitionParts(
                    type, version, title, paths, layouts, facts, track, data, kinds, tools, phases, rules, warnings,
                    finished, listedIn);
        }
    }
}
