package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Template;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proves the expressions and templates of a definition: names, fields and types, and what can never or must always hold.
 * One use per instance; not thread-safe.
 */
final class ExpressionVerifier {
    private static final Pattern COUNTED =
            Pattern.compile("facts\\..*\\.(count|size|lines|textSize|mentions|total|open|done)");

    private final DefinitionParts definition;
    private final Problems problems;
    private final Origin origin;
    private final Types types;
    /** The values that texts at some paths may have. */
    private final Map<String, Set<String>> words = new HashMap<>();

    ExpressionVerifier(DefinitionParts definition, Origin origin, Problems problems) {
        this.definition = definition;
        this.problems = problems;
        this.origin = origin;
        this.types = Environment.types(definition);
        Set<String> phases = new LinkedHashSet<>();
        Set<String> statuses = Set.of("pending", "complete", "skipped");
        definition.phases().forEach(phase -> {
            phases.add(phase.id());
            phase.steps().forEach(s -> words.put(Facts.path(List.of("steps", s.id(), "status")), statuses));
        });
        words.put("phase", phases);
    }

    void verify() {
        definition.phases().forEach(this::phase);
        stepCycles();
        definition.rules().forEach(this::rule);
        definition.warnings().forEach(w -> {
            String at = "warnings/" + w.id();
            if (condition(at + "/when", w.when(), types)) {
                certain(at + "/when", List.of(w.when()), "warning \"" + w.id() + "\"", "never shows", "shows for ever");
            }
            template(at + "/says", w.says(), types);
        });
        definition.track().forEach(this::track);
        definition.data().forEach((name, shape) -> initial("data/" + name, shape));
    }

    private void phase(PhaseDefinition phase) {
        String at = "phases/" + phase.id();
        for (StepDefinition step : phase.steps()) {
            String stepAt = at + "/steps/" + step.id();
            step.done().ifPresent(done -> step(stepAt + "/done", step, done));
            template(stepAt + "/hint", step.hint(), types);
            call(stepAt, step.call(), types);
        }
        for (GateDefinition gate : phase.exit()) {
            String gateAt = at + "/exit/" + gate.id();
            if (condition(gateAt + "/when", gate.when(), types)) {
                certain(
                        gateAt + "/when",
                        List.of(gate.when()),
                        "gate \"" + gate.id() + "\"",
                        "never opens",
                        "is always open, so it guards nothing");
            }
            template(gateAt + "/otherwise", gate.otherwise(), types);
            call(gateAt, gate.call(), types);
        }
    }

    private void step(String at, StepDefinition step, String done) {
        if (!condition(at, done, types)) {
            return;
        }
        Verdict verdict = verdict(List.of(done));
        if (verdict == Verdict.NEVER) {
            problems.add(
                    "E_RULE_DEAD_STEP",
                    origin.at(at),
                    "Nobody can complete step \"" + step.id()
                            + "\": its condition can never hold. Correct it, or leave \"done\""
                            + " out for a step that a person completes.");
        } else if (verdict == Verdict.ALWAYS) {
            problems.add(
                    "E_RULE_ALWAYS",
                    origin.at(at),
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
        for (String step : waits.keySet()) {
            Set<String> seen = new HashSet<>();
            List<String> open = new ArrayList<>(waits.getOrDefault(step, Set.of()));
            while (!open.isEmpty()) {
                String next = open.remove(open.size() - 1);
                if (seen.add(next)) {
                    open.addAll(waits.getOrDefault(next, Set.of()));
                }
            }
            if (seen.contains(step)) {
                problems.add(
                        "E_RULE_CYCLE",
                        origin.at(places.getOrDefault(step, "")),
                        "Step \"" + step + "\" waits for itself"
                                + (waits.getOrDefault(step, Set.of()).contains(step) ? "" : ", through other steps")
                                + ".");
            }
        }
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
        Types inner = types;
        boolean sound = true;
        for (Map.Entry<String, String> binding : rule.forEach().entrySet()) {
            String path = at + "/for-each/" + binding.getKey();
            if (types.names().contains(binding.getKey())) {
                problems.add(
                        "E_RULE_NAME",
                        origin.at(path),
                        "\"" + binding.getKey() + "\" means something else already. Bind another name.");
            }
            Type element = element(path, binding.getValue());
            sound &= element != null;
            inner = inner.with(binding.getKey(), element == null ? Type.DYN : element);
        }
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, String> condition : rule.when().entrySet()) {
            sound &= condition(at + "/when/" + condition.getKey() + "/is", condition.getValue(), inner);
            all.add("(" + condition.getValue() + ")");
        }
        if (sound) {
            ruleVerdict(rule, at, all);
        }
        template(at + "/suggest/action", rule.suggest().action(), inner);
        template(at + "/suggest/because", rule.suggest().because(), inner);
        template(at + "/suggest/path", rule.suggest().path(), inner);
        call(at + "/suggest", rule.suggest().call(), inner);
    }

    private void ruleVerdict(RuleDefinition rule, String at, List<String> conditions) {
        boolean bound = !rule.forEach().isEmpty() || rule.step().isPresent();
        if (conditions.isEmpty() && !bound) {
            problems.add(
                    "E_RULE_ALWAYS",
                    origin.at(at),
                    "Rule \"" + rule.id()
                            + "\" has neither \"when\" nor \"for-each\" nor \"step\": it would be advised for ever.");
            return;
        }
        List<String> all = new ArrayList<>(conditions);
        boolean known = rule.phases().stream().allMatch(p -> definition.phase(p).isPresent());
        if (known && !rule.phases().isEmpty()) {
            all.add("("
                    + String.join(
                            " || ",
                            rule.phases().stream()
                                    .map(p -> "phase == \"" + p + "\"")
                                    .toList()) + ")");
        }
        rule.step().ifPresent(s -> all.add("steps[\"" + s + "\"].status == \"pending\""));
        if (verdict(all) == Verdict.NEVER) {
            problems.add(
                    "E_RULE_NEVER",
                    origin.at(at + "/when"),
                    "Rule \"" + rule.id() + "\" can never apply: its conditions"
                            + (rule.phases().isEmpty() ? "" : " and its phase") + " exclude each other.");
        } else if (!bound && verdict(conditions) == Verdict.ALWAYS) {
            problems.add(
                    "E_RULE_ALWAYS",
                    origin.at(at + "/when"),
                    "Rule \"" + rule.id() + "\" always applies: its conditions say nothing.");
        }
    }

    private void certain(String at, List<String> conditions, String what, String never, String always) {
        Verdict verdict = verdict(conditions);
        if (verdict == Verdict.NEVER) {
            problems.add("E_RULE_NEVER", origin.at(at), "The condition can never hold: " + what + " " + never + ".");
        } else if (verdict == Verdict.ALWAYS) {
            problems.add("E_RULE_ALWAYS", origin.at(at), "The condition always holds: " + what + " " + always + ".");
        }
    }

    /** What is certain of these conditions together, whatever the facts are. */
    private Verdict verdict(List<String> conditions) {
        if (never(conditions)) {
            return Verdict.NEVER;
        }
        boolean always = conditions.stream().allMatch(condition -> never(List.of("!(" + condition + "\n)")));
        return always && !conditions.isEmpty() ? Verdict.ALWAYS : Verdict.DEPENDS;
    }

    private boolean never(List<String> conditions) {
        Map<String, Condition> all = new LinkedHashMap<>();
        try {
            for (String condition : conditions) {
                all.put(condition, Condition.of("given", condition, Types.open()));
            }
            for (Condition condition : List.copyOf(all.values())) {
                for (String read : condition.reads()) {
                    Optional<String> known = known(read);
                    if (known.isPresent()) {
                        all.put(known.get(), Condition.of("known", known.get(), Types.open()));
                    }
                }
            }
        } catch (RuleException e) {
            return false; // too long, for instance
        }
        return Condition.verdict(all.values()) == Verdict.NEVER;
    }

    /** A condition that always holds of the value at a path. */
    private Optional<String> known(String path) {
        Set<String> values = words.get(path);
        if (values != null && !values.isEmpty()) {
            return Optional.of(path + " in [\"" + String.join("\", \"", values) + "\"]");
        }
        boolean counted = COUNTED.matcher(path).matches()
                && Expression.compile(path, types).type() == Type.INT;
        return counted ? Optional.of(path + " >= 0") : Optional.empty();
    }

    private void track(String name, TrackDefinition track) {
        String at = "track/" + name;
        Type element = element(at + "/from", track.from());
        if (element instanceof Type.Struct struct && !struct.open()) {
            List<String> fields = new ArrayList<>(track.keep());
            fields.add(track.key());
            for (String field : fields) {
                if (!struct.fields().containsKey(field)) {
                    problems.add(
                            "E_RULE_FACT",
                            origin.at(at + (track.keep().contains(field) ? "/keep" : "/key")),
                            "the elements of " + track.from() + " have no field \"" + field + "\"."
                                    + Names.hint(field, struct.fields().keySet()));
                }
            }
        }
    }

    /** The type of a list's elements; null after a problem. */
    private @Nullable Type element(String at, String expression) {
        Expression compiled = compile(at, expression, types);
        if (compiled == null) {
            return null;
        }
        if (compiled.type() instanceof Type.ListOf list) {
            return list.element();
        }
        if (compiled.type() == Type.DYN) {
            return Type.DYN;
        }
        problems.add("E_RULE_EXPR", origin.at(at), "this must be a list, but it is " + compiled.type() + ".");
        return null;
    }

    private boolean condition(String at, String expression, Types inner) {
        Expression compiled = compile(at, expression, inner);
        if (compiled == null) {
            return false;
        }
        if (compiled.type() != Type.BOOL && compiled.type() != Type.DYN) {
            problems.add(
                    "E_RULE_EXPR",
                    origin.at(at),
                    "a condition must be true or false, but this is " + compiled.type()
                            + ". Compare it with something.");
            return false;
        }
        return true;
    }

    private @Nullable Expression compile(String at, String expression, Types inner) {
        if (expression.isBlank()) {
            return null;
        }
        try {
            return Expression.compile(expression, inner);
        } catch (RuleException e) {
            report(at, e);
            return null;
        }
    }

    private void template(String at, @Nullable String template, Types inner) {
        if (template == null) {
            return;
        }
        try {
            Template.compile(template, inner);
        } catch (RuleException e) {
            report(at, e);
        }
    }

    private void report(String at, RuleException e) {
        if (e.problems().isEmpty()) {
            problems.add(e.code(), origin.at(at), Templates.firstLine(e));
        }
        e.problems()
                .forEach(p ->
                        problems.add(p.code(), origin.at(at, p.offset()), sentence(Meant.by(definition, p.message()))));
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private void call(String at, @Nullable Call call, Types inner) {
        if (call != null) {
            call.params().forEach((name, value) -> param(at + "/params/" + name, value, inner));
        }
    }

    private void param(String at, @Nullable Object value, Types inner) {
        if (value instanceof String text) {
            template(at, text, inner);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                param(at + "/" + i, list.get(i), inner);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> param(at + "/" + key, item, inner));
        }
    }

    private void initial(String at, FieldShape shape) {
        Object value = shape.initial();
        if (value != null && !Shapes.fits(value, shape)) {
            problems.add(
                    "E_RULE_TYPE",
                    origin.at(at + "/default"),
                    "the default does not have the declared type "
                            + shape.type().word() + ".");
        }
        shape.fields().forEach((name, inner) -> initial(at + "/fields/" + name, inner));
    }
}
