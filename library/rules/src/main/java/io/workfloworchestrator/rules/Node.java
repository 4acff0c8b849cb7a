package io.workfloworchestrator.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a compiled expression: checked once, evaluated many times. Immutable. */
interface Node {
    /** The start of its text, in UTF-16 units. */
    int start();

    int end();

    /** The value; throws {@link Fault} if the expression has no value. */
    @Nullable
    Object eval(Frame frame);

    /** The type of its values. A part that does not fit is reported to the checker and treated as {@link Type#DYN}. */
    Type check(Checker checker);

    /** The nodes right below, in the order of the text. */
    default List<Node> children() {
        return List.of();
    }

    /** True or false; a value of another type is an error. */
    default boolean test(Frame frame) {
        Object value = eval(frame);
        if (value instanceof Boolean b) {
            return b;
        }
        throw fail("expected true or false, found " + Values.describe(value));
    }

    /** Levels of nodes below and with this one. */
    default int height() {
        int tallest = 0;
        for (Node child : children()) {
            tallest = Math.max(tallest, child.height());
        }
        return tallest + 1;
    }

    /** Nodes below and with this one: the cost of one pass over it. */
    default long weight() {
        long sum = 1;
        for (Node child : children()) {
            sum += child.weight();
        }
        return sum;
    }

    default Fault fail(String message) {
        return Fault.value(start(), message);
    }

    default String slice(String text) {
        return text.substring(start(), end());
    }

    interface OfOne extends Node {
        Node operand();

        @Override
        default List<Node> children() {
            return List.of(operand());
        }
    }

    interface OfTwo extends Node {
        Node left();

        Node right();

        @Override
        default int start() {
            return left().start();
        }

        @Override
        default int end() {
            return right().end();
        }

        @Override
        default List<Node> children() {
            return List.of(left(), right());
        }
    }
}
