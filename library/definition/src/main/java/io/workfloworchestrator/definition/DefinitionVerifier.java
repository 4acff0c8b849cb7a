package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Limits;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Proves a definition before it runs: names, references, paths and the graph of phases here, expressions in {@link
 * ExpressionVerifier}. Everything that is wrong is added to the problems. Not thread-safe, since the problems are not.
 */
record DefinitionVerifier(DefinitionParts definition, Problems problems, Set<String> knownTools) {
    static final int MOST_PHASES = 200;
    static final int MOST_STEPS = 2000;
    private static final Pattern LISTED =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}/[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    /** Proves a definition of which any tool may be named; throws all problems, also those found before. */
    static void prove(DefinitionParts definition, Problems problems) {
        new DefinitionVerifier(definition, problems, Set.of()).verify();
        problems.throwIfAny();
    }

    void verify() {
        type();
        listed();
        names();
        ids();
        new PathVerifier(definition, problems).verify();
        phases();
        kinds();
        rules();
        new ExpressionVerifier(definition, problems, knownTools).verify();
    }

    private void type() {
        if (definition.type().equals(DefinitionKey.TYPE) || definition.type().equals("definitions")) {
            problems.add(
                    "E_RULE_ID",
                    "workflow",
                    "\"" + definition.type() + "\" is where definitions are kept. Rename the workflow.");
        }
        if (!definition.type().isEmpty() && !TYPE.matcher(definition.type()).matches()) {
            problems.add(
                    "E_RULE_ID",
                    "workflow",
                    Names.cannotBe(definition.type(), "name a workflow")
                            + " Use 1 to 64 letters, digits, '.', '_' or '-'.");
        }
    }

    private void listed() {
        String listedIn = definition.listedIn();
        if (listedIn != null && !LISTED.matcher(listedIn).matches()) {
            problems.add(
                    "E_RULE_ID",
                    "listed-in",
                    Names.cannotBe(listedIn, "name a workflow") + " Give type/id, such as features/main.");
        }
    }

    private void names() {
        problems.names("paths", definition.paths().keySet());
        problems.names("facts", definition.facts().keySet());
        problems.names("track", definition.track().keySet());
        problems.names("data", definition.data().keySet());
        problems.names("items", definition.kinds().keySet());
        definition.paths().keySet().stream()
                .filter(this::meansSomethingElse)
                .forEach(name -> problems.add(
                        "E_RULE_NAME",
                        "paths/" + name,
                        "\"" + name + "\" means something else in conditions. Rename the path."));
        definition
                .rules()
                .forEach(rule -> problems.names(
                        "rules/" + rule.id() + "/for-each", rule.forEach().keySet()));
    }

    /** The names of items are free in definitions without items, as they were before there were any. */
    private boolean meansSomethingElse(String path) {
        return path.equals(ItemTypes.ROOT) || path.equals(ItemTypes.ITEM)
                ? !definition.kinds().isEmpty()
                : Environment.ROOTS.contains(path);
    }

    private void ids() {
        Set<String> phases = new HashSet<>();
        Set<String> steps = new HashSet<>();
        Set<String> gates = new HashSet<>();
        for (PhaseDefinition phase : definition.phases()) {
            String at = "phases/" + phase.id();
            problems.id(at, "phase", phase.id(), phases);
            phase.steps().forEach(s -> problems.id(at + "/steps/" + s.id(), "step", s.id(), steps));
            phase.exit().forEach(g -> problems.id(at + "/exit/" + g.id(), "gate", g.id(), gates));
        }
        Set<String> rules = new HashSet<>();
        definition.rules().forEach(r -> {
            problems.id("rules/" + r.id(), "rule", r.id(), rules);
            Set<String> conditions = new HashSet<>();
            r.when().keySet().forEach(c -> problems.id("rules/" + r.id() + "/when/" + c, "condition", c, conditions));
        });
        ids("warnings", "warning", definition.warnings(), WarningDefinition::id);
        ids("finished", "gate", definition.finished(), GateDefinition::id);
        ids("layouts", "layout", definition.layouts(), LayoutDefinition::id);
        problems.most("rules", "rules", definition.rules().size(), Limits.RULES);
        problems.most("phases", "phases", definition.phases().size(), MOST_PHASES);
        problems.most("phases", "steps", steps.size(), MOST_STEPS);
    }

    private <T> void ids(String at, String what, List<T> parts, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        parts.forEach(part -> problems.id(at + "/" + id.apply(part), what, id.apply(part), seen));
    }

    private void phases() {
        List<PhaseDefinition> phases = definition.phases();
        if (phases.isEmpty()) {
            if (problems.isEmpty()) {
                problems.add(
                        "E_RULE_MISSING",
                        "phases",
                        "The definition has no phases; a workflow begins in its first one.");
            }
            return;
        }
        Set<String> ids = new LinkedHashSet<>();
        phases.forEach(p -> ids.add(p.id()));
        boolean sound = true;
        for (PhaseDefinition phase : phases) {
            String at = "phases/" + phase.id() + "/next";
            for (String next : phase.next()) {
                sound &= problems.isKnown("E_RULE_PHASE", at, "there is no phase", next, ids);
                if (next.equals(phase.id())) {
                    problems.add("E_RULE_CYCLE", at, "Phase \"" + next + "\" leads to itself.");
                }
            }
        }
        if (sound) {
            reachable(phases);
        }
    }

    /** Reports phases that cannot be reached, and those from which no last phase can be. */
    private void reachable(List<PhaseDefinition> phases) {
        Reach ways = new Reach();
        phases.forEach(p -> p.next().forEach(next -> ways.arrow(p.id(), next)));
        Set<String> reached = ways.from(Set.of(phases.get(0).id()));
        boolean whole = phases.stream().allMatch(p -> reached.contains(p.id()));
        Set<String> last = new HashSet<>();
        phases.stream().filter(p -> p.next().isEmpty()).forEach(p -> last.add(p.id()));
        Set<String> ending = ways.to(last);
        for (PhaseDefinition phase : phases) {
            String at = "phases/" + phase.id() + "/id";
            if (!reached.contains(phase.id())) {
                problems.add(
                        "E_RULE_UNREACHABLE",
                        at,
                        "No way leads from the first phase \"" + phases.get(0).id() + "\" to phase \"" + phase.id()
                                + "\". Name it in the \"next\" of another phase.");
            } else if (whole && !ending.contains(phase.id())) {
                problems.add(
                        "E_RULE_CYCLE",
                        at,
                        "Phase \"" + phase.id()
                                + "\" goes in a circle that no last phase ends: give one phase of it \"next: []\""
                                + " or another way out.");
            }
        }
    }

    private void kinds() {
        problems.most("items", "kinds of items", definition.kinds().size(), KindVerifier.MOST_KINDS);
        definition.kinds().forEach((name, kind) -> new KindVerifier(name, kind, problems).verify());
        DocumentPlaces.verify(definition, problems);
    }

    private void rules() {
        Set<String> phases = new LinkedHashSet<>();
        Set<String> steps = new LinkedHashSet<>();
        definition.phases().forEach(p -> {
            phases.add(p.id());
            p.steps().forEach(s -> steps.add(s.id()));
        });
        for (RuleDefinition rule : definition.rules()) {
            String at = "rules/" + rule.id();
            rule.phases().forEach(p -> problems.isKnown("E_RULE_PHASE", at + "/phase", "there is no phase", p, phases));
            rule.step().ifPresent(s -> problems.isKnown("E_RULE_STEP", at + "/step", "there is no step", s, steps));
            rule.step()
                    .flatMap(this::phaseOf)
                    .filter(p -> !rule.phases().isEmpty()
                            && phases.containsAll(rule.phases())
                            && !rule.phases().contains(p))
                    .ifPresent(p -> problems.add(
                            "E_RULE_NEVER",
                            at + "/step",
                            "step \"" + rule.step().orElse("") + "\" belongs to phase \"" + p
                                    + "\", which is not among the rule's phases: the rule would never apply."));
            if (rule.forEach().size() > 1) {
                problems.add(
                        "E_RULE_TYPE",
                        at + "/for-each",
                        "\"for-each\" binds one name; here are "
                                + rule.forEach().size() + ".");
            }
        }
    }

    private Optional<String> phaseOf(String step) {
        return definition.phases().stream()
                .filter(p -> p.steps().stream().anyMatch(s -> s.id().equals(step)))
                .map(PhaseDefinition::id)
                .findFirst();
    }
}
