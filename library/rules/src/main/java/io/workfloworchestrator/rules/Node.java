package io.workfloworchestrator.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a compiled expression: checked once, evaluated many times. Immutable.
 */
abstract class Node {
    /** The start and the end of its text, in UTF-16 units. */
    final int start;

    final int end;

    /** Levels of nodes below and with this one. */
    final int height;

    /** Nodes below and with this one: the cost of one pass over it. */
    final int weight;

    Node(int start, int end, List<? extends Node> children) {
        this.start = start;
        this.end = end;
        int tallest = 0;
        int sum = 1;
        for (Node child : children) {
            tallest = Math.max(tallest, child.height);
            sum += child.weight;
        }
        this.height = tallest + 1;
        this.weight = sum;
    }

    /** The value; throws {@link Fault} if the expression has no value. */
    abstract @Nullable Object eval(Frame frame);

    /** The type of its values. A part that does not fit is reported to the checker and treated as {@link Type#DYN}. */
    abstract Type check(Checker checker);

    /** The nodes right below, in the order of the text. */
    List<Node> children() {
        return List.of();
    }

    /** True or false; a value of another type is an error. */
    boolean test(Frame frame) {
        Object value = eval(frame);
        if (value instanceof Boolean b) {
            return b;
        }
        throw fail("expected true or false, found " + Values.describe(value));
    }

    /** A node with one part. */
    abstract static class OfOne extends Node {
        final Node operand;

        OfOne(int start, int end, Node operand) {
            super(start, end, List.of(operand));
            this.operand = operand;
        }

        @Override
        final List<Node> children() {
            return List.of(operand);
        }
    }

    /** A node with an operator between two parts. */
    abstract static class OfTwo extends Node {
        final Node left;
        final Node right;

        OfTwo(Node left, Node right) {
            super(left.start, right.end, List.of(left, right));
            this.left = left;
            this.right = right;
        }

        @Override
        final List<Node> children() {
            return List.of(left, right);
        }
    }

    final Fault fail(String message) {
        return Fault.value(start, message);
    }

    final String slice(String text) {
        return text.substring(start, end);
    }
}
