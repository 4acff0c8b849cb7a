package io.workfloworchestrator.rules;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one phase in the order of their suggestions, and an index of the facts that they read.
 *
 * <p>The index is a tree of path parts; each node knows the rules that read exactly this path. A change at a path affects
 * the rules on the way to it, since they read a value that contains the changed one, and the rules below it, since the
 * changed value contains theirs. Thread-safe; two threads may make the same index at once.
 */
final class Plan {
    private static final int[] NOBODY = {};
    private static final Node[] OTHERS = {};

    private static final class Branch {
        private int[] readers = NOBODY;
        private int count;
        private Map<String, Branch> below = Map.of();

        void add(List<String> parts, int rule) {
            Branch branch = this;
            for (String part : parts) {
                if (branch.below.isEmpty()) {
                    branch.below = new HashMap<>();
                }
                branch = branch.below.computeIfAbsent(part, p -> new Branch());
            }
            if (branch.count == branch.readers.length) {
                branch.readers = Arrays.copyOf(branch.readers, Math.max(2, branch.count * 2));
            }
            branch.readers[branch.count++] = rule;
        }

        void collect(BitSet into) {
            note(into);
            below.values().forEach(branch -> branch.collect(into));
        }

        void note(BitSet into) {
            for (int i = 0; i < count; i++) {
                into.set(readers[i]);
            }
        }
    }

    final Rule[] rules;
    private final BitSet always = new BitSet();
    /** Made when it is first needed: a single evaluation needs none. */
    private volatile @Nullable Branch index;

    /**
     * The conditions of each rule that has only expressions, copied so that they lie in memory in the order of a pass, which
     * makes a pass over 10,000 rules several times faster. {@link #OTHERS} for other rules.
     */
    private final Node[][] tests;

    Plan(List<Rule> ordered) {
        rules = ordered.toArray(new Rule[0]);
        tests = new Node[rules.length][];
        CompiledExpression hot = CompiledExpression.copying();
        for (int i = 0; i < rules.length; i++) {
            always.set(i, rules[i].readsAll());
            tests[i] = tests(rules[i], hot);
        }
    }

    private static Node[] tests(Rule rule, CompiledExpression hot) {
        List<Condition> conditions = rule.conditions();
        if (rule.repetition() != null) {
            return OTHERS;
        }
        Node[] tests = new Node[conditions.size()];
        for (int i = 0; i < tests.length; i++) {
            Expression expression = conditions.get(i).expression();
            if (expression == null) {
                return OTHERS;
            }
            tests[i] = hot.of(expression.node());
        }
        return tests;
    }

    Result result(int position, Frame frame) {
        Node[] nodes = tests[position];
        if (nodes == OTHERS) {
            return Result.of(rules[position], frame);
        }
        try {
            for (Node node : nodes) {
                if (!node.test(frame)) {
                    return Result.quiet(frame.restart());
                }
            }
            return Result.fires(frame.restart());
        } catch (RuntimeException | StackOverflowError e) {
            frame.restart();
            return Result.of(rules[position], frame);
        }
    }

    private Branch index() {
        Branch known = index;
        if (known == null) {
            known = new Branch();
            for (int i = 0; i < rules.length; i++) {
                if (!always.get(i)) {
                    for (String path : rules[i].reads()) {
                        known.add(Path.parse(path), i);
                    }
                }
            }
            index = known;
        }
        return known;
    }

    /** The positions of the rules that a change at these paths can affect. */
    BitSet affected(Iterable<String> paths) {
        BitSet affected = (BitSet) always.clone();
        for (String path : paths) {
            List<String> parts = Path.parse(path);
            @Nullable Branch branch = index();
            for (int i = 0; i < parts.size() && branch != null; i++) {
                branch.note(affected);
                branch = branch.below.get(parts.get(i));
            }
            if (branch != null) {
                branch.collect(affected);
            }
        }
        return affected;
    }
}
