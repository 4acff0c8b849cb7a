package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of a function that is not a macro. */
record FunctionCall(int start, int end, Function function, List<Node> arguments) implements Node {
    @SuppressWarnings("ImmutableEnumChecker") // nobody changes a type, or a list of them
    enum Function {
        SIZE("size", true, true, 1, Type.INT),
        STARTS_WITH("startsWith", true, false, 2, Type.BOOL, Type.STRING),
        ENDS_WITH("endsWith", true, false, 2, Type.BOOL, Type.STRING),
        CONTAINS("contains", true, false, 2, Type.BOOL, Type.STRING),
        INT("int", false, true, 1, Type.INT, Type.INT, Type.DOUBLE, Type.STRING),
        DOUBLE("double", false, true, 1, Type.DOUBLE, Type.INT, Type.DOUBLE, Type.STRING),
        STRING("string", false, true, 1, Type.STRING, Type.INT, Type.DOUBLE, Type.STRING, Type.BOOL),
        DYN("dyn", false, true, 1, Type.DYN);

        final String word;
        final boolean member;
        final boolean global;
        /** The number of arguments, with the one before the dot. */
        final int arguments;

        private final Type result;
        /** The types that each argument may have; of the functions without any, the check knows more. */
        private final List<Type> takes;

        Function(String word, boolean member, boolean global, int arguments, Type result, Type... takes) {
            this.word = word;
            this.member = member;
            this.global = global;
            this.arguments = arguments;
            this.result = result;
            this.takes = List.of(takes);
        }

        static @Nullable Function of(String word) {
            for (Function function : values()) {
                if (function.word.equals(word)) {
                    return function;
                }
            }
            return null;
        }

        static List<String> words() {
            List<String> words = new ArrayList<>();
            for (Function function : values()) {
                words.add(function.word);
            }
            for (Macro.Kind kind : Macro.Kind.values()) {
                words.add(kind.word);
            }
            words.add("has");
            return words;
        }

        String usage() {
            String rest = arguments == 2 ? "text" : "";
            return member && !global ? "text." + word + "(" + rest + ")" : word + "(value)";
        }
    }

    @Override
    public @Nullable Object eval(Frame frame) {
        Object value = arguments.get(0).eval(frame);
        return switch (function) {
            case SIZE -> size(value);
            case DYN -> value;
            case INT -> toInt(frame, value);
            case DOUBLE -> toDouble(frame, value);
            case STRING -> toText(frame, value);
            case STARTS_WITH, ENDS_WITH, CONTAINS ->
                search(frame, value, arguments.get(1).eval(frame));
        };
    }

    private long size(@Nullable Object value) {
        if (value instanceof String s) {
            return s.codePointCount(0, s.length());
        }
        if (value instanceof List<?> list) {
            return list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw fail(Values.describe(value) + " has no size; strings, lists and maps have");
    }

    private boolean search(Frame frame, @Nullable Object value, @Nullable Object other) {
        if (value instanceof String text && other instanceof String part) {
            // The naive search that String.contains does is quadratic in the worst case.
            long work = function == Function.CONTAINS ? (long) text.length() * Math.min(part.length(), 64) / 64 : 0;
            frame.charge(start, (work + part.length()) / 8);
            return switch (function) {
                case STARTS_WITH -> text.startsWith(part);
                case ENDS_WITH -> text.endsWith(part);
                default -> text.contains(part);
            };
        }
        throw fail(
                function.word + " wants two strings, not " + Values.describe(value) + " and " + Values.describe(other));
    }

    private long toInt(Frame frame, @Nullable Object value) {
        if (value instanceof Long n) {
            return n;
        }
        if (value instanceof Double d) {
            if (d > -0x1p63 && d < 0x1p63) {
                return d.longValue();
            }
            throw fail("the double " + d + " is outside of 64 bits");
        }
        if (value instanceof String s) {
            frame.charge(start, s.length() / 8);
            try {
                return Long.parseLong(s);
            } catch (NumberFormatException e) {
                throw fail(Values.describe(s) + " is not an int");
            }
        }
        throw fail("there is no int(" + Values.typeName(value) + ")");
    }

    private double toDouble(Frame frame, @Nullable Object value) {
        if (value instanceof Double d) {
            return d;
        }
        if (value instanceof Long n) {
            return n.doubleValue();
        }
        if (value instanceof String s) {
            frame.charge(start, s.length());
            try {
                return Double.parseDouble(s);
            } catch (NumberFormatException e) {
                throw fail(Values.describe(s) + " is not a double");
            }
        }
        throw fail("there is no double(" + Values.typeName(value) + ")");
    }

    private String toText(Frame frame, @Nullable Object value) {
        frame.charge(start, Frame.OBJECT);
        if (value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return value.toString();
        }
        throw fail("there is no string(" + Values.typeName(value) + ")");
    }

    @Override
    public Type check(Checker checker) {
        List<Type> types = new ArrayList<>();
        for (Node argument : arguments) {
            types.add(Checker.bare(argument.check(checker)));
        }
        Type first = types.get(0);
        boolean fits = switch (function) {
            case DYN -> true;
            case SIZE -> first == Type.STRING || Checker.elementOf(first) != null;
            default -> takes(types);
        };
        if (!fits) {
            String list = function == Function.CONTAINS && first instanceof Type.ListOf
                    ? "; for an element of a list write: element in list"
                    : "";
            checker.report(
                    start,
                    function.usage() + " does not take " + types.toString().replaceAll("[\\[\\]]", "") + list);
        }
        return function.result;
    }

    private boolean takes(List<Type> types) {
        for (Type type : types) {
            if (type != Type.DYN && !function.takes.contains(type)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Node> children() {
        return arguments;
    }
}
