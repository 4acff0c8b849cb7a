package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Type;
import io.workfloworchestrator.rules.Types;
import io.workfloworchestrator.rules.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves the expressions and templates of a definition: names, fields and types, and what can never or must always hold.
 * One use per instance; not thread-safe.
 */
final class ExpressionVerifier {
    private static final String PHASE = "its phase";
    private static final String STEP = "its step, which must be pending,";

    private final DefinitionParts definition;
    private final Problems problems;
    private final Types types;
    private final ExpressionChecks checks;

    ExpressionVerifier(DefinitionParts definition, Problems problems, Set<String> knownTools) {
        this.definition = definition;
        this.problems = problems;
        this.types = Environment.types(definition);
        Map<String, Set<String>> words = new HashMap<>();
        Set<String> phases = new LinkedHashSet<>();
        Set<String> statuses = Set.of("pending", "complete", "skipped");
        definition.phases().forEach(phase -> {
            phases.add(phase.id());
            phase.steps().forEach(s -> words.put(Facts.path(List.of("steps", s.id(), "status")), statuses));
        });
        words.put("phase", phases);
        this.checks = new ExpressionChecks(definition, problems, knownTools, types, words);
    }

    void verify() {
        definition.phases().forEach(this::phase);
        stepCycles();
        definition.rules().forEach(this::rule);
        definition.warnings().forEach(w -> {
            String at = "warnings/" + w.id();
            if (checks.condition(at + "/when", w.when())) {
                checks.certain(
                        at + "/when", List.of(w.when()), "warning \"" + w.id() + "\"", "never shows", "shows for ever");
            }
            checks.template(at + "/says", w.says());
        });
        for (GateDefinition gate : definition.finished()) {
            String at = "finished/" + gate.id();
            boolean unused = checks.condition(at + "/when", gate.when());
            checks.template(at + "/otherwise", gate.otherwise());
            checks.call(at, gate.call());
        }
        definition.track().forEach(this::track);
        Map<String, String> paths = definition.resolvedPaths(null);
        definition.kinds().forEach((name, kind) -> {
            new KindVerifier(name, kind, problems).verify(checks, paths);
            kind.fields().forEach((field, shape) -> initial("items/" + name + "/fields/" + field, shape));
        });
        definition.data().forEach((name, shape) -> initial("data/" + name, shape));
    }

    private void phase(PhaseDefinition phase) {
        String at = "phases/" + phase.id();
        for (StepDefinition step : phase.steps()) {
            String stepAt = at + "/steps/" + step.id();
            step.done().ifPresent(done -> step(stepAt + "/done", step, done));
            checks.template(stepAt + "/hint", step.hint());
            checks.call(stepAt, step.call());
        }
        for (GateDefinition gate : phase.exit()) {
            checks.gate(at + "/exit/" + gate.id(), "/when", gate);
        }
    }

    private void step(String at, StepDefinition step, String done) {
        if (!checks.condition(at, done)) {
            return;
        }
        Verdict verdict = checks.verdict(List.of(done));
        if (verdict == Verdict.NEVER) {
            problems.add(
                    "E_RULE_DEAD_STEP",
                    at,
                    "Nobody can complete step \"" + step.id()
                            + "\": its condition can never hold. Correct it, or leave \"done\""
                            + " out for a step that a person completes.");
        } else if (verdict == Verdict.ALWAYS) {
            problems.add(
                    "E_RULE_ALWAYS",
                    at,
                    "Step \"" + step.id() + "\" is complete from the start: its condition always holds.");
        }
    }

    /** Reports steps that wait, directly or through others, for themselves. */
    private void stepCycles() {
        Map<String, Set<String>> waits = new HashMap<>();
        Map<String, String> places = new HashMap<>();
        definition
                .phases()
                .forEach(p -> p.steps()
                        .forEach(s -> s.done().ifPresent(done -> {
                            places.put(s.id(), "phases/" + p.id() + "/steps/" + s.id() + "/done");
                            waits.put(s.id(), stepsRead(done));
                        })));
        Reach ways = new Reach();
        waits.forEach((step, waited) -> waited.forEach(other -> ways.arrow(step, other)));
        waits.forEach((step, waited) -> {
            if (ways.from(waited).contains(step)) {
                problems.add(
                        "E_RULE_CYCLE",
                        places.getOrDefault(step, ""),
                        "Step \"" + step + "\" waits for itself"
                                + (waited.contains(step) ? "" : ", through other steps")
                                + ".");
            }
        });
    }

    private Set<String> stepsRead(String expression) {
        Set<String> steps = new HashSet<>();
        try {
            Set<String> reads = Expression.compile(expression, types).reads();
            definition
                    .phases()
                    .forEach(p -> p.steps().forEach(s -> {
                        String path = Facts.path(List.of("steps", s.id()));
                        if (reads.stream().anyMatch(read -> Environment.isWithin(read, path))) {
                            steps.add(s.id());
                        }
                    }));
        } catch (RuleException e) {
            return steps;
        }
        return steps;
    }

    private void rule(RuleDefinition rule) {
        String at = "rules/" + rule.id();
        ExpressionChecks inner = checks;
        boolean sound = true;
        for (Map.Entry<String, String> binding : rule.forEach().entrySet()) {
            String path = at + "/for-each/" + binding.getKey();
            if (types.names().contains(binding.getKey())) {
                problems.add(
                        "E_RULE_NAME",
                        path,
                        "\"" + binding.getKey() + "\" means something else already. Bind another name.");
            }
            Type element = checks.element(path, binding.getValue());
            sound &= element != null;
            inner = inner.with(binding.getKey(), element == null ? Type.DYN : element);
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> condition : rule.when().entrySet()) {
            sound &= inner.condition(at + "/when/" + condition.getKey() + "/is", condition.getValue());
            all.put("\"" + condition.getKey() + "\"", "(" + condition.getValue() + ")");
        }
        if (sound) {
            ruleVerdict(rule, at, all, inner);
        }
        inner.template(at + "/suggest/action", rule.suggest().action());
        inner.template(at + "/suggest/because", rule.suggest().because());
        inner.template(at + "/suggest/path", rule.suggest().path());
        inner.call(at + "/suggest", rule.suggest().call());
    }

    /** @param conditions by their quoted ids */
    private void ruleVerdict(RuleDefinition rule, String at, Map<String, String> conditions, ExpressionChecks inner) {
        boolean bound = !rule.forEach().isEmpty() || rule.step().isPresent();
        if (conditions.isEmpty() && !bound) {
            problems.add(
                    "E_RULE_ALWAYS",
                    at,
                    "Rule \"" + rule.id()
                            + "\" has neither \"when\" nor \"for-each\" nor \"step\": it would be advised for ever.");
            return;
        }
        Map<String, String> all = new LinkedHashMap<>(conditions);
        boolean known = rule.phases().stream().allMatch(p -> definition.phase(p).isPresent());
        if (known && !rule.phases().isEmpty()) {
            all.put(
                    PHASE,
                    "("
                            + String.join(
                                    " || ",
                                    rule.phases().stream()
                                            .map(p -> "phase == \"" + p + "\"")
                                            .toList()) + ")");
        }
        rule.step().ifPresent(s -> all.put(STEP, "steps[\"" + s + "\"].status == \"pending\""));
        if (inner.verdict(List.copyOf(all.values())) == Verdict.NEVER) {
            never(rule, at + "/when", all, inner);
        } else if (!bound && inner.verdict(List.copyOf(conditions.values())) == Verdict.ALWAYS) {
            problems.add(
                    "E_RULE_ALWAYS",
                    at + "/when",
                    "Rule \"" + rule.id() + "\" always applies: its conditions say nothing.");
        }
    }

    /** Names the fewest conditions that exclude each other: leaving out each that is not needed for that leaves them. */
    private void never(RuleDefinition rule, String at, Map<String, String> all, ExpressionChecks inner) {
        Map<String, String> few = new LinkedHashMap<>(all);
        for (String name : all.keySet()) {
            Map<String, String> fewer = new LinkedHashMap<>(few);
            fewer.remove(name);
            if (!fewer.isEmpty() && inner.verdict(List.copyOf(fewer.values())) == Verdict.NEVER) {
                few = fewer;
            }
        }
        List<String> named =
                few.keySet().stream().filter(name -> name.startsWith("\"")).toList();
        List<String> parts = new ArrayList<>();
        if (!named.isEmpty()) {
            parts.add((named.size() == 1 ? "its condition " : "its conditions ") + String.join(" and ", named));
        }
        few.keySet().stream().filter(name -> !name.startsWith("\"")).forEach(parts::add);
        String last = named.isEmpty() ? "" : "/" + named.get(named.size() - 1).replace("\"", "") + "/is";
        problems.add(
                "E_RULE_NEVER",
                at + last,
                "Rule \"" + rule.id() + "\" can never apply: " + String.join(" and ", parts)
                        + (few.size() == 1 ? " can never hold." : " exclude each other."));
    }

    private void track(String name, TrackDefinition track) {
        String at = "track/" + name;
        Type element = checks.element(at + "/from", track.from());
        if (element instanceof Type.Struct struct) {
            List<String> fields = new ArrayList<>(track.keep());
            fields.add(track.key());
            fields.forEach(field -> problems.isKnown(
                    "E_RULE_FACT",
                    at + (track.keep().contains(field) ? "/keep" : "/key"),
                    "the elements of " + track.from() + " have no field",
                    field,
                    struct.fields().keySet()));
        }
    }

    /** The words of a default, in a list too. */
    private void words(String at, @Nullable Object value, FieldShape shape) {
        FieldShape element = shape.of();
        if (value instanceof String text && !shape.allows(text)) {
            problems.isKnown("E_RULE_TYPE", at, "\"one-of\" does not name the default", text, shape.oneOf());
        } else if (value instanceof List<?> list && element != null) {
            list.forEach(one -> words(at, one, element));
        }
    }

    private void initial(String at, FieldShape shape) {
        Object value = shape.initial();
        if (value != null && !Shapes.fits(value, shape)) {
            problems.add(
                    "E_RULE_TYPE",
                    at + "/default",
                    "the default " + Words.clip(Shapes.json(value).toString(), 60)
                            + " does not have the declared type "
                            + shape.type().word() + ".");
        } else {
            words(at + "/default", value, shape);
        }
        if (!shape.oneOf().isEmpty() && shape.type() != FieldShape.Type.STRING) {
            problems.add(
                    "E_RULE_TYPE",
                    at + "/one-of",
                    "\"one-of\" names the words of a string, but the type is "
                            + shape.type().word()
                            + ". For the elements of a list, write {type: list, of: {one-of: […]}}.");
        }
        shape.fields().forEach((name, inner) -> initial(at + "/fields/" + name, inner));
    }
}
