package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.projectmanagement.environments.ServerCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options that say how a server is built, tested and started. */
final class ServerWords {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final Given<List<String>> build;
    private final Given<List<String>> test;
    private final Given<String> run;
    private final Given<Boolean> library;
    private final Given<List<String>> keep;
    private final Given<List<String>> ignore;

    ServerWords(CliCommand command) {
        build = command.options(
                "--build WORDS",
                "A command that builds it, such as \"npm ci\" or a JSON list of words; may be given again. No shell"
                        + " runs it. $${source} is the folder that is built, $${NAME} the release of a server that it depends on.");
        test = command.options("--test WORDS", "A command that tests what was built; may be given again.");
        run = command.option(
                "--run WORDS",
                "What starts it, such as 'node $${release}/server.js'; $${release} is the folder of the release.");
        library = command.flag("--library", "It is a library: others are built with it, and nothing is started.");
        keep = command.options(
                "--keep PATH",
                "What of the built folder a release has, such as target/*.jar; everything when not given.");
        ignore = command.options("--ignore NAME", "Files or folders of this name are no source.");
    }

    /** What was found, with what was given in its place. */
    ServerCommands over(ServerCommands found) {
        Optional<List<String>> words =
                library.get() ? Optional.of(List.of()) : run.find().map(ServerWords::words);
        return found.with(commands(build.get()), commands(test.get())).starting(words, keep.get(), ignore.get());
    }

    private static Optional<List<List<String>>> commands(List<String> given) {
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(given.stream().map(ServerWords::words).toList());
    }

    /** The words of a command: a JSON list, or a line in which blanks separate and quotes hold together. */
    static List<String> words(String line) {
        if (line.strip().startsWith("[")) {
            return listed(line);
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    private static List<String> listed(String line) {
        try {
            List<Json> elements = Json.parse(line).asList();
            if (!elements.isEmpty()
                    && elements.stream().allMatch(one -> one.asText().isPresent())) {
                return elements.stream().flatMap(one -> one.asText().stream()).toList();
            }
        } catch (JsonException e) {
            throw new UsageException("a command is a line, or a JSON list of its words: " + e.getMessage());
        }
        throw new UsageException("a command as a JSON list has at least one word, and all are texts: " + line + ".");
    }
}
