package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Environment;
import io.workfloworchestrator.definition.FactDefinition;
import io.workfloworchestrator.definition.FactKinds;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Fact;
import io.workfloworchestrator.rules.Facts;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What conditions read: the state and what was detected, each value with its source, built when first read. Thread-safe.
 */
final class StateFacts implements Facts {
    private final Seen seen;
    private final Compiled compiled;
    private final WorkflowState<?> state;
    private final Json data;
    /** The beginning of the source of the definition's paths, which never change. */
    static final String FIXED = "definition ";
    /** The beginning of the source of what is read from a state. */
    static final String OF_STATE = "state ";

    /** Whether the disk says it, or that it is not there. */
    static boolean isOfDisk(Fact fact) {
        return fact.path().startsWith("facts.") && !fact.source().startsWith(OF_STATE);
    }

    private final String place;
    private @Nullable ItemsNow items;
    private final Map<String, Object> built = Collections.synchronizedMap(new HashMap<>());

    /** @param place where the state is, for people, such as {@code release/main@41} */
    StateFacts(Seen seen, WorkflowState<?> state, Json data, String place) {
        this.seen = seen;
        this.compiled = seen.compiled();
        this.state = state;
        this.data = data;
        this.place = place;
    }

    @Override
    public @Nullable Object value(String root) {
        String path = compiled.paths.get(root);
        if (path != null) {
            return path;
        }
        if (root.equals("phase")) {
            return state.phase();
        }
        Object known = built.get(root);
        if (known == null) {
            known = build(root);
            if (known != null) {
                built.put(root, known);
            }
        }
        return known;
    }

    private @Nullable Object build(String root) {
        return switch (root) {
            case "facts" -> facts();
            case "data" -> Shapes.plain(data);
            case "steps" -> steps();
            case "phases" -> phases();
            case "tracked" -> tracked();
            case "items" -> items().facts();
            case "workflow" ->
                Map.of("type", state.workflow(), "id", state.id(), "title", state.title(), "version", (long)
                        state.version());
            default -> null;
        };
    }

    ItemsNow items() {
        ItemsNow known = items;
        if (known == null) {
            known = new ItemsNow(compiled.definition, state, seen.sight());
            items = known;
        }
        return known;
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        seen.detection()
                .facts()
                .forEach((name, fact) ->
                        facts.put(name, compiled.rules.keyed.contains(name) ? keyed(fact.value()) : fact.value()));
        compiled.definition.facts().forEach((name, fact) -> {
            if (fact.isState()) {
                facts.put(name, seen.others().facts(fact, seen.sight()));
            }
        });
        return facts;
    }

    private static Map<String, Object> keyed(Map<String, ?> fact) {
        Map<String, Object> keyed = new LinkedHashMap<>(fact);
        Map<String, Object> entries = new HashMap<>();
        if (fact.get("entries") instanceof List<?> list) {
            list.forEach(entry -> {
                if (entry instanceof Map<?, ?> map && map.get("match") instanceof String match) {
                    entries.put(match, map);
                }
            });
        }
        keyed.put(FactKinds.BY_MATCH, entries);
        return keyed;
    }

    private Map<String, Object> steps() {
        Map<String, Object> steps = new LinkedHashMap<>();
        for (PhaseDefinition phase : compiled.definition.phases()) {
            for (StepDefinition step : phase.steps()) {
                String status = state.step(step.id()).status().word();
                steps.put(step.id(), Map.of("status", status, "done", state.isDone(step.id())));
            }
        }
        return steps;
    }

    private Map<String, Object> phases() {
        Map<String, Object> phases = new LinkedHashMap<>();
        for (PhaseDefinition phase : compiled.definition.phases()) {
            WorkflowState.PhaseState at = state.phaseState(phase.id());
            boolean entered = at.entered().isPresent();
            phases.put(phase.id(), Map.of("entered", entered, "left", at.left().isPresent()));
        }
        return phases;
    }

    private Map<String, Object> tracked() {
        Map<String, Object> tracked = new LinkedHashMap<>();
        compiled.definition.track().keySet().forEach(name -> {
            Map<String, Object> items = new HashMap<>();
            state.tracked().getOrDefault(name, Map.of()).forEach((key, item) -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                item.fields().forEach((field, value) -> fields.put(field, Shapes.plain(value)));
                fields.put("missing", item.missing().isPresent());
                items.put(key, fields);
            });
            tracked.put(name, items);
        });
        return tracked;
    }

    @Override
    public Optional<String> source(String path) {
        if (path.startsWith("facts.") || path.startsWith("facts[")) {
            String below = path.substring(path.startsWith("facts.") ? 6 : 5);
            String name = below.split("[.\\[]", 2)[0];
            FactDefinition fact = compiled.definition.facts().get(name);
            if (fact != null && fact.isState()) {
                return Optional.of(OF_STATE + fact.paths().get(0));
            }
            return seen.detection().source(below).map(Object::toString);
        }
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        String root = path.substring(0, end);
        if (compiled.paths.containsKey(root)) {
            return Optional.of(FIXED + compiled.definition.type() + ", paths");
        }
        return Environment.ROOTS.contains(root) ? Optional.of((OF_STATE + place).strip()) : Optional.empty();
    }
}
