package io.workfloworchestrator.rules;

import org.jspecify.annotations.Nullable;

/** Nodes without parts: literals, names of facts, variables of macros. */
final class Leaf {
    private Leaf() {}

    record Const(int start, int end, @Nullable Object value) implements Node {
        @Override
        public @Nullable Object eval(Frame frame) {
            return value;
        }

        @Override
        public Type check(Checker checker) {
            if (value == null) {
                return Type.NULL;
            }
            if (value instanceof Boolean) {
                return Type.BOOL;
            }
            return value instanceof Long ? Type.INT : value instanceof Double ? Type.DOUBLE : Type.STRING;
        }
    }

    record Root(int start, int end, String name) implements Node {
        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = frame.facts().value(name);
            if (value == null && !frame.facts().has(name)) {
                throw fail("there is no fact \"" + name + "\"");
            }
            return Values.plain(start, value);
        }

        @Override
        public Type check(Checker checker) {
            Type type = checker.types.find(name);
            return type != null
                    ? type
                    : checker.report(
                            start,
                            "nothing is named \"" + name + "\" here" + Nearest.hint(name, checker.types.names()));
        }
    }

    record Local(int start, int end, String name, int slot) implements Node {
        @Override
        public @Nullable Object eval(Frame frame) {
            return frame.locals[slot];
        }

        @Override
        public Type check(Checker checker) {
            return checker.local(slot);
        }
    }
}
