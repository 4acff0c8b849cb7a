package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.FactDefinition;
import io.workfloworchestrator.definition.FactKinds;
import io.workfloworchestrator.definition.GateDefinition;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.LayoutDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.PathNames;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.SourceDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Rule;
import io.workfloworchestrator.rules.RuleBuilder;
import io.workfloworchestrator.rules.RuleEngine;
import io.workfloworchestrator.rules.Template;
import io.workfloworchestrator.rules.Type;
import io.workfloworchestrator.rules.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A definition in one layout of paths, with all conditions, rules and templates compiled. Immutable and thread-safe. */
final class Compiled {
    final WorkflowDefinition definition;
    final Optional<LayoutDefinition> layout;
    final Map<String, String> paths;
    final Types types;
    final Map<String, FactDeclaration> facts;
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
    /** What people should know about the choice of this definition. */
    private final Optional<String> concern;

    private final Map<String, Template> rulePaths = new HashMap<>();

    /** @param workflow the id of the workflow, which paths may name */
    Compiled(
            WorkflowDefinition definition,
            @Nullable LayoutDefinition layout,
            String workflow,
            Optional<String> concern) {
        this.definition = definition;
        this.layout = Optional.ofNullable(layout);
        this.concern = concern;
        this.paths = definition.pathsOf(layout, workflow);
        this.types = definition.types();
        Map<String, FactDeclaration> declared = new TreeMap<>();
        definition.facts().forEach((name, fact) -> {
            if (!fact.isState()) {
                declared.put(name, FactKinds.declaration(fact, paths));
            }
        });
        this.facts = declared;
        Set<String> reads = new HashSet<>();
        for (PhaseDefinition phase : definition.phases()) {
            phase.steps().forEach(s -> s.done().ifPresent(d -> done.put(s.id(), Condition.of("done", d, types))));
            phase.exit()
                    .forEach(g -> gates.put(
                            g.id(), Condition.of(g.id(), g.when(), types).otherwise(g.otherwise(), types)));
        }
        definition
                .finished()
                .forEach(g -> finished.put(
                        g.id(), Condition.of(g.id(), g.when(), types).otherwise(g.otherwise(), types)));
        definition.warnings().forEach(w -> warnings.put(w.id(), Condition.of(w.id(), w.when(), types)));
        definition.track().forEach((name, t) -> track.put(name, Expression.compile(t.from(), types)));
        definition.kinds().forEach(this::compileKind);
        List<Rule> rules = new ArrayList<>();
        definition.rules().forEach(rule -> rules.add(rule(rule)));
        this.engine = RuleEngine.of(rules);
        done.values().forEach(c -> reads.addAll(c.reads()));
        gates.values().forEach(c -> reads.addAll(c.reads()));
        finished.values().forEach(c -> reads.addAll(c.reads()));
        warnings.values().forEach(c -> reads.addAll(c.reads()));
        track.values().forEach(e -> reads.addAll(e.reads()));
        sources.values().forEach(e -> reads.addAll(e.reads()));
        moves.values().forEach(of -> of.forEach(c -> reads.addAll(c.reads())));
        rules.forEach(r -> reads.addAll(r.reads()));
        definition.facts().keySet().forEach(name -> {
            String path = "facts." + name + "." + FactKinds.BY_MATCH;
            if (reads.stream().anyMatch(r -> r.startsWith(path))) {
                keyed.add(name);
            }
        });
    }

    private void compileKind(String kind, KindDefinition described) {
        SourceDefinition from = described.from();
        if (from != null) {
            sources.put(kind, Expression.compile(from.each(), types));
        }
        Types inner = definition.types(kind);
        for (MoveDefinition move : described.moves()) {
            List<Condition> conditions = new ArrayList<>();
            for (GateDefinition gate : move.when()) {
                conditions.add(Condition.of(gate.id(), gate.when(), inner).otherwise(gate.otherwise(), inner));
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

    /** The facts about other workflows. */
    List<FactDefinition> states() {
        return definition.facts().values().stream()
                .filter(FactDefinition::isState)
                .toList();
    }

    Optional<String> concern() {
        return concern;
    }

    /** The template of the path that a rule names. */
    Optional<Template> path(String rule) {
        return Optional.ofNullable(rulePaths.get(rule));
    }

    /** The file of the first file fact that a condition reads: what a person would create. */
    Optional<String> firstPath(Condition condition) {
        for (String read : condition.reads()) {
            String[] parts = read.split("\\.", 3);
            FactDefinition fact = parts.length > 1 && parts[0].equals("facts")
                    ? definition.facts().get(parts[1])
                    : null;
            if (fact != null && fact.kind().equals("file")) {
                return Optional.of(PathNames.resolve(fact.paths().get(0), paths));
            }
        }
        return Optional.empty();
    }
}
