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
    private final Origin origin;
    private final Problems problems;
    private final DefinitionParts.Draft draft;
    private final PartReader parts;

    private DefinitionReader(Origin origin, Problems problems, DefinitionParts.Draft draft) {
        this.origin = origin;
        this.problems = problems;
        this.draft = draft;
        this.parts = new PartReader(origin, problems);
    }

    /**
     * The definition in a document that was laid over what it extends, proved.
     *
     * @param below what it extends, or null
     * @throws BrokenDefinitionException with all problems
     */
    static ReadDefinition read(
            Yaml.Mapping document, Origin origin, Problems problems, @Nullable ReadDefinition below) {
        DefinitionParts parts = parts(new Fields(document, "", "the definition", origin, problems), origin, problems);
        DefinitionVerifier.prove(parts, origin, problems);
        return new ReadDefinition(parts, origin, below, null);
    }

    /** A definition that was proved before it was written; its fingerprint is known. */
    static ReadDefinition trusted(String file, Json compact, String fingerprint) {
        Origin origin = new Origin(file, "");
        Problems problems = origin.problems();
        Yaml document = CompactForm.read(compact);
        Fields top = Fields.of(document, "", "the definition", origin, problems).orElseThrow();
        DefinitionParts parts = parts(top, origin, problems);
        problems.throwIfAny();
        return new ReadDefinition(parts, origin, null, fingerprint);
    }

    private static DefinitionParts parts(Fields top, Origin origin, Problems problems) {
        DefinitionParts.Draft draft = new DefinitionParts.Draft(top.required("workflow"));
        new DefinitionReader(origin, problems, draft).top(top);
        return draft.parts();
    }

    private void top(Fields top) {
        top.find("extends");
        draft.version = top.integer("version", 1, 1, 1_000_000);
        draft.title = top.text("title", "");
        draft.paths.putAll(top.textMap("paths"));
        top.list("layouts", "layout").forEach(this::layout);
        parts.each(top, "facts", this::fact, draft.facts);
        parts.each(top, "track", this::track, draft.track);
        draft.data.putAll(parts.shapes(top, "data"));
        parts.each(top, "items", new KindReader(origin, problems)::kind, draft.kinds);
        top.mapping("tools")
                .ifPresent(tools -> tools.names().forEach(name -> draft.tools.put(name, tools.texts(name))));
        if (top.find("phases") == null) {
            top.missing("phases");
        }
        top.list("phases", "phase").forEach(this::phase);
        top.list("rules", "rule").forEach(this::rule);
        top.list("warnings", "warning").forEach(this::warning);
        top.list("finished", "gate").forEach(gate -> draft.finished.add(gate(gate)));
        draft.listedIn = top.text("listed-in");
        top.done();
    }

    private void layout(Fields f) {
        draft.layouts.add(
                new LayoutDefinition(f.id(), f.texts("recognised-by"), f.texts("unless"), f.textMap("paths")));
        f.done();
    }

    private @Nullable FactDefinition fact(Fields f) {
        String kind = null;
        List<String> paths = List.of();
        for (String candidate : FactDefinition.KINDS) {
            List<String> texts = f.texts(candidate);
            if (!texts.isEmpty() && kind != null) {
                problems.add(
                        "E_RULE_TYPE",
                        f.place(),
                        "A fact is one of " + Names.listed(FactDefinition.KINDS) + ", not several.");
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
            problems.add(
                    "E_RULE_MISSING",
                    f.place(),
                    "A fact needs one of " + Names.listed(FactDefinition.KINDS) + " with a path.");
            return null;
        }
        return new FactDefinition(kind, paths, exclude, read, mentions, pointer);
    }

    private @Nullable TrackDefinition track(Fields f) {
        TrackDefinition track = new TrackDefinition(f.required("from"), f.text("key", "name"), f.texts("keep"));
        f.done();
        return track;
    }

    private void phase(Fields f) {
        String id = f.id();
        String title = f.text("title", "");
        List<StepDefinition> steps =
                f.list("steps", "step").stream().map(this::step).toList();
        List<GateDefinition> exit =
                f.list("exit", "gate").stream().map(this::gate).toList();
        draft.phase(id, title, steps, exit, f.find("next") == null ? null : f.texts("next"));
        f.done();
    }

    private StepDefinition step(Fields f) {
        String id = f.id();
        StepDefinition step = new StepDefinition(
                id, f.text("title", id), f.bool("optional", false), f.text("done"), parts.call(f), f.text("hint"));
        f.done();
        return step;
    }

    private GateDefinition gate(Fields f) {
        GateDefinition gate = new GateDefinition(f.id(), f.required("when"), f.required("otherwise"), parts.call(f));
        f.done();
        return gate;
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
                problems.add(
                        "E_RULE_ID",
                        condition.place(),
                        "A condition \"" + conditionId + "\" stands in rule \"" + id + "\" twice. Rename one.");
            }
            condition.done();
        }
        Fields suggest = f.mapping("suggest").orElse(null);
        if (suggest == null) {
            f.missing("suggest");
        } else {
            RuleDefinition.Advice advice = new RuleDefinition.Advice(
                    suggest.required("action"), suggest.required("because"), parts.call(suggest), suggest.text("path"));
            suggest.done();
            draft.rules.add(new RuleDefinition(id, salience, phases, step, forEach, when, advice));
        }
        f.done();
    }

    private void warning(Fields f) {
        draft.warnings.add(new WarningDefinition(f.id(), f.required("when"), f.required("says")));
        f.done();
    }
}
