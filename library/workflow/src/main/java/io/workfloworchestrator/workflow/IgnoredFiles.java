package io.workfloworchestrator.workflow;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files of a project that git ignores, by its {@code .gitignore} files (gitignore(5)): a later line wins over an earlier
 * one, a deeper file over one above, {@code !} takes a file out again unless a folder above it is ignored. Patterns of
 * {@code .git/info/exclude} and of the user's own configuration are not known here. Not thread-safe.
 */
final class IgnoredFiles {
    private static final int MOST_BYTES = 1 << 20;

    private final ProjectFolder project;
    private final Map<String, List<Line>> read = new HashMap<>();

    IgnoredFiles(ProjectFolder project) {
        this.project = project;
    }

    /** @param matches the paths below the file's folder that the line is about */
    private record Line(Pattern matches, boolean ignores, boolean onlyFolders) {}

    /** Whether git ignores this file, or a folder that it is in. */
    boolean contains(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (ignores(path.substring(0, slash), true)) {
                return true;
            }
        }
        return ignores(path, false);
    }

    private boolean ignores(String path, boolean folder) {
        int end = path.lastIndexOf('/');
        while (true) {
            String above = end < 0 ? "" : path.substring(0, end);
            String below = end < 0 ? path : path.substring(end + 1);
            for (Line line : lines(above)) {
                if ((folder || !line.onlyFolders())
                        && line.matches().matcher(below).matches()) {
                    return line.ignores();
                }
            }
            if (end < 0) {
                return false;
            }
            end = path.lastIndexOf('/', end - 1);
        }
    }

    private List<Line> lines(String folder) {
        return read.computeIfAbsent(folder, this::readLines);
    }

    private List<Line> readLines(String folder) {
        String path = folder.isEmpty() ? ".gitignore" : folder + "/.gitignore";
        List<Line> lines = new ArrayList<>();
        try {
            if (project.exists(path)) {
                project.readText(path, MOST_BYTES).lines().forEach(text -> add(lines, text));
            }
        } catch (PathException e) {
            return List.of(); // git reads no such file either
        }
        Collections.reverse(lines);
        return lines;
    }

    private static void add(List<Line> lines, String text) {
        String line = text.endsWith("\\ ") ? text : text.stripTrailing();
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        boolean ignores = !line.startsWith("!");
        String pattern = ignores ? line : line.substring(1);
        boolean onlyFolders = pattern.endsWith("/");
        pattern = onlyFolders ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean anchored = pattern.contains("/");
        pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        if (!pattern.isEmpty()) {
            lines.add(new Line(Pattern.compile((anchored ? "" : "(?:.*/)?") + regex(pattern)), ignores, onlyFolders));
        }
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("**/", i) && (i == 0 || pattern.charAt(i - 1) == '/')) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else if (c == '[' && pattern.indexOf(']', i + 2) > 0) {
                int end = pattern.indexOf(']', i + 2);
                String inside =
                        pattern.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[')
                        .append(inside.startsWith("!") ? "^" + inside.substring(1) : inside)
                        .append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
