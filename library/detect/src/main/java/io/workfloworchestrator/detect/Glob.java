package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A glob over paths inside a project, as {@link FactDeclaration} describes it. Matching goes back to the last wildcard only:
 * at worst its cost is the square of one name's length, never exponential. There are no regular expressions. Immutable.
 *
 * @param firstWild the position of the first part with a wildcard; the number of parts if no part has one
 */
record Glob(String text, List<Part> parts, int firstWild) {
    static final int MAX_LENGTH = 512;
    private static final int MAX_ALTERNATIVES = 64;
    private static final int MAX_DEEP = 2;

    /**
     * One name of a glob.
     *
     * @param alternatives patterns of {@code *}, {@code ?} and text; empty for {@code **}
     * @param hidden whether it may match names with a leading dot
     * @param before length of the text before the first wildcard
     * @param after length of the text after the last wildcard
     */
    record Part(String text, List<String> alternatives, boolean literal, boolean hidden, int before, int after) {
        boolean deep() {
            return alternatives.isEmpty();
        }

        boolean matches(String composed) {
            return (hidden || !composed.startsWith(".")) && matchesAnyName(composed);
        }

        boolean matchesAnyName(String composed) {
            if (isOneStar()) {
                return composed.length() >= before + after
                        && composed.regionMatches(0, text, 0, before)
                        && composed.regionMatches(composed.length() - after, text, before + 1, after);
            }
            for (String alternative : alternatives) {
                if (wild(alternative, composed)) {
                    return true;
                }
            }
            return false;
        }

        /** Nearly all patterns are, and need no loop. */
        private boolean isOneStar() {
            return before + 1 + after == text.length() && text.charAt(before) == '*';
        }

        String captured(String composed) {
            int end = composed.length() - after;
            return before <= end ? composed.substring(before, end) : composed;
        }

        /** Whether the name pattern names a kind of file, so that a folder of that name is odd. */
        boolean hasExtension() {
            return text.indexOf('.', 1) > 0;
        }
    }

    static Glob of(String text) {
        String shown = PathRules.show(text);
        if (text.isBlank()) {
            throw new PathException("E_PATH_EMPTY", shown, "the glob is empty. Give one such as 'docs/*.md'.");
        }
        if (text.length() > MAX_LENGTH) {
            throw refuse(shown, "has " + text.length() + " characters; at most " + MAX_LENGTH);
        }
        boolean climbs = List.of(text.split("/", -1)).contains("..");
        if (text.startsWith("/") || text.startsWith("~") || climbs) {
            throw new PathException(
                    "E_PATH_TRAVERSAL",
                    shown,
                    "the glob '" + shown
                            + "' leaves the project. Use a glob relative to the project folder, without '..'.");
        }
        List<Part> parts = new ArrayList<>();
        int deep = 0;
        for (String name : names(text, shown)) {
            Part part = part(name, shown);
            deep += part.deep() ? 1 : 0;
            parts.add(part);
        }
        if (deep > MAX_DEEP) {
            throw refuse(shown, "has " + deep + " times '**'; at most " + MAX_DEEP);
        }
        if (parts.isEmpty() || parts.get(parts.size() - 1).deep()) {
            throw refuse(shown, "ends without a name. Add one, such as '*'");
        }
        if (parts.size() > PathRules.MAX_DEPTH) {
            throw refuse(shown, "is more than " + PathRules.MAX_DEPTH + " levels deep");
        }
        requireNotStore(parts);
        int firstWild = 0;
        while (firstWild < parts.size() && parts.get(firstWild).literal()) {
            firstWild++;
        }
        return new Glob(text, List.copyOf(parts), firstWild);
    }

    private static void requireNotStore(List<Part> parts) {
        List<String> literal = new ArrayList<>();
        for (Part part : parts) {
            if (!part.literal()) {
                break;
            }
            literal.add(part.text());
        }
        PathRules.requireNotStore(literal);
    }

    private static DetectException refuse(String shown, String what) {
        return new DetectException("E_RULE_GLOB", "the glob '" + shown + "' " + what + ".");
    }

    private static List<String> names(String text, String shown) {
        List<String> names = new ArrayList<>();
        for (String name : text.split("/", -1)) {
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            String plain =
                    name.replace('*', 'x').replace('?', 'x').replace('{', 'x').replace('}', 'x');
            PathRules.Problem problem = PathRules.nameProblem(plain);
            if (problem != null) {
                throw new PathException(
                        problem.code(),
                        shown,
                        "the glob '" + shown + "' " + problem.what() + ". Use '/' between names.");
            }
            names.add(name);
        }
        return names;
    }

    private static Part part(String name, String shown) {
        if (name.equals("**")) {
            return new Part(name, List.of(), false, false, 0, 0);
        }
        if (name.contains("**")) {
            throw refuse(shown, "has '**' beside other characters. Write it as a name of its own: '**/" + "*.md'");
        }
        String composed = compose(name);
        int first = first(composed);
        if (first < 0) {
            return new Part(composed, List.of(composed), true, true, 0, 0);
        }
        int last = Math.max(Math.max(composed.lastIndexOf('*'), composed.lastIndexOf('?')), composed.lastIndexOf('}'));
        List<String> alternatives = new ArrayList<>();
        expand("", composed, alternatives, shown);
        return new Part(
                composed,
                List.copyOf(alternatives),
                false,
                composed.startsWith("."),
                first,
                composed.length() - last - 1);
    }

    private static int first(String name) {
        for (int i = 0; i < name.length(); i++) {
            if ("*?{}".indexOf(name.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static void expand(String done, String rest, List<String> into, String shown) {
        int open = rest.indexOf('{');
        int close = rest.indexOf('}');
        if (open < 0 && close < 0) {
            if (into.size() >= MAX_ALTERNATIVES) {
                throw refuse(shown, "has more than " + MAX_ALTERNATIVES + " alternatives in one name");
            }
            into.add(done + rest);
            return;
        }
        if (open < 0 || close < open || (rest.indexOf('{', open + 1) >= 0 && rest.indexOf('{', open + 1) < close)) {
            throw refuse(shown, "has braces that do not pair up, or nested ones; write {a,b} within one name");
        }
        for (String alternative : rest.substring(open + 1, close).split(",", -1)) {
            expand(done + rest.substring(0, open) + alternative, rest.substring(close + 1), into, shown);
        }
    }

    /** Whether this glob excludes a composed path: it matches the whole path or, without a '/', the last name. */
    boolean excludes(String path) {
        if (parts.size() == 1) {
            return parts.get(0).matchesAnyName(path.substring(path.lastIndexOf('/') + 1));
        }
        return matches(path.split("/", -1), 0, 0);
    }

    private boolean matches(String[] names, int name, int part) {
        int n = name;
        int p = part;
        while (p < parts.size()) {
            if (parts.get(p).deep()) {
                for (int from = n; from <= names.length; from++) {
                    if (matches(names, from, p + 1)) {
                        return true;
                    }
                }
                return false;
            }
            if (n >= names.length || !parts.get(p).matchesAnyName(names[n])) {
                return false;
            }
            n++;
            p++;
        }
        return n == names.length;
    }

    /** NFC, since one disk says "é" in one character and another in two. */
    static String compose(String name) {
        return isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** {@code *} and {@code ?} against a name; on a mismatch the last {@code *} takes one character more. */
    private static boolean wild(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            if (c == '*') {
                star = p++;
                retry = n;
            } else if (c == '?') {
                p++;
                n += Character.charCount(name.codePointAt(n));
            } else if (p < pattern.length() && c == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
