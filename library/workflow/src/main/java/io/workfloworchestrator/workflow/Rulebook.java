package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.FactKinds;
import io.workfloworchestrator.definition.GateDefinition;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.SourceDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.TrackDefinition;
import io.workfloworchestrator.definition.WarningDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Rule;
import io.workfloworchestrator.rules.RuleBuilder;
import io.workfloworchestrator.rules.RuleEngine;
import io.workfloworchestrator.rules.Template;
import io.workfloworchestrator.rules.Type;
import io.workfloworchestrator.rules.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** A definition with all its conditions, rules and templates compiled, for whatever project runs by it. Immutable and thread-safe. */
final class Rulebook {
    /** By the definition itself: all work that runs by it shares one, and it can be made before anybody asks for it. */
    private static final Map<WorkflowDefinition, Rulebook> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    final Types types;
    /** Facts whose entries some condition looks up by their match. */
    final Set<String> keyed = new HashSet<>();

    final Map<String, Condition> done = new LinkedHashMap<>();
    final Map<String, Condition> gates = new LinkedHashMap<>();
    final Map<String, Condition> finished = new LinkedHashMap<>();
    final Map<String, Condition> warnings = new LinkedHashMap<>();
    final Map<String, Expression> track = new LinkedHashMap<>();
    /** The gates of the moves of items, by kind and move: see {@link #gates(String, String)}. */
    private final Map<String, List<Condition>> moves = new LinkedHashMap<>();

    private final Map<String, Expression> sources = new LinkedHashMap<>();

    final RuleEngine engine;

    private final Map<String, Template> rulePaths = new HashMap<>();

    /** Written with loops: each lambda costs a start more than what it does here. */
    private Rulebook(WorkflowDefinition definition) {
        this.types = definition.types();
        for (PhaseDefinition phase : definition.phases()) {
            for (StepDefinition step : phase.steps()) {
                String when = step.done().orElse(null);
                if (when != null) {
                    done.put(step.id(), Condition.of("done", when, types));
                }
            }
            for (GateDefinition gate : phase.exit()) {
                gates.put(gate.id(), condition(gate, types));
            }
        }
        for (GateDefinition gate : definition.finished()) {
            finished.put(gate.id(), condition(gate, types));
        }
        for (WarningDefinition warning : definition.warnings()) {
            warnings.put(warning.id(), Condition.of(warning.id(), warning.when(), types));
        }
        for (Map.Entry<String, TrackDefinition> one : definition.track().entrySet()) {
            track.put(one.getKey(), Expression.compile(one.getValue().from(), types));
        }
        for (Map.Entry<String, KindDefinition> kind : definition.kinds().entrySet()) {
            compileKind(definition, kind.getKey(), kind.getValue());
        }
        List<Rule> rules = new ArrayList<>();
        for (RuleDefinition rule : definition.rules()) {
            rules.add(rule(rule));
        }
        this.engine = RuleEngine.of(rules);
        Set<String> reads = reads(rules);
        for (String name : definition.facts().keySet()) {
            String path = "facts." + name + "." + FactKinds.BY_MATCH;
            for (String read : reads) {
                if (read.startsWith(path)) {
                    keyed.add(name);
                }
            }
        }
    }

    private static Condition condition(GateDefinition gate, Types types) {
        return Condition.of(gate.id(), gate.when(), types).otherwise(gate.otherwise(), types);
    }

    /** What is read by anything in here. */
    private Set<String> reads(List<Rule> rules) {
        Set<String> reads = new HashSet<>();
        List<Collection<Condition>> conditions =
                new ArrayList<>(List.of(done.values(), gates.values(), finished.values(), warnings.values()));
        conditions.addAll(moves.values());
        for (Collection<Condition> some : conditions) {
            for (Condition condition : some) {
                reads.addAll(condition.reads());
            }
        }
        for (Collection<Expression> some : List.of(track.values(), sources.values())) {
            for (Expression expression : some) {
                reads.addAll(expression.reads());
            }
        }
        for (Rule rule : rules) {
            reads.addAll(rule.reads());
        }
        return reads;
    }

    /** The compiled rules of a definition; another thread that is making them is waited for. */
    static Rulebook of(WorkflowDefinition definition) {
        return KNOWN.computeIfAbsent(definition, Rulebook::new);
    }

    private void compileKind(WorkflowDefinition definition, String kind, KindDefinition described) {
        SourceDefinition from = described.from();
        if (from != null) {
            sources.put(kind, Expression.compile(from.each(), types));
        }
        Types inner = definition.types(kind);
        for (MoveDefinition move : described.moves()) {
            List<Condition> conditions = new ArrayList<>();
            for (GateDefinition gate : move.when()) {
                conditions.add(condition(gate, inner));
            }
            moves.put(kind + "/" + move.id(), conditions);
        }
    }

    /** The list that items of a kind come from; null if they come from none. */
    @Nullable
    Expression source(String kind) {
        return sources.get(kind);
    }

    /** The gates of a move, in their order. */
    List<Condition> gates(String kind, String move) {
        return moves.getOrDefault(kind + "/" + move, List.of());
    }

    private Rule rule(RuleDefinition rule) {
        RuleBuilder builder = Rule.builder(rule.id()).salience(rule.salience());
        rule.phases().forEach(builder::phase);
        Types inner = types;
        for (Map.Entry<String, String> binding : rule.forEach().entrySet()) {
            builder.forEach(binding.getKey(), binding.getValue());
            Type list = Expression.compile(binding.getValue(), types).type();
            inner = types.with(binding.getKey(), list instanceof Type.ListOf l ? l.element() : Type.DYN);
        }
        rule.step().ifPresent(s -> builder.when("step-is-pending", "steps[\"" + s + "\"].status == \"pending\""));
        rule.when().forEach(builder::when);
        RuleDefinition.Advice advice = rule.suggest();
        builder.suggest(advice.action()).because(advice.because());
        Call call = advice.call();
        if (call != null) {
            builder.tool(call.tool());
            call.params().forEach(builder::param);
        }
        String path = advice.path();
        if (path != null) {
            rulePaths.put(rule.id(), Template.compile(path, inner));
        }
        return builder.build(types);
    }

    /** The template of the path that a rule names. */
    Optional<Template> path(String rule) {
        return Optional.ofNullable(rulePaths.get(rule));
    }
}
