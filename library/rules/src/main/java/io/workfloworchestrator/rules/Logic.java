package io.workfloworchestrator.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes of logic. As in CEL, an error on one side is forgotten if the other side alone decides. */
final class Logic {
    private Logic() {}

    /** {@code a && b && …} or {@code a || b || …}. */
    record Junction(int start, int end, boolean all, List<Node> parts) implements Node {
        @Override
        public Object eval(Frame frame) {
            Fault error = null;
            for (int i = 0; i < parts.size(); i++) { // an iterator would be one more object
                try {
                    if (parts.get(i).test(frame) != all) {
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
        public Type check(Checker checker) {
            for (Node part : parts) {
                checker.wantBool(part.check(checker), part.start(), all ? "a side of &&" : "a side of ||");
            }
            return Type.BOOL;
        }

        @Override
        public List<Node> children() {
            return parts;
        }
    }

    /** {@code !a}. */
    record Not(int start, int end, Node operand) implements Node.OfOne {
        @Override
        public Object eval(Frame frame) {
            return !operand.test(frame);
        }

        @Override
        public Type check(Checker checker) {
            checker.wantBool(operand.check(checker), operand.start(), "what follows !");
            return Type.BOOL;
        }
    }

    /** {@code a ? b : c}. */
    record Choice(int start, int end, Node test, Node yes, Node no) implements Node {
        @Override
        public @Nullable Object eval(Frame frame) {
            return test.test(frame) ? yes.eval(frame) : no.eval(frame);
        }

        @Override
        public Type check(Checker checker) {
            checker.wantBool(test.check(checker), test.start(), "what stands before ?");
            Type a = yes.check(checker);
            Type b = no.check(checker);
            Type joined = Checker.join(a, b);
            return joined != null
                    ? joined
                    : checker.report(
                            no.start(), "both results of ? : must be of one type, these are " + a + " and " + b);
        }

        @Override
        public List<Node> children() {
            return List.of(test, yes, no);
        }
    }
}
