package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Rule}; {@link #build} compiles all, so the order of the calls does not matter. Not thread-safe. */
public final class RuleBuilder {
    private record Written(String id, Function<Types, Condition> compile) {}

    private final String id;
    private int salience;
    private final Set<String> phases = new LinkedHashSet<>();
    private @Nullable String variable;
    private String list = "";
    private final List<Written> conditions = new ArrayList<>();
    private String action = "";
    private @Nullable String tool;
    private final Map<String, @Nullable Object> params = new LinkedHashMap<>();
    private String because = "";

    RuleBuilder(String id) {
        this.id = id;
    }

    /** The rank of its suggestions: higher first. */
    public RuleBuilder salience(int rank) {
        this.salience = rank;
        return this;
    }

    /** A phase in which it may fire; call it once for each phase. */
    public RuleBuilder phase(String phase) {
        phases.add(Ids.checked("phase", phase));
        return this;
    }

    /** Fires for every element of a list, or key of a map, that an expression gives; expressions use it by this name. */
    public RuleBuilder forEach(String name, String expression) {
        this.variable = name;
        this.list = expression;
        return this;
    }

    /** A condition written as an expression. */
    public RuleBuilder when(String condition, String expression) {
        conditions.add(new Written(condition, types -> Condition.of(condition, expression, types)));
        return this;
    }

    /** A condition written as an expression, with an advice for the case that it does not hold. */
    public RuleBuilder when(String condition, String expression, String otherwise) {
        conditions.add(new Written(
                condition, types -> Condition.of(condition, expression, types).otherwise(otherwise, types)));
        return this;
    }

    /** A condition in Java; {@code reads} as in {@link Condition#of(String, Condition.Test, String...)}. */
    public RuleBuilder when(String condition, Condition.Test test, String... reads) {
        conditions.add(new Written(condition, types -> Condition.of(condition, test, reads)));
        return this;
    }

    /** What to do, for people: a {@link Template}. */
    public RuleBuilder suggest(String text) {
        this.action = text;
        return this;
    }

    /** The tool that does it. */
    public RuleBuilder tool(String name) {
        this.tool = name;
        return this;
    }

    /** A parameter of the tool: a plain value, in which every string is a {@link Template}. */
    public RuleBuilder param(String name, @Nullable Object value) {
        params.put(name, value);
        return this;
    }

    /** Why, for people: a {@link Template}. */
    public RuleBuilder because(String text) {
        this.because = text;
        return this;
    }

    /** The rule; names and types are checked only when it is evaluated. */
    public Rule build() {
        return build(Types.open());
    }

    /**
     * The rule, with all its expressions checked against these names and types.
     *
     * @throws RuleException with all problems, each with its part ({@code when/no-reports}) and place; or {@code E_RULE_ID}
     *     for a bad or repeated id, {@code E_RULE_FIELD} if something is missing
     */
    public Rule build(Types types) {
        Ids.checked("rule", id);
        required();
        Compilation compilation = new Compilation(id);
        Rule.Repetition repetition = null;
        Types inner = types;
        if (variable != null) {
            repetition = compilation.repetition(variable, list, types);
            inner = types.with(variable, compilation.element);
        }
        List<Condition> compiled = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Written written : conditions) {
            if (!ids.add(written.id)) {
                throw new RuleException(
                        "E_RULE_ID", "rule \"" + id + "\" has two conditions \"" + written.id + "\"; rename one");
            }
            Condition condition = compilation.part("when/" + written.id, inner, written.compile);
            if (condition != null) {
                compiled.add(condition);
            }
        }
        Template what = compilation.template("suggest/action", action, inner);
        Map<String, @Nullable Object> filled = compilation.params(params, inner);
        Template why = compilation.template("suggest/because", because, inner);
        compilation.finish();
        return new Rule(
                id,
                salience,
                Collections.unmodifiableSet(new LinkedHashSet<>(phases)),
                repetition,
                compiled,
                new Advice(what, tool, filled, why, compilation.reads));
    }

    private void required() {
        String wrong = null;
        if (action.isBlank()) {
            wrong = "suggests nothing; give it suggest(…)";
        } else if (conditions.isEmpty() && variable == null) {
            wrong = "has no conditions; give it when(…)";
        } else if (conditions.size() > Limits.CONDITIONS) {
            wrong = "has " + conditions.size() + " conditions, more than the limit of " + Limits.CONDITIONS
                    + "; join some with && or split it";
        } else if (tool == null && !params.isEmpty()) {
            wrong = "has parameters but no tool; give it tool(…)";
        } else if (tool != null && tool.isBlank()) {
            wrong = "has a tool without a name";
        }
        if (wrong != null) {
            throw new RuleException("E_RULE_FIELD", "rule \"" + id + "\" " + wrong);
        }
    }

    /** Compiles the parts of one rule and gathers the problems of all of them. */
    private static final class Compilation {
        private static final Template NOTHING = Template.compile("", Types.open());

        private final String rule;
        private final List<Problem> problems = new ArrayList<>();
        private final StringBuilder words = new StringBuilder();
        /** The paths that its texts and parameters may read. */
        private final Set<String> reads = new TreeSet<>();
        /** The type of the for-each variable; {@link Type#DYN} if it is not known. */
        private Type element = Type.DYN;

        private int values;

        Compilation(String rule) {
            this.rule = rule;
        }

        Rule.@Nullable Repetition repetition(String variable, String list, Types types) {
            if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw refused(": for-each wants a name for the element, not " + Values.describe(variable)
                        + "; use letters, digits and _");
            }
            Expression compiled = part("for-each", types, scope -> Expression.compile(list, scope));
            if (compiled == null) {
                return null;
            }
            Type known = Checker.elementOf(compiled.type());
            if (known == null) {
                String message = "for-each goes over a list or a map, but this is " + compiled.type();
                add("for-each", new ExpressionException(list, "E_RULE_EXPR", message, 0));
            } else {
                element = known;
            }
            return Rule.Repetition.of(variable, compiled);
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
            if (template == null) {
                return NOTHING;
            }
            reads.addAll(template.reads());
            return template;
        }

        Map<String, @Nullable Object> params(Map<String, @Nullable Object> params, Types types) {
            Map<String, @Nullable Object> compiled = new LinkedHashMap<>();
            params.forEach((name, value) -> compiled.put(name, param("suggest/params/" + name, value, types, 0)));
            return Collections.unmodifiableMap(compiled);
        }

        private @Nullable Object param(String where, @Nullable Object value, Types types, int depth) {
            if (++values > Limits.PARAMS || depth > Limits.DEPTH) {
                throw refused(", " + where + ": more than " + Limits.PARAMS + " parameters, or nested deeper than "
                        + Limits.DEPTH);
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
                return Values.plain(0, value);
            } catch (Fault e) {
                throw refused(", " + where + ": " + e.text());
            }
        }

        private RuleException refused(String what) {
            return new RuleException("E_RULE_FIELD", "rule \"" + rule + "\"" + what);
        }

        private void add(String where, ExpressionException e) {
            for (Problem problem : e.problems()) {
                Problem placed = problem.in(where);
                problems.add(placed);
                words.append("\n  ")
                        .append(placed)
                        .append(problem.excerpt(e.text()).replace("\n", "\n  "));
            }
        }

        void finish() {
            if (!problems.isEmpty()) {
                String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
                throw new RuleException("rule \"" + rule + "\" has " + count + ":" + words, problems);
            }
        }
    }
}
