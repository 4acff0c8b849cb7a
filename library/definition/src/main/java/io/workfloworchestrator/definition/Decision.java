package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a condition can never hold, or always holds, where that follows from its form.
 *
 * <p>It looks at comparisons of one path with a literal, and at paths that are true or false, joined by {@code &&} and
 * {@code ||}. For each way to make the whole true it narrows the values that each path may have: an interval for numbers,
 * where counts and sizes begin at 0; a set for texts. A condition for which every way leaves a path without a value never
 * holds; it always holds when its opposite never does. Every other form counts as open, so every verdict is certain. Pure
 * functions.
 */
final class Decision {
    /** What is known for certain. */
    enum Verdict {
        NEVER,
        ALWAYS,
        OPEN
    }

    private static final int MOST_WAYS = 128;
    private static final String PATH =
            "(?:size\\()?[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*|\\[\"[^\"\\\\]*\"]|\\['[^'\\\\]*'])*\\)?";
    private static final Pattern FLAG = Pattern.compile("(!?)\\s*(" + PATH + ")");
    private static final Pattern COMPARISON = Pattern.compile(
            "(" + PATH + ")\\s*(==|!=|<=|>=|<|>)\\s*(-?[0-9]{1,18}|true|false|\"[^\"\\\\]*\"|'[^'\\\\]*')");
    private static final Pattern COUNTED =
            Pattern.compile("size\\(.*\\)|facts\\..*\\.(count|size|lines|textSize|mentions|total|open|done)");

    private final Map<String, Set<String>> words;

    /** @param words the values that texts at some paths may have */
    Decision(Map<String, Set<String>> words) {
        this.words = words;
    }

    /** A comparison that must hold; nothing is known of an {@code opaque} one. */
    private record Atom(String path, String op, String literal, boolean opaque) {
        Atom negated() {
            String opposite = switch (op) {
                case "==" -> "!=";
                case "!=" -> "==";
                case "<" -> ">=";
                case ">=" -> "<";
                case ">" -> "<=";
                default -> ">";
            };
            return new Atom(path, opposite, literal, opaque);
        }
    }

    /** Decides whether all these conditions can hold together. */
    Verdict decide(List<String> conditions) {
        List<List<Atom>> holds = List.of(List.of());
        List<List<Atom>> fails = List.of();
        for (String condition : conditions) {
            Optional<List<List<Atom>>> yes = ways(condition, false);
            Optional<List<List<Atom>>> no = ways(condition, true);
            if (yes.isEmpty() || no.isEmpty()) {
                return Verdict.OPEN;
            }
            holds = both(holds, yes.get());
            fails = either(fails, no.get());
            if (holds.size() > MOST_WAYS || fails.size() > MOST_WAYS) {
                return Verdict.OPEN;
            }
        }
        if (holds.stream().noneMatch(this::possible)) {
            return Verdict.NEVER;
        }
        return !conditions.isEmpty() && fails.stream().noneMatch(this::possible) ? Verdict.ALWAYS : Verdict.OPEN;
    }

    /** The ways in which a condition, or its opposite, can hold: one conjunction each; empty when there are too many. */
    private static Optional<List<List<Atom>>> ways(String text, boolean negated) {
        String inner = stripped(text);
        List<String> anyOf = split(inner, "||");
        List<String> parts = anyOf.size() > 1 ? anyOf : split(inner, "&&");
        if (parts.size() == 1) {
            Atom atom = atom(inner);
            return Optional.of(List.of(List.of(negated ? atom.negated() : atom)));
        }
        boolean join = anyOf.size() > 1 == negated;
        List<List<Atom>> all = join ? List.of(List.of()) : List.of();
        for (String part : parts) {
            Optional<List<List<Atom>>> ways = ways(part, negated);
            if (ways.isEmpty()) {
                return ways;
            }
            all = join ? both(all, ways.get()) : either(all, ways.get());
            if (all.size() > MOST_WAYS) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    private static List<List<Atom>> both(List<List<Atom>> left, List<List<Atom>> right) {
        List<List<Atom>> all = new ArrayList<>();
        for (List<Atom> l : left) {
            for (List<Atom> r : right) {
                List<Atom> joined = new ArrayList<>(l);
                joined.addAll(r);
                all.add(joined);
            }
        }
        return all;
    }

    private static List<List<Atom>> either(List<List<Atom>> left, List<List<Atom>> right) {
        List<List<Atom>> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private static Atom atom(String text) {
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            String literal = comparison.group(3).replace('\'', '"');
            return new Atom(normal(comparison.group(1)), comparison.group(2), literal, false);
        }
        Matcher flag = FLAG.matcher(text);
        if (flag.matches() && !flag.group(2).equals("true") && !flag.group(2).equals("false")) {
            return new Atom(normal(flag.group(2)), "==", flag.group(1).isEmpty() ? "true" : "false", false);
        }
        return new Atom(text, "==", "true", true);
    }

    private static String normal(String path) {
        return path.replace('\'', '"');
    }

    private boolean possible(List<Atom> way) {
        Map<String, List<Atom>> byPath = new HashMap<>();
        for (Atom atom : way) {
            if (!atom.opaque()) {
                byPath.computeIfAbsent(atom.path(), p -> new ArrayList<>()).add(atom);
            }
        }
        return byPath.entrySet().stream().allMatch(e -> possible(e.getKey(), e.getValue()));
    }

    private boolean possible(String path, List<Atom> atoms) {
        String literal = atoms.get(0).literal();
        boolean number = isNumber(literal);
        if (atoms.stream().anyMatch(a -> isNumber(a.literal()) != number)) {
            return true;
        }
        return number ? numbers(path, atoms) : words(path, atoms, literal.startsWith("\""));
    }

    private static boolean isNumber(String literal) {
        return !literal.startsWith("\"") && !literal.equals("true") && !literal.equals("false");
    }

    /** Only counts are known to be whole: between 3 and 4 there is room, so strict bounds of others count as loose ones. */
    private static boolean numbers(String path, List<Atom> atoms) {
        boolean counted = COUNTED.matcher(path).matches();
        if (!counted) {
            atoms = atoms.stream()
                    .map(a -> a.op().equals("<") || a.op().equals(">")
                            ? new Atom(a.path(), a.op() + "=", a.literal(), false)
                            : a)
                    .toList();
        }
        long low = counted ? 0 : Long.MIN_VALUE;
        long high = Long.MAX_VALUE;
        Set<Long> not = new HashSet<>();
        for (Atom a : atoms) {
            long n = Long.parseLong(a.literal());
            switch (a.op()) {
                case "==" -> {
                    low = Math.max(low, n);
                    high = Math.min(high, n);
                }
                case "!=" -> not.add(n);
                case "<" -> high = Math.min(high, n - 1);
                case "<=" -> high = Math.min(high, n);
                case ">" -> low = Math.max(low, n + 1);
                default -> low = Math.max(low, n);
            }
        }
        if (!counted) {
            return low <= high && !(low == high && not.contains(low));
        }
        while (low < high && not.contains(low)) {
            low++;
        }
        return low < high || (low == high && !not.contains(low));
    }

    private boolean words(String path, List<Atom> atoms, boolean text) {
        Set<String> known = text ? words.get(path) : Set.of("true", "false");
        Set<String> not = new HashSet<>();
        String must = null;
        for (Atom a : atoms) {
            String value = a.literal().replace("\"", "");
            if (a.op().equals("==")) {
                if (must != null && !must.equals(value)) {
                    return false;
                }
                must = value;
            } else if (a.op().equals("!=")) {
                not.add(value);
            }
        }
        return left(known, must, not);
    }

    private static boolean left(@Nullable Set<String> known, @Nullable String must, Set<String> not) {
        if (must != null) {
            return !not.contains(must) && (known == null || known.contains(must));
        }
        return known == null || !not.containsAll(known);
    }

    /** The text without blanks and without brackets around the whole. */
    private static String stripped(String text) {
        String inner = text.strip();
        while (inner.startsWith("(") && closes(inner) == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    private static int closes(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            i = skipQuoted(text, i);
            char c = i < text.length() ? text.charAt(i) : ' ';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The parts between an operator that stands outside of brackets and quotes; with {@code ?:} outside, the whole. */
    private static List<String> split(String text, String operator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            i = skipQuoted(text, i);
            char c = i < text.length() ? text.charAt(i) : ' ';
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && c == '?') {
                return List.of(text);
            }
            if (depth == 0 && text.startsWith(operator, i)) {
                parts.add(text.substring(from, i));
                i++;
                from = i + 1;
            }
        }
        parts.add(text.substring(Math.min(from, text.length())));
        return parts;
    }

    /** The index of the quote that ends the text beginning at {@code i}; {@code i} when no quote is there. */
    private static int skipQuoted(String text, int i) {
        char quote = i < text.length() ? text.charAt(i) : ' ';
        if (quote != '"' && quote != '\'') {
            return i;
        }
        int end = i + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end;
    }
}
