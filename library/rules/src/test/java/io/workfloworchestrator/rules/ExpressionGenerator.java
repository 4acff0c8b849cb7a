package io.workfloworchestrator.rules;

import java.util.List;
import java.util.Random;

/**
 * Writes random expressions over the variables of {@link CelOracle}: mostly well typed, some not, many that fail when
 * evaluated.
 *
 * <p>It keeps away from where we follow the specification and the Java implementation does not (see
 * {@link Expression}): a side of logic that is no bool, NaN, ints beyond 2^53 beside doubles, keys that are doubles; and
 * from what its checker makes of types that it leaves open: null as an operand of an order (it may be a time there), a
 * macro over {@code []}, and {@code dyn['key']}, which it takes for an int where an int would fit.
 */
final class ExpressionGenerator {
    private final Random random;
    private int variables;

    ExpressionGenerator(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        variables = 0;
        int depth = 1 + random.nextInt(4);
        return switch (random.nextInt(10)) {
            case 0 -> integer(depth);
            case 1 -> floating(depth);
            case 2 -> string(depth);
            case 3 -> ints(depth);
            case 4 -> dynamic(depth);
            default -> bool(depth);
        };
    }

    private String pick(String... options) {
        return options[random.nextInt(options.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Now and then something of another type. */
    private String wrong(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> integer(depth);
            case 1 -> string(depth);
            case 2 -> floating(depth);
            case 3 -> ints(depth);
            default -> "mi";
        };
    }

    String bool(int depth) {
        if (depth <= 0) {
            return pick("true", "false", "b", "m.yes", "y.yes", "(1 / 0 == 1)", "has(m.a)", "has(m.zzz)", "m.zzz == 1");
        }
        if (chance(1)) {
            return wrong(depth - 1);
        }
        int d = depth - 1;
        return switch (random.nextInt(16)) {
            case 0, 1 -> "(" + bool(d) + " && " + bool(d) + (chance(30) ? " && " + bool(d) : "") + ")";
            case 2, 3 -> "(" + bool(d) + " || " + bool(d) + (chance(30) ? " || " + bool(d) : "") + ")";
            case 4 -> "!(" + bool(d) + ")";
            case 5 -> "(" + integer(d) + order() + integer(d) + ")";
            case 6 -> "(" + number(d) + order() + number(d) + ")";
            case 7 -> "(" + string(d) + order() + string(d) + ")";
            case 8 -> "(" + equality(d) + ")";
            case 9 -> "(" + membership(d) + ")";
            case 10 -> string(d) + pick(".startsWith(", ".endsWith(", ".contains(") + string(d) + ")";
            case 11 -> "(" + bool(d) + " ? " + bool(d) + " : " + bool(d) + ")";
            case 12, 13 -> macro(d);
            case 14 ->
                "has(" + pick("m", "y", "m.in2", "y.in2", "m.a", "mi", "{'a': 1}") + "." + pick("a", "s", "zzz") + ")";
            default -> "(" + dynamic(d) + pick(" == ", " != ") + dynamic(d) + ")";
        };
    }

    private String order() {
        return pick(" < ", " <= ", " > ", " >= ", " == ", " != ");
    }

    private String number(int depth) {
        return chance(50) ? small(depth) : floating(depth);
    }

    private String equality(int depth) {
        String sign = pick(" == ", " != ");
        return switch (random.nextInt(6)) {
            case 0 -> ints(depth) + sign + (chance(20) ? "[]" : ints(depth));
            case 1 -> "dyn(" + ints(depth) + ")" + sign + "[1.0, 2.0, 3.0]";
            case 2 -> "m.none" + sign + "null";
            case 3 -> dynamic(depth) + sign + pick("null", "3", "'abc'", "2.5", "[1, 2]", "{'a': 7}");
            case 4 -> map(depth) + sign + map(depth);
            default -> bool(depth) + sign + bool(depth);
        };
    }

    private String membership(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> integer(depth) + " in " + ints(depth);
            case 1 -> string(depth) + " in " + pick("ls", "m", "mi", "['abc', 'x']", "y");
            case 2 -> dynamic(depth) + " in [1.0, 2.0, 3.0]";
            case 3 -> pick("3.0", "dyn(3.0)", "1", "'a'") + " in " + pick("li", "m.list", "y.list", "[1, 2.5]");
            default -> dynamic(depth) + " in " + pick("y.list", "y", "li");
        };
    }

    private String macro(int depth) {
        String name = "v" + variables++;
        String kind = pick(".all(", ".exists(", ".exists_one(");
        String body = switch (random.nextInt(5)) {
            case 0 -> name + order() + integer(depth - 1);
            case 1 -> integer(depth - 1) + " / (" + name + " - 2)" + order() + integer(depth - 1);
            case 2 -> name + " in " + ints(depth - 1) + pick(" && ", " || ") + bool(depth - 1);
            case 3 -> bool(depth - 1);
            default -> "li.exists(w, w == " + name + ")";
        };
        return chance(85) ? ints(depth) + kind + name + ", " + body + ")" : onStrings(kind, name, depth);
    }

    private String onStrings(String kind, String name, int depth) {
        return pick("ls", "m", "mi", "y", "x") + kind + name + ", " + name + pick(" == ", " != ", " < ")
                + string(depth - 1) + ")";
    }

    String integer(int depth) {
        if (depth <= 0) {
            return pick("0", "1", "2", "3", "-1", "7", "i", "j", "mi.a", "li[0]", "li[5]", "x", "mi.zzz", "0x1F");
        }
        if (chance(2)) {
            return wrong(depth - 1);
        }
        int d = depth - 1;
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> "(" + integer(d) + pick(" + ", " - ", " * ", " / ", " % ") + integer(d) + ")";
            case 3 -> "-(" + integer(d) + ")";
            case 4 -> "size(" + pick(string(d), ints(d), "m", "x", "y.list") + ")";
            case 5 -> pick(string(d), ints(d), "m", "ls") + ".size()";
            case 6 -> "(" + bool(d) + " ? " + integer(d) + " : " + integer(d) + ")";
            case 7 -> ints(d) + "[" + integer(d) + "]";
            case 8 -> "int(" + pick(floating(d), "'12'", "'x'", "'-3'", "x", "m.f") + ")";
            case 9 -> "{'a': " + integer(d) + ", 'b': 2}" + pick(".a", ".b", ".c", "['a']", "['zz']");
            default ->
                pick("9223372036854775807", "-9223372036854775808")
                        + pick(" + ", " - ", " / ", " % ")
                        + pick("1", "0", "-1", "i");
        };
    }

    /** An int that doubles hold exactly. */
    private String small(int depth) {
        return depth <= 0 || chance(50)
                ? pick("0", "1", "2", "-1", "i", "j", "li[1]", "size(ls)")
                : "size(" + ints(0) + ")";
    }

    String floating(int depth) {
        if (depth <= 0) {
            return pick("0.5", "1.0", "2.5", "-1.5", "1e3", ".25", "d", "3.0");
        }
        if (chance(2)) {
            return wrong(depth - 1);
        }
        int d = depth - 1;
        return switch (random.nextInt(7)) {
            case 0, 1 -> "(" + floating(d) + pick(" + ", " - ", " * ") + floating(d) + ")";
            case 2 -> "(" + floating(d) + " / " + pick("2.0", "0.5", "-4.0") + ")";
            case 3 -> "-(" + floating(d) + ")";
            case 4 -> "double(" + pick(small(d), "'1.5'", "'x'", "m.f", "x") + ")";
            case 5 -> "(m.f + " + floating(d) + ")";
            default -> "(" + bool(d) + " ? " + floating(d) + " : " + floating(d) + ")";
        };
    }

    String string(int depth) {
        if (depth <= 0) {
            return pick(
                    "'abc'", "\"x\"", "''", "s", "t", "ls[0]", "m.s", "r'\\n'", "'\\u00e9\\n'", "'''a'b'''", "ls[9]");
        }
        if (chance(2)) {
            return wrong(depth - 1);
        }
        int d = depth - 1;
        return switch (random.nextInt(6)) {
            case 0, 1 -> "(" + string(d) + " + " + string(d) + ")";
            case 2 -> "string(" + pick(integer(d), floating(d), bool(d), string(d), "x") + ")";
            case 3 -> "(" + bool(d) + " ? " + string(d) + " : " + string(d) + ")";
            case 4 -> "(m.s + " + string(d) + ")";
            default -> "[" + string(d) + ", 'z'][" + pick("0", "1", "2") + "]";
        };
    }

    String ints(int depth) {
        if (depth <= 0) {
            return pick("li", "[1, 2, 3]", "[2]", "li", "[3, 3]", "[i, j]");
        }
        if (chance(2)) {
            return wrong(depth - 1);
        }
        int d = depth - 1;
        String name = "v" + variables++;
        return switch (random.nextInt(6)) {
            case 0 -> "[" + integer(d) + ", " + integer(d) + "]";
            case 1 -> "(" + ints(d) + " + " + (chance(20) ? "[]" : ints(d)) + ")";
            case 2 -> ints(d) + ".filter(" + name + ", " + name + order() + integer(d) + ")";
            case 3 -> ints(d) + ".map(" + name + ", " + name + pick(" + ", " * ", " / ") + integer(d) + ")";
            case 4 -> ints(d) + ".map(" + name + ", " + bool(d) + ", " + name + ")";
            default -> "(" + bool(d) + " ? " + ints(d) + " : " + ints(d) + ")";
        };
    }

    private String map(int depth) {
        return pick(
                "mi",
                "{'a': 1}",
                "{}",
                "{'a': " + integer(depth - 1) + "}",
                "{'a': 1, 'a': 2}",
                "m.in2",
                "{1: 2, true: 'x'}");
    }

    /** Something whose type is known only when evaluated. */
    String dynamic(int depth) {
        List<String> leaves = List.of(
                "x",
                "m.a",
                "m.f",
                "m.s",
                "m.none",
                "m.list",
                "m.list[0]",
                "m.list[1]",
                "m.in2.a",
                "y.a",
                "y.zzz",
                "m['a']",
                "dyn(y['f'])",
                "y.list[2]",
                "y.list[dyn(1.0)]",
                "m.in2",
                "y.none");
        if (depth <= 0 || chance(40)) {
            return leaves.get(random.nextInt(leaves.size()));
        }
        int d = depth - 1;
        return switch (random.nextInt(6)) {
            case 0 -> "dyn(" + pick(integer(d), string(d), ints(d)) + ")";
            case 1 -> "(" + dynamic(d) + pick(" + ", " - ", " * ") + dynamic(d) + ")";
            case 2 -> "(" + bool(d) + " ? " + dynamic(d) + " : " + integer(d) + ")";
            case 3 -> "[" + integer(d) + ", " + string(d) + ", null][" + pick("0", "1", "2", "3") + "]";
            case 4 -> "-" + pick("x", "m.f", "m.s", "m.a");
            default -> "{'k': " + pick(integer(d), string(d), "null") + ", 'l': 'x'}" + pick(".k", ".l", ".n");
        };
    }
}
