package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Invisible;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Template;
import io.workfloworchestrator.rules.Type;
import io.workfloworchestrator.rules.Types;
import io.workfloworchestrator.rules.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proves single expressions and templates, where these names may be read. Everything that is wrong is added to the problems,
 * with the place at which it stands. Not thread-safe, since the problems are not.
 *
 * @param knownTools the tools that may be named, beside those that the definition declares and those of every server; empty when any may, if
 *     the definition declares none
 * @param words the values that texts at some paths may have
 */
record ExpressionChecks(
        DefinitionParts definition,
        Problems problems,
        Set<String> knownTools,
        Types types,
        Map<String, Set<String>> words) {
    /** Whole numbers that are never negative. */
    private static final Pattern COUNTED = Pattern.compile(
            "facts\\..*\\.(count|size|lines|textSize|mentions|total|open|done)|item\\.(unblocks|ageDays|idleDays)");

    /** The tools of every server of a workflow, and of one with items; a test of the servers compares them. */
    private static final Set<String> OF_EVERY_SERVER = Set.of(
            "initialize_project_orchestration",
            "get_next_steps",
            "advance_workflow_phase",
            "get_project_status",
            "complete_step",
            "explain",
            "simulate",
            "get_history",
            "undo",
            "set_data",
            "list_items",
            "add_item",
            "edit_item",
            "move_item",
            "claim_item",
            "release_item",
            "add_evidence");

    /** The same, where one more name may be read. */
    ExpressionChecks with(String name, Type type) {
        return new ExpressionChecks(definition, problems, knownTools, types.with(name, type), words);
    }

    /** The same, where the text at a path has one of these values. */
    ExpressionChecks among(String path, Set<String> values) {
        Map<String, Set<String>> more = new HashMap<>(words);
        more.put(path, values);
        return new ExpressionChecks(definition, problems, knownTools, types, more);
    }

    void certain(String at, List<String> conditions, String what, String never, String always) {
        Verdict verdict = verdict(conditions);
        if (verdict == Verdict.NEVER) {
            problems.add("E_RULE_NEVER", at, "The condition can never hold: " + what + " " + never + ".");
        } else if (verdict == Verdict.ALWAYS) {
            problems.add("E_RULE_ALWAYS", at, "The condition always holds: " + what + " " + always + ".");
        }
    }

    /** A gate, whose condition stands in this field. */
    void gate(String at, String field, GateDefinition gate) {
        if (condition(at + field, gate.when())) {
            certain(
                    at + field,
                    List.of(gate.when()),
                    "gate \"" + gate.id() + "\"",
                    "never opens",
                    "is always open, so it guards nothing");
        }
        template(at + "/otherwise", gate.otherwise());
        call(at, gate.call());
    }

    /** What is certain of these conditions together, whatever the facts are. */
    Verdict verdict(List<String> conditions) {
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

    /** The type of a list's elements; null after a problem. */
    @Nullable
    Type element(String at, String expression) {
        Expression compiled = compile(at, expression);
        if (compiled == null) {
            return null;
        }
        if (compiled.type() instanceof Type.ListOf list) {
            return list.element();
        }
        if (compiled.type() == Type.DYN) {
            return Type.DYN;
        }
        problems.add("E_RULE_EXPR", at, "this must be a list, but it is " + compiled.type() + ".");
        return null;
    }

    boolean condition(String at, String expression) {
        Expression compiled = compile(at, expression);
        if (compiled == null) {
            return false;
        }
        if (compiled.type() != Type.BOOL && compiled.type() != Type.DYN) {
            problems.add(
                    "E_RULE_EXPR",
                    at,
                    "a condition must be true or false, but this is " + compiled.type()
                            + ". Compare it with something.");
            return false;
        }
        return true;
    }

    private @Nullable Expression compile(String at, String expression) {
        if (expression.isBlank()) {
            return null;
        }
        try {
            return Expression.compile(expression, types);
        } catch (RuleException e) {
            report(at, e);
            return null;
        }
    }

    void template(String at, @Nullable String template) {
        if (template == null) {
            return;
        }
        try {
            Template.compile(template, types);
        } catch (RuleException e) {
            report(at, e);
        }
    }

    private void report(String at, RuleException e) {
        problems.add(at, e, message -> Meant.by(definition, message));
    }

    void call(String at, @Nullable Call call) {
        if (call != null) {
            tool(at, call);
            call.params().forEach((name, value) -> param(at + "/params/" + name, value));
        }
    }

    private void tool(String at, Call call) {
        List<String> declared = definition.tools().get(call.tool());
        if (declared == null) {
            Set<String> own = definition.tools().keySet();
            Set<String> known = new LinkedHashSet<>(knownTools);
            known.addAll(own);
            boolean isChecked = !known.isEmpty(); // where nothing says which tools there are, any may be named
            known.addAll(OF_EVERY_SERVER);
            if (isChecked && !known.contains(call.tool())) {
                problems.add("E_RULE_TOOL", at + "/tool", unknown(call.tool(), known, own));
            }
            return;
        }
        Set<String> accepted = new LinkedHashSet<>();
        declared.forEach(p -> accepted.add(p.endsWith("?") ? p.substring(0, p.length() - 1) : p));
        call.params()
                .keySet()
                .forEach(p -> problems.isKnown(
                        "E_RULE_TOOL", at + "/params/" + p, "tool " + call.tool() + " takes no argument", p, accepted));
        declared.stream()
                .filter(p -> !p.endsWith("?") && !call.params().containsKey(p))
                .forEach(p -> problems.add(
                        "E_RULE_TOOL",
                        at + "/tool",
                        "tool " + call.tool() + " needs the argument \"" + p
                                + "\", which is not given: the call would always fail."));
    }

    private static String unknown(String tool, Set<String> known, Set<String> own) {
        return "unknown tool \"" + Invisible.shown(tool) + "\"."
                + Invisible.told(tool)
                        .or(() -> Names.nearest(tool, known).map(near -> "Did you mean \"" + near + "\"?"))
                        .map(said -> " " + said)
                        .orElse("")
                + (own.isEmpty() ? "" : " Declared here: " + Names.listed(own) + ".")
                + " Declare a tool of your own server under \"tools:\", with its arguments; those of every server are known.";
    }

    private void param(String at, @Nullable Object value) {
        if (value instanceof String text) {
            template(at, text);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                param(at + "/" + i, list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> param(at + "/" + key, item));
        }
    }
}
