package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Type;
import io.workfloworchestrator.rules.Types;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that conditions and templates of a definition may read, and their types:
 *
 * <ul>
 *   <li>{@code facts.<name>}: a fact about the files
 *   <li>{@code data.<field>}: the author's data; any field when none is declared
 *   <li>{@code steps["<id>"].status} ({@code pending}, {@code complete}, {@code skipped}) and {@code .done}
 *   <li>{@code phases["<id>"].entered} and {@code .left}
 *   <li>{@code phase}: the id of the current phase
 *   <li>{@code tracked.<name>["<key>"]}: what the state remembers of the disk, with {@code missing}
 *   <li>{@code items.<kind>}: the items of a kind, when the definition has kinds; {@link ItemTypes} says what is in it
 *   <li>{@code workflow.type}, {@code .id}, {@code .title}, {@code .version}
 *   <li>each path of the definition by its name
 * </ul>
 */
public final class Environment {
    public static final List<String> ROOTS =
            List.of("facts", "data", "steps", "phases", "phase", "tracked", "items", "workflow");

    /** The names that every item has beside the fields of its kind. */
    public static final Set<String> ITEM_NAMES = ItemTypes.names();

    /** What can be read of the items of a kind: the lists, and the items by status and by id. */
    public static final Set<String> KIND_NAMES = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of("all", "ready", "blocked", "stuck", "stale", "overdue", "byStatus", "byId")));

    private Environment() {}

    /** The types for a definition. A fact that cannot be declared may be anything; its problem is reported elsewhere. */
    static Types types(DefinitionParts definition) {
        Map<String, Type> roots = new LinkedHashMap<>();
        definition.paths().keySet().forEach(name -> roots.put(name, Type.STRING));
        roots.put("facts", facts(definition));
        roots.put("data", data(definition));
        roots.put("steps", steps(definition));
        roots.put("phases", phases(definition));
        roots.put(
                "phase",
                Type.oneOf(definition.phases().stream().map(PhaseDefinition::id).toList()));
        roots.put("tracked", tracked(definition));
        if (!definition.kinds().isEmpty()) {
            roots.put(ItemTypes.ROOT, ItemTypes.items(definition.kinds()));
        }
        roots.put(
                "workflow",
                Type.struct(
                        "workflow",
                        Map.of("type", Type.STRING, "id", Type.STRING, "title", Type.STRING, "version", Type.INT)));
        return Types.of(roots);
    }

    private static Type facts(DefinitionParts definition) {
        Map<String, String> paths = definition.pathsOf(null, PathNames.SOME_WORKFLOW);
        Map<String, Type> facts = new LinkedHashMap<>();
        definition.facts().forEach((name, fact) -> {
            if (fact.isState()) {
                facts.put(name, FactKinds.stateType("facts." + name));
                return;
            }
            try {
                facts.put(name, FactKinds.type("facts." + name, FactKinds.declaration(fact, paths)));
            } catch (RuntimeException e) {
                facts.put(name, Type.DYN);
            }
        });
        return Type.struct("facts", facts);
    }

    private static Type data(DefinitionParts definition) {
        Map<String, Type> fields = new LinkedHashMap<>();
        definition.data().forEach((name, shape) -> fields.put(name, FactKinds.type("data." + name, shape)));
        return fields.isEmpty() ? Type.DYN : Type.struct("data", fields);
    }

    private static Type steps(DefinitionParts definition) {
        Type step = Type.struct(
                "a step", Map.of("status", Type.oneOf(List.of("pending", "complete", "skipped")), "done", Type.BOOL));
        Map<String, Type> steps = new LinkedHashMap<>();
        definition.phases().forEach(phase -> phase.steps().forEach(s -> steps.put(s.id(), step)));
        return Type.struct("steps", steps);
    }

    private static Type phases(DefinitionParts definition) {
        Type phase = Type.struct("a phase", Map.of("entered", Type.BOOL, "left", Type.BOOL));
        Map<String, Type> phases = new LinkedHashMap<>();
        definition.phases().forEach(p -> phases.put(p.id(), phase));
        return Type.struct("phases", phases);
    }

    private static Type tracked(DefinitionParts definition) {
        Map<String, Type> tracked = new LinkedHashMap<>();
        definition.track().forEach((name, track) -> {
            Map<String, Type> fields = new LinkedHashMap<>();
            track.keep().forEach(field -> fields.put(field, Type.DYN));
            fields.put("missing", Type.BOOL);
            tracked.put(name, Type.map(Type.struct("an item of tracked." + name, fields)));
        });
        return Type.struct("tracked", tracked);
    }

    /** Whether what an expression reads is at {@code path} or below it. */
    public static boolean isWithin(String read, String path) {
        return read.equals(path) || read.startsWith(path + ".") || read.startsWith(path + "[");
    }
}
