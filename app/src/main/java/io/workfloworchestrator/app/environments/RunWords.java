package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of a command with the folders that they name by {@code ${…}}. Pure functions. */
final class RunWords {
    static final String SOURCE = "source";
    static final String RELEASE = "release";

    private static final Pattern NAMED = Pattern.compile("\\$\\{([^}]*)}");

    private static final Pattern IN_RELEASE = Pattern.compile("\\$\\{" + RELEASE + "}/([^:;$]*)");

    private RunWords() {}

    /** The words with each name replaced by its folder. @throws EnvironmentException {@code E_SERVER_WORDS} if one has no folder */
    static List<String> resolved(List<String> words, Map<String, Path> folders) {
        return words.stream().map(word -> resolved(word, folders)).toList();
    }

    private static String resolved(String word, Map<String, Path> folders) {
        return NAMED.matcher(word).replaceAll(found -> {
            Path folder = folders.get(found.group(1));
            if (folder == null) {
                String hint = Words.nearest(found.group(1), folders.keySet(), 3)
                        .map(near -> " Did you mean ${" + near + "}?")
                        .orElse(" There are: ${" + String.join("}, ${", folders.keySet()) + "}.");
                throw new EnvironmentException(
                        "E_SERVER_WORDS", "The word " + word + " names a folder that is not known here." + hint);
            }
            return Matcher.quoteReplacement(folder.toString());
        });
    }

    /**
     * Looks whether the program that words begin with is there, without starting it.
     *
     * @throws EnvironmentException {@code E_SERVER_COMMAND} if it is not
     */
    static void requireProgram(List<String> words) {
        words.stream().findFirst().filter(program -> !isThere(program)).ifPresent(program -> {
            throw new EnvironmentException(
                    "E_SERVER_COMMAND",
                    "The program " + program + " is not on this machine. Install it, or name another one with 'workflow"
                            + " server change'.");
        });
    }

    private static boolean isThere(String program) {
        if (program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0) {
            return new File(program).canExecute();
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(new File(folder, program), new File(folder, program + ".exe")))
                .anyMatch(file -> file.isFile() && file.canExecute());
    }

    /**
     * The paths in the release that words name, such as {@code server.js} of <code>${release}/server.js</code>; a class path names
     * several.
     */
    static List<String> releasePaths(List<String> words) {
        return words.stream()
                .flatMap(word -> IN_RELEASE.matcher(word).results())
                .map(found -> found.group(1))
                .toList();
    }
}
