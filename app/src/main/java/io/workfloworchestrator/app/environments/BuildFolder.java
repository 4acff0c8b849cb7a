package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A copy of a server's source in a folder of its own, so that a build is clean and a later edit does not mix with it. Closing deletes
 * it. Not thread-safe.
 *
 * @param contents of the source that was copied, by path
 * @param folders what it is built with, and its own, by name
 */
record BuildFolder(
        Path path,
        ServerEntry server,
        SortedMap<String, String> contents,
        Map<String, Path> folders,
        CheckLimits limits)
        implements AutoCloseable {
    /** Copies the source of a server, which is built with the folders {@code needs}, by name. */
    static BuildFolder of(EnvironmentFolders places, ServerEntry server, Map<String, Path> needs, CheckLimits limits) {
        Path source = places.source(server.commands().folder());
        Set<String> ignored = Set.copyOf(server.commands().ignores());
        Path path = FileTree.io(() -> FileTree.makeUnfinished(places.server(server.name()), "build"));
        try {
            FileTree.copy(source, path, ignored, file -> true);
            Map<String, Path> folders = new TreeMap<>(needs);
            folders.put(RunWords.SOURCE, path);
            return new BuildFolder(path, server, FileTree.contents(path, Set.of()), folders, limits);
        } catch (RuntimeException e) {
            FileTree.delete(path);
            throw e;
        }
    }

    static String sourceNow(EnvironmentFolders places, ServerEntry server) {
        return FileTree.fingerprint(FileTree.contents(
                places.source(server.commands().folder()),
                Set.copyOf(server.commands().ignores())));
    }

    String source() {
        return FileTree.fingerprint(contents);
    }

    GateResult build() {
        return run("build", server.commands().build(), "there is nothing to build; the source itself is released");
    }

    GateResult test() {
        return run("tests", server.commands().test(), "");
    }

    /** Runs commands one after the other, up to the first that fails. */
    private GateResult run(String gate, List<List<String>> commands, String nothing) {
        if (commands.isEmpty()) {
            return nothing.isEmpty()
                    ? GateResult.failed(gate, "no command is known that tests it; give one with --test", "")
                    : GateResult.passed(gate, nothing);
        }
        StringBuilder output = new StringBuilder();
        String last = "";
        for (List<String> words : commands) {
            output.append("$ ").append(String.join(" ", words)).append('\n');
            try {
                BoundedProcess.Outcome outcome = BoundedProcess.run(
                        RunWords.resolved(words, folders),
                        path,
                        Map.of("WORKFLOW_ENVIRONMENT", "staging"),
                        limits.command(),
                        limits.bytes());
                output.append(outcome.output()).append('\n');
                last = String.join(" ", words) + ": " + outcome.words();
                if (!outcome.isPassed()) {
                    return GateResult.failed(gate, last, output.toString());
                }
                if (!Files.isDirectory(path)) {
                    return GateResult.failed(
                            gate, last + ", and it deleted the folder that is built", output.toString());
                }
            } catch (EnvironmentException e) {
                return GateResult.failed(gate, String.valueOf(e.getMessage()), output.toString());
            }
        }
        return new GateResult(gate, true, last, output.toString());
    }

    @Override
    public void close() {
        FileTree.delete(path);
    }
}
