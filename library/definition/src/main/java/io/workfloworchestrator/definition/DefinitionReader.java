package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition from YAML; the language is described in {@code docs/definitions.md}. Every fault is
 * collected, reading goes on where it can, and what was read is proved even when something else is wrong, so that one
 * run names everything. One instance per text; not thread-safe.
 */
final class DefinitionReader {
    private final DefinitionParts.Draft made;

    private DefinitionReader(DefinitionParts.Draft made) {
        this.made = made;
    }

    /** The definition in a document that was laid over what it extends, which may be null; proved. */
    static ReadDefinition read(Yaml.Mapping document, Problems problems, @Nullable ReadDefinition below) {
        DefinitionParts parts = parts(new Fields(document, "", "the definition", problems));
        DefinitionVerifier.prove(parts, problems);
        return new ReadDefinition(parts, problems.origin, below, null);
    }

    /** A definition that was proved before it was written; its fingerprint is known. */
    static ReadDefinition trusted(String file, Json compact, String fingerprint) {
        Problems problems = new Problems(file, "");
        Yaml document = Yaml.of(compact);
        DefinitionParts parts =
                parts(Fields.of(document, "", "the definition", problems).orElseThrow());
        problems.throwIfAny();
        return new ReadDefinition(parts, problems.origin, null, fingerprint);
    }

    private static DefinitionParts parts(Fields top) {
        DefinitionParts.Draft made = new DefinitionParts.Draft(top.required("workflow"));
        new DefinitionReader(made).top(top);
        return made.parts();
    }

    private void top(Fields top) {
        top.find("extends");
        made.version = top.integer("version", 1, 1, 1_000_000);
        made.title = top.text("title", "");
        made.paths.putAll(top.textMap("paths"));
        top.list("layouts", "layout").forEach(this::layout);
        PartReader.each(top, "facts", this::fact, made.facts);
        PartReader.each(top, "track", this::track, made.track);
        made.data.putAll(PartReader.shapes(top, "data"));
        PartReader.each(top, "items", PartReader::kind, made.kinds);
        top.mapping("tools").ifPresent(tools -> tools.names().forEach(name -> made.tools.put(name, tools.texts(name))));
        if (top.requires("phases")) {
            top.list("phases", "phase").forEach(this::phase);
        }
        top.list("rules", "rule").forEach(this::rule);
        top.list("warnings", "warning").forEach(this::warning);
        top.list("finished", "gate").forEach(gate -> made.finished.add(PartReader.gate(gate, "when")));
        made.listedIn = top.text("listed-in");
        top.done();
    }

    private void layout(Fields f) {
        made.layouts.add(
                f.done(new LayoutDefinition(f.id(), f.texts("recognised-by"), f.texts("unless"), f.textMap("paths"))));
    }

    private @Nullable FactDefinition fact(Fields f) {
        String kind = null;
        List<String> paths = List.of();
        for (String candidate : FactDefinition.KINDS) {
            List<String> texts = f.texts(candidate);
            if (!texts.isEmpty() && kind != null) {
                f.problem("E_RULE_TYPE", "A fact is one of " + Names.listed(FactDefinition.KINDS) + ", not several.");
            } else if (!texts.isEmpty()) {
                kind = candidate;
                paths = texts;
            }
        }
        List<String> exclude = f.texts("exclude");
        List<String> read = f.texts("read");
        List<String> mentions = f.texts("mentions");
        String pointer = f.text("pointer", "");
        f.done();
        if (kind == null) {
            f.problem("E_RULE_MISSING", "A fact needs one of " + Names.listed(FactDefinition.KINDS) + " with a path.");
            return null;
        }
        return new FactDefinition(kind, paths, exclude, read, mentions, pointer);
    }

    private TrackDefinition track(Fields f) {
        return f.done(new TrackDefinition(f.required("from"), f.text("key", "name"), f.texts("keep")));
    }

    private void phase(Fields f) {
        String id = f.id();
        String title = f.text("title", "");
        List<StepDefinition> steps =
                f.list("steps", "step").stream().map(this::step).toList();
        List<GateDefinition> exit = f.list("exit", "gate").stream()
                .map(gate -> PartReader.gate(gate, "when"))
                .toList();
        made.phase(id, title, steps, exit, f.find("next") == null ? null : f.texts("next"));
        f.done();
    }

    private StepDefinition step(Fields f) {
        String id = f.id();
        return f.done(new StepDefinition(
                id,
                f.text("title", id),
                f.bool("optional", false),
                f.text("done"),
                PartReader.call(f),
                f.text("hint")));
    }

    private void rule(Fields f) {
        String id = f.id();
        int salience = f.integer("salience", 50, 0, 1000);
        List<String> phases = f.texts("phase");
        String step = f.text("step");
        Map<String, String> forEach = f.textMap("for-each");
        Map<String, String> when = new LinkedHashMap<>();
        for (Fields condition : f.list("when", "condition")) {
            String conditionId = condition.id();
            String is = condition.required("is");
            if (when.putIfAbsent(conditionId, is) != null) {
                condition.problem(
                        "E_RULE_ID",
                        "A condition \"" + conditionId + "\" stands in rule \"" + id + "\" twice. Rename one.");
            }
            condition.done();
        }
        Fields suggest = f.mapping("suggest").orElse(null);
        if (suggest == null) {
            f.missing("suggest");
        } else {
            RuleDefinition.Advice advice = suggest.done(new RuleDefinition.Advice(
                    suggest.required("action"),
                    suggest.required("because"),
                    PartReader.call(suggest),
                    suggest.text("path")));
            made.rules.add(new RuleDefinition(id, salience, phases, step, forEach, when, advice));
        }
        f.done();
    }

    private void warning(Fields f) {
        made.warnings.add(f.done(new WarningDefinition(f.id(), f.required("when"), f.required("says"))));
    }
}
