package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an expression into the form that passes evaluate: the same values from far fewer objects.
 *
 * <p>As trees, thousands of rules do not fit into a processor's cache: with 10,000 rules most of a pass was waiting for
 * memory. So a chain of fields becomes one node with its names, and a comparison of such a chain with a constant becomes
 * one node too. Unusual cases (an absent value, another type) are left to the parsed tree, which knows how to fail.
 */
final class CompiledExpression {
    /** The copy of each name, since equal names must stay one object; null to keep the names as they are. */
    private final @Nullable Map<String, String> names;

    private CompiledExpression(@Nullable Map<String, String> names) {
        this.names = names;
    }

    /** Copies names too, so that they lie in memory beside the nodes: use it in the order of a pass. */
    static CompiledExpression copying() {
        return new CompiledExpression(new HashMap<>());
    }

    /** Keeps the names; for a single expression. */
    static CompiledExpression keeping() {
        return new CompiledExpression(null);
    }

    private String name(String known) {
        return names == null ? known : names.computeIfAbsent(known, name -> new String(name.toCharArray()));
    }

    Node of(Node node) {
        if (node instanceof Access.Select || node instanceof Leaf.Root) {
            Chain chain = chain(node, node, 0, null);
            return chain == null || !chain.hasNames() ? node : chain;
        }
        if (node instanceof Logic.Junction junction) {
            List<Node> parts = junction.parts().stream().map(this::of).toList();
            return new Logic.Junction(node.start(), node.end(), junction.all(), parts);
        }
        if (node instanceof Logic.Not not) {
            return new Logic.Not(node.start(), node.end(), of(not.operand()));
        }
        if (node instanceof Logic.Choice choice) {
            return new Logic.Choice(node.start(), node.end(), of(choice.test()), of(choice.yes()), of(choice.no()));
        }
        if (node instanceof Macro macro) {
            return macro(macro);
        }
        return comparison(node);
    }

    private Node macro(Macro macro) {
        Node body = of(macro.body());
        Node filter = macro.filter() == null ? null : macro.filter() == macro.body() ? body : of(macro.filter());
        return new Macro(
                macro.start(),
                macro.end(),
                macro.kind(),
                of(macro.range()),
                macro.variable(),
                macro.slot(),
                filter,
                body);
    }

    private Node comparison(Node node) {
        if (node instanceof Comparison.Equality equality) {
            Node test = equality.right() instanceof Leaf.Const c && isSimple(c.value())
                    ? chain(equality.left(), node, equality.equal() ? Test.EQUAL : Test.UNEQUAL, c.value())
                    : null;
            return test != null
                    ? test
                    : new Comparison.Equality(of(equality.left()), of(equality.right()), equality.equal());
        }
        if (node instanceof Comparison.Order order) {
            int operator = List.of("<", "<=", ">", ">=").indexOf(order.operator());
            Node test = order.right() instanceof Leaf.Const c && c.value() instanceof Long
                    ? chain(order.left(), node, operator, c.value())
                    : null;
            return test != null ? test : new Comparison.Order(of(order.left()), of(order.right()), order.operator());
        }
        if (node instanceof Comparison.In in) {
            return new Comparison.In(of(in.left()), constant(in.right()));
        }
        return node;
    }

    private Node constant(Node node) {
        boolean literal =
                node instanceof Build.ListOf list && list.parts().stream().allMatch(Leaf.Const.class::isInstance);
        return literal ? new Leaf.Const(node.start(), node.end(), node.eval(new Frame(Facts.none()))) : of(node);
    }

    private static boolean isSimple(@Nullable Object value) {
        return value instanceof String || value instanceof Long || value instanceof Boolean;
    }

    /**
     * The chain that a node is, or what compares its value with a constant; null for other nodes.
     *
     * @param tree what the result stands for
     * @param constant null for the chain alone; has(…) is not compared
     */
    private @Nullable Chain chain(Node node, Node tree, int operator, @Nullable Object constant) {
        List<String> path = new ArrayList<>();
        Node inner = node;
        while (inner instanceof Access.Select select && (!select.has() || select == node)) {
            path.add(name(select.name()));
            inner = select.operand();
        }
        Collections.reverse(path);
        boolean has = node instanceof Access.Select select && select.has();
        int slot = inner instanceof Leaf.Local local ? local.slot() : -1;
        String root = inner instanceof Leaf.Root fact
                ? name(fact.name())
                : inner instanceof Leaf.Local local ? local.name() : null;
        if (root == null || (has && constant != null)) {
            return null;
        }
        return constant == null
                ? new Chain(tree, root, slot, path, has)
                : new Test(tree, root, slot, path, operator, constant);
    }

    /**
     * {@code root.a.b}, {@code variable.a.b} or {@code has(root.a.b)}. Its first two names are fields, not in the array: a pass
     * over thousands of rules mostly waits for memory, and an array is one more place in memory.
     */
    static class Chain implements Node.OfOne {
        private static final String[] NO_MORE = {};

        final Node tree;
        private final int start;
        private final String root;
        private final int slot;
        private final @Nullable String first;
        private final @Nullable String second;
        private final String[] more;
        private final boolean has;

        private Chain(Node tree, String root, int slot, List<String> names, boolean has) {
            this.tree = tree;
            this.start = tree.start();
            this.root = root;
            this.slot = slot;
            this.first = names.isEmpty() ? null : names.get(0);
            this.second = names.size() < 2 ? null : names.get(1);
            this.more =
                    names.size() < 3 ? NO_MORE : names.subList(2, names.size()).toArray(NO_MORE);
            this.has = has;
        }

        @Override
        public int start() {
            return start;
        }

        @Override
        public int end() {
            return tree.end();
        }

        @Override
        public Node operand() {
            return tree;
        }

        boolean hasNames() {
            return first != null;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = value(frame);
            if (value == Values.ABSENT) {
                return tree.eval(frame);
            }
            return has ? (Object) true : Values.plain(start, value);
        }

        @Override
        public boolean test(Frame frame) {
            Object value = value(frame);
            if (value == Values.ABSENT) {
                return tree.test(frame);
            }
            return has || (value instanceof Boolean holds ? holds : Node.OfOne.super.test(frame));
        }

        /** The value; {@link Values#ABSENT} if the tree must find out more. */
        final Object value(Frame frame) {
            Object value = slot < 0 ? frame.root(root) : frame.locals[slot];
            if (first != null) {
                if (!(value instanceof Map<?, ?> map)) {
                    return Values.ABSENT;
                }
                value = second == null ? map.get(first) : below(frame, frame.field(0, map, first), second);
            }
            return value == null ? Values.ABSENT : value;
        }

        private @Nullable Object below(Frame frame, @Nullable Object owner, String name) {
            if (!(owner instanceof Map<?, ?> map)) {
                return null;
            }
            return more.length == 0 ? map.get(name) : deeper(frame, frame.field(1, map, name));
        }

        private @Nullable Object deeper(Frame frame, @Nullable Object owner) {
            Object value = owner;
            for (int i = 0; i < more.length; i++) {
                if (!(value instanceof Map<?, ?> map)) {
                    return null;
                }
                value = i < more.length - 1 ? frame.field(i + 2, map, more[i]) : map.get(more[i]);
            }
            return value;
        }

        @Override
        public Type check(Checker checker) {
            return tree.check(checker);
        }
    }

    /** A chain compared with a constant. */
    static final class Test extends Chain {
        private static final int EQUAL = 4;
        private static final int UNEQUAL = 5;

        private final int operator;
        private final Object constant;

        Test(Node tree, String root, int slot, List<String> names, int operator, Object constant) {
            super(tree, root, slot, names, false);
            this.operator = operator;
            this.constant = constant;
        }

        @Override
        public Object eval(Frame frame) {
            return test(frame);
        }

        @Override
        public boolean test(Frame frame) {
            Object value = value(frame);
            if (value.getClass() != constant.getClass()) {
                return tree.test(frame);
            }
            if (operator >= EQUAL) {
                return value.equals(constant) == (operator == EQUAL);
            }
            int order = Long.compare((Long) value, (Long) constant);
            return switch (operator) {
                case 0 -> order < 0;
                case 1 -> order <= 0;
                case 2 -> order > 0;
                default -> order >= 0;
            };
        }
    }
}
