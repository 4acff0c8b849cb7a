package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collection;
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

/**
 * Puts a {@link Rule} together; everything written as an expression is compiled by {@link #build}, so the order of the
 * calls does not matter. Not thread-safe.
 */
public final class RuleBuilder {
    /** What a for-each rule written in Java goes over. It must answer the same for the same facts. */
    @FunctionalInterface
    public interface Lister {
        /** The elements: plain values. */
        Collection<?> elements(Facts facts) throws Exception;
    }

    private record Written(String id, Function<Types, Condition> compile) {}

    private final String id;
    private int salience;
    private final Set<String> phases = new LinkedHashSet<>();
    private @Nullable String variable;
    private @Nullable String list;
    private @Nullable Lister lister;
    private Set<String> listReads = Set.of();
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

    /** A phase in which it may fire; once for each. */
    public RuleBuilder phase(String phase) {
        phases.add(Ids.checked("phase", phase));
        return this;
    }

    /** Fires for every element of a list, or key of a map, that an expression gives; the name stands for it. */
    public RuleBuilder forEach(String name, String expression) {
        this.variable = name;
        this.list = expression;
        this.lister = null;
        return this;
    }

    /** Fires for every element that Java code gives; {@code reads} as in {@link Condition#of(String, Condition.Test, String...)}. */
    public RuleBuilder forEach(String name, Lister elements, String... reads) {
        this.variable = name;
        this.lister = elements;
        this.list = null;
        Set<String> paths = new TreeSet<>();
        for (String path : reads) {
            paths.add(Path.format(Path.parse(path)));
        }
        this.listReads = Collections.unmodifiableSet(paths);
        return this;
    }

    /** A condition written as an expression. */
    public RuleBuilder when(String condition, String expression) {
        conditions.add(new Written(condition, types -> Condition.of(condition, expression, types)));
        return this;
    }

    /** A condition written as an expression, with what to do where it does not hold. */
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

    /** A condition made elsewhere. */
    public RuleBuilder when(Condition condition) {
        conditions.add(new Written(condition.id(), types -> condition));
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

    /** The rule, its names and types checked only when it is evaluated. */
    public Rule build() {
        return build(Types.open());
    }

    /**
     * The rule, with everything in it compiled against the names and types there are.
     *
     * @throws RuleException with all problems, each naming its part ({@code when/no-reports}) and place; or
     *     {@code E_RULE_ID} for a bad or repeated id, {@code E_RULE_FIELD} for what is missing
     */
    public Rule build(Types types) {
        Ids.checked("rule", id);
        required();
        Compilation compilation = new Compilation(id);
        Repetition repetition = null;
        Types inner = types;
        if (variable != null) {
            repetition = compilation.repetition(variable, list, lister, listReads, types);
            inner = types.with(variable, compilation.elementType());
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
                new Advice(what, tool, filled, why));
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
}
