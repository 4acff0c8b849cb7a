package io.workfloworchestrator.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes without parts: literals, names of facts, variables of macros. */
final class Leaf {
    private Leaf() {}

    /** A literal. */
    static final class Const extends Node {
        final @Nullable Object value;

        Const(int start, int end, @Nullable Object value) {
            super(start, end, List.of());
            this.value = value;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            return value;
        }

        @Override
        Type check(Checker checker) {
            if (value == null) {
                return Type.NULL;
            }
            if (value instanceof Boolean) {
                return Type.BOOL;
            }
            return value instanceof Long ? Type.INT : value instanceof Double ? Type.DOUBLE : Type.STRING;
        }
    }

    /** The name of a fact. */
    static final class Root extends Node {
        final String name;

        Root(int start, int end, String name) {
            super(start, end, List.of());
            this.name = name;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            Object value = frame.facts().value(name);
            if (value == null && !frame.facts().has(name)) {
                throw fail("there is no fact \"" + name + "\"");
            }
            return Values.plain(start, value);
        }

        @Override
        Type check(Checker checker) {
            Type type = checker.types.find(name);
            return type != null
                    ? type
                    : checker.report(
                            start,
                            "nothing is named \"" + name + "\" here" + Nearest.hint(name, checker.types.names()));
        }
    }

    /** A variable of a macro. */
    static final class Local extends Node {
        final String name;
        final int slot;

        Local(int start, int end, String name, int slot) {
            super(start, end, List.of());
            this.name = name;
            this.slot = slot;
        }

        @Override
        @Nullable
        Object eval(Frame frame) {
            return frame.locals[slot];
        }

        @Override
        Type check(Checker checker) {
            return checker.local(slot);
        }
    }
}
