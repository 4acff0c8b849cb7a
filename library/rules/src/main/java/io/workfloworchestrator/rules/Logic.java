package io.workfloworchestrator.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes of logic. As in CEL, an error on one side is forgotten if the other side alone decides. */
final class Logic {
    private Logic() {}

    /** {@code a && b && …} or {@code a || b || …}. */
    static final class Junction extends Node {
        final boolean all;
        final List<Node> parts;
        private final Node[] array;

        Junction(int start, int end, boolean all, List<Node> parts) {
            super(start, end, parts);
            this.all = all;
            this.parts = List.copyOf(parts);
            this.array = parts.toArray(new Node[0]);
        }

        @Override
        Object eval(Frame frame) {
            Fault error = null;
            for (Node part : array) {
                try {
                    if (part.test(frame) != all) {
                        return !all;
                    }
                } catch (Fault e) {
                    error = e.after(error);
                }
            }
            if (error != null) {
                throw error;
            }
            return all;
        }

        @Override
        Type check(Checker checker) {
            for (Node part : parts) {
                checker.wantBool(part.check(checker), part.start, all ? "a side of &&" : "a side of ||");
            }
            return Type.BOOL;
        }

        @Override
        List<Node> children() {
            return parts;
        }
    }

    /** {@code !a}. */
    static final class Not extends Node.OfOne {
        Not(int start, int end, Node operand) {
            super(start, end, operand);
        }

        @Override
        Object eval(Frame frame) {
            return !operand.test(frame);
        }

        @Override
        Type check(Checker checker) {
            checker.wantBool(operand.check(checker), operand.start, "what follows !");
            return Type.BOOL;
        }
    }

    /** {@code a ? b : c}. */
    static final class Choice extends Node {
        final Node test;
        final Node yes;
        final Node no;

        Choice(int start, int end, Node test, Node yes, Node no) {
            super(start, end, List.of(test, yes, no));
            this.test = test;
            this.yes = yes;
            this.no = no;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            return test.test(frame) ? yes.eval(frame) : no.eval(frame);
        }

        @Override
        Type check(Checker checker) {
            checker.wantBool(test.check(checker), test.start, "what stands before ?");
            Type a = yes.check(checker);
            Type b = no.check(checker);
            Type joined = Checker.join(a, b);
            return joined != null
                    ? joined
                    : checker.report(no.start, "both results of ? : must be of one type, these are " + a + " and " + b);
        }

        @Override
        List<Node> children() {
            return List.of(test, yes, no);
        }
    }
}
