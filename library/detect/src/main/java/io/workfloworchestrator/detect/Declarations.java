package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Checks the paths, globs and words of a {@link FactDeclaration}. */
final class Declarations {
    private static final int MAX_GLOBS = 50;
    private static final int MAX_WORDS = 20;

    private Declarations() {}

    static String literalPath(String path) {
        if (path.indexOf('*') >= 0 || path.indexOf('?') >= 0) {
            throw new PathException(
                    "E_PATH_CHAR",
                    PathRules.show(path),
                    "'" + PathRules.show(path) + "' contains a wildcard, and one path is meant. Declare files by a "
                            + "glob instead.");
        }
        String checked = folder(path);
        if (checked.equals(".")) {
            throw new PathException(
                    "E_PATH_EMPTY", PathRules.show(path), "'" + path + "' is the project folder. Name a file in it.");
        }
        return checked;
    }

    static String folder(String path) {
        String checked = ProjectFolder.checkPath(path);
        PathRules.requireNotStore(PathRules.components(checked));
        return checked;
    }

    static List<String> globs(List<String> globs) {
        if (globs.isEmpty() || globs.size() > MAX_GLOBS) {
            throw new DetectException(
                    "E_RULE_GLOB", globs.size() + " globs are given; a fact takes 1 to " + MAX_GLOBS + ".");
        }
        globs.forEach(Glob::of);
        return List.copyOf(globs);
    }

    static List<String> excludes(List<String> globs) {
        return globs.isEmpty() ? List.of() : globs(globs);
    }

    static List<String> words(List<String> words) {
        if (words.size() > MAX_WORDS) {
            throw new DetectException(
                    "E_RULE_WORDS", words.size() + " words are given; at most " + MAX_WORDS + " are counted.");
        }
        for (String word : words) {
            if (Objects.requireNonNull(word, "word").isBlank() || word.length() > Texts.MAX_VALUE) {
                throw new DetectException("E_RULE_WORDS", "a word to count is blank or longer than 200 characters.");
            }
        }
        return List.copyOf(words);
    }

    static List<String> plus(List<String> list, String... more) {
        List<String> all = new ArrayList<>(list);
        all.addAll(List.of(more));
        return all;
    }
}
