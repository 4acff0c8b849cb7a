package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles the parts of one rule and gathers the problems of all of them. */
final class Compilation {
    private static final Template NOTHING = Template.compile("", Types.open());

    private final String rule;
    private final List<Problem> problems = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private Type element = Type.DYN;
    private int values;

    Compilation(String rule) {
        this.rule = rule;
    }

    @Nullable
    Repetition repetition(
            String variable,
            @Nullable String list,
            RuleBuilder.@Nullable Lister lister,
            Set<String> listReads,
            Types types) {
        if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new RuleException(
                    "E_RULE_FIELD",
                    "rule \"" + rule + "\": for-each wants a name for the element, not " + Values.describe(variable)
                            + "; use letters, digits and _");
        }
        if (list == null) {
            return new Repetition(variable, null, lister, listReads);
        }
        Expression compiled = part("for-each", types, scope -> Expression.compile(list, scope));
        if (compiled == null) {
            return null;
        }
        Type type = compiled.type();
        Type.MapOf map = Checker.asMap(type);
        if (type instanceof Type.ListOf of) {
            element = of.element();
        } else if (map != null) {
            element = map.key();
        } else if (type != Type.DYN) {
            String message = "for-each goes over a list or a map, but this is " + type;
            add("for-each", new ExpressionException(list, List.of(Problem.at("E_RULE_EXPR", message, list, 0))));
        }
        return new Repetition(variable, compiled, null, compiled.reads());
    }

    /** The type of the for-each variable; {@link Type#DYN} where it is not known. */
    Type elementType() {
        return element;
    }

    <T> @Nullable T part(String where, Types types, Function<Types, T> compile) {
        try {
            return compile.apply(types);
        } catch (ExpressionException e) {
            add(where, e);
            return null;
        }
    }

    Template template(String where, String text, Types types) {
        Template template = part(where, types, scope -> Template.compile(text, scope));
        return template == null ? NOTHING : template;
    }

    Map<String, @Nullable Object> params(Map<String, @Nullable Object> params, Types types) {
        Map<String, @Nullable Object> compiled = new LinkedHashMap<>();
        params.forEach((name, value) -> compiled.put(name, param("suggest/params/" + name, value, types, 0)));
        return Collections.unmodifiableMap(compiled);
    }

    private @Nullable Object param(String where, @Nullable Object value, Types types, int depth) {
        if (++values > Limits.PARAMS || depth > Limits.DEPTH) {
            throw new RuleException(
                    "E_RULE_FIELD",
                    "rule \"" + rule + "\", " + where + ": more than " + Limits.PARAMS
                            + " parameters, or nested deeper than " + Limits.DEPTH);
        }
        if (value instanceof String text) {
            return template(where, text, types);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> compiled = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                compiled.add(param(where + "/" + i, list.get(i), types, depth + 1));
            }
            return Collections.unmodifiableList(compiled);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> compiled = new LinkedHashMap<>();
            map.forEach((key, inner) ->
                    compiled.put(String.valueOf(key), param(where + "/" + key, inner, types, depth + 1)));
            return Collections.unmodifiableMap(compiled);
        }
        try {
            return Values.plain(new Leaf.Const(0, 0, null), value);
        } catch (EvalError e) {
            throw new RuleException("E_RULE_FIELD", "rule \"" + rule + "\", " + where + ": " + e.text());
        }
    }

    private void add(String where, ExpressionException e) {
        for (Problem problem : e.problems()) {
            Problem placed = problem.in(where);
            problems.add(placed);
            words.append("\n  ")
                    .append(placed)
                    .append(Excerpt.of(e.text(), problem).replace("\n", "\n  "));
        }
    }

    /** Throws everything that was found. */
    void finish() {
        if (!problems.isEmpty()) {
            String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
            throw new RuleException("rule \"" + rule + "\" has " + count + ":" + words, problems);
        }
    }
}
