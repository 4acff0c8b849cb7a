package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of one definition as parsed, before what it extends is known. Immutable.
 *
 * @param type the type it defines: its own name, or that of what it overrides
 * @param base the type it extends, or null
 */
record DefinitionSource(
        Origin origin,
        Yaml.Mapping document,
        String type,
        @Nullable String base) {
    /** A document, laid over the one that it extends, and that one's definition. */
    private record Merged(Yaml.Mapping document, @Nullable ReadDefinition below) {}

    /** Parses a text; refused if it is no YAML mapping. */
    static DefinitionSource read(String file, String text) {
        Problems problems = new Problems(file, text);
        Optional<Yaml> document = YamlReader.read(text, problems);
        if (document.isEmpty() && problems.isEmpty()) {
            problems.add(
                    "E_RULE_MISSING",
                    new Place(1, 1),
                    "The file is empty; a definition begins with \"workflow: <type>\".");
        }
        if (!(document.orElse(null) instanceof Yaml.Mapping top)) {
            document.ifPresent(d -> Fields.of(d, "", "the definition", problems));
            throw new BrokenDefinitionException(problems.sorted());
        }
        problems.throwIfAny();
        String base = Extension.text(top, "extends");
        String type = Extension.text(top, "workflow");
        return new DefinitionSource(problems.origin, top, type != null ? type : base == null ? "" : base, base);
    }

    /** A built-in definition: from its compact form if there is one, else from its YAML. */
    static ReadDefinition builtIn(String type) {
        String file = type + ".yaml";
        Optional<Json.Obj> compact = BuiltIn.compact(type);
        if (compact.isPresent()) {
            Json.Obj written = compact.get();
            return DefinitionReader.trusted(
                    file,
                    written.find("definition").orElse(Json.Null.VALUE),
                    written.text("fingerprint").orElse(""));
        }
        DefinitionSource source = read(file, BuiltIn.text(type));
        ReadDefinition whole = source.alone();
        if (source.base == null) {
            return whole;
        }
        // A built-in definition is one whole: what it extends is how its text is written, and no override.
        Json.Obj definition = DefinitionWriter.json(whole.parts());
        return DefinitionReader.trusted(file, definition, DefinitionKey.fingerprint(definition));
    }

    String file() {
        return origin.file();
    }

    DefinitionProblem problem(String code, String field, String message) {
        Problems problems = new Problems(origin);
        Yaml.Entry entry = document.entries().get(field);
        problems.add(code, entry == null ? document.place() : entry.key(), message);
        return problems.sorted().get(0);
    }

    /** The definition where a project has no others: it may extend a built-in one. */
    ReadDefinition alone() {
        return resolve(Map.of(), Map.of());
    }

    /**
     * The definition, laid over what it extends, and proved.
     *
     * @param others the project's other definitions by type
     * @param broken the types of files that could not be read, and why; nothing can extend them
     */
    ReadDefinition resolve(Map<String, DefinitionSource> others, Map<String, BrokenDefinitionException> broken) {
        requireSound(others, broken);
        return resolve(others, Set.of());
    }

    /** Refuses to extend a type whose file cannot be used; a built-in one of the same name is no substitute. */
    private void requireSound(Map<String, DefinitionSource> others, Map<String, BrokenDefinitionException> broken) {
        Set<String> seen = new LinkedHashSet<>();
        DefinitionSource at = this;
        while (at != null && at.base != null && !at.base.equals(at.type) && seen.add(at.base)) {
            BrokenDefinitionException faults = broken.get(at.base);
            if (faults != null) {
                throw new BrokenDefinitionException(List.of(at.problem(
                        "E_RULE_EXTENDS",
                        "extends",
                        "the workflow \"" + at.base + "\", which this extends, cannot be used: "
                                + faults.problems().get(0).headline())));
            }
            at = others.get(at.base);
        }
    }

    private Merged merged(Map<String, DefinitionSource> others, Problems problems, Set<String> under) {
        if (base == null) {
            return new Merged(document, null);
        }
        DefinitionSource below = base.equals(type) ? null : others.get(base);
        if (!under.add(type)) {
            List<String> way = new ArrayList<>(under);
            way.add(type);
            throw new BrokenDefinitionException(List.of(problem(
                    "E_RULE_CYCLE",
                    "extends",
                    "these definitions extend each other in a circle: " + String.join(" → ", way) + ".")));
        }
        ReadDefinition definition;
        boolean isBuiltIn = below == null;
        if (below == null) {
            if (!BuiltIn.has(base)) {
                Set<String> known = new LinkedHashSet<>(BuiltIn.types());
                known.addAll(others.keySet());
                known.remove(type);
                throw new BrokenDefinitionException(List.of(problem(
                        "E_RULE_EXTENDS",
                        "extends",
                        "there is no workflow \"" + base + "\" to extend." + Names.hint(base, known))));
            }
            below = read("built-in/" + base + ".yaml", BuiltIn.text(base));
            definition = builtIn(base);
        } else {
            definition = below.resolve(others, under);
        }
        problems.origin.also(below.origin);
        // A built-in definition extends built-in ones: an override of one of these does not change all others.
        Merged lower = isBuiltIn
                ? below.merged(Map.of(), problems, new LinkedHashSet<>())
                : below.merged(others, problems, new LinkedHashSet<>(under));
        return new Merged(new Extension(problems).over(lower.document, document), definition);
    }

    private ReadDefinition resolve(Map<String, DefinitionSource> others, Set<String> under) {
        Problems problems = new Problems(file(), origin.text());
        Merged merged = merged(others, problems, new LinkedHashSet<>(under));
        problems.throwIfAny();
        return DefinitionReader.read(merged.document, problems, merged.below);
    }
}
