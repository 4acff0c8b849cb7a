package io.workfloworchestrator.definition;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${name}} in paths and patterns, up to 20 names inside of each other. Pure functions. */
public final class PathNames {
    static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    /** Stands for the id of a workflow where a definition is checked without one. */
    static final String SOME_WORKFLOW = "id";

    private static final int DEEPEST = 20;
    private static final int LONGEST = 4096;

    private PathNames() {}

    /** The text with names replaced; names that are unknown or turn in a circle are left as they stand. */
    public static String resolve(String text, Map<String, String> paths) {
        String result = text;
        for (int i = 0; i < DEEPEST && result.contains("${") && result.length() < LONGEST; i++) {
            Matcher matcher = REFERENCE.matcher(result);
            StringBuilder next = new StringBuilder();
            while (matcher.find()) { // replaceAll wants a lambda, which costs each start a class
                String value = paths.get(matcher.group(1).strip());
                matcher.appendReplacement(next, Matcher.quoteReplacement(value == null ? matcher.group() : value));
            }
            String replaced = matcher.appendTail(next).toString();
            if (replaced.equals(result)) {
                break;
            }
            result = replaced;
        }
        return result;
    }

    /** What is wrong with a project-relative path, or empty. */
    static Optional<String> fault(String path) {
        if (path.isBlank()) {
            return Optional.of("it is empty");
        }
        if (path.indexOf('\0') >= 0) {
            return Optional.of("it contains a NUL character");
        }
        if (path.startsWith("/") || path.startsWith("\\") || path.startsWith("~") || path.matches("[A-Za-z]:.*")) {
            return Optional.of("it is absolute");
        }
        for (String part : path.split("[/\\\\]", -1)) {
            if (part.equals("..")) {
                return Optional.of("\"..\" leads out of the project");
            }
        }
        return Optional.empty();
    }
}
