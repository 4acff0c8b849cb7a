package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The folder of a release, which nobody changes, and beside it {@code <folder>.json}: the words that start it and the SHA-256 of
 * each of its files. The release's content is the SHA-256 over both; the folder has the first digits of it in its name. Immutable.
 *
 * @param content SHA-256 over its files and its words
 * @param run the words that start it; empty for a library
 */
record ReleaseFolder(Path path, String content, List<String> run, Map<String, String> files) {
    private static final int DIGITS = 12;
    private static final int MOST_NAMED = 3;
    private static final long MOST_LIST = 64L << 20;

    /** The name of the folder, such as {@code 3-9f86d081884c}. */
    String name() {
        return String.valueOf(path.getFileName());
    }

    /**
     * Makes one of what was built; it has its name only when it is whole. One that is there already, whole, stays as it is.
     *
     * @param serial gives its number for its content
     * @param keeps what it has of the built folder; everything when empty
     * @throws EnvironmentException {@code E_SERVER_EMPTY} if there is nothing in it
     */
    static ReleaseFolder make(
            Path built, Path releases, ToLongFunction<String> serial, List<String> run, List<String> keeps)
            throws IOException {
        Path fresh = FileTree.makeUnfinished(releases, ".new");
        try {
            FileTree.copy(built, fresh, Set.of(), wanted(keeps));
            SortedMap<String, String> files = FileTree.contents(fresh, Set.of());
            requireFull(fresh, files, run);
            String content = content(files, run);
            Path path = releases.resolve(serial.applyAsLong(content) + "-" + content.substring(0, DIGITS));
            if (isWhole(path, content)) {
                return listed(path);
            }
            readOnly(fresh, files);
            FileTree.delete(path); // left over of a command that was killed before it wrote the release down
            Object unused = Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            Json list = Json.Obj.EMPTY
                    .with("content", content)
                    .with("run", Json.strings(run))
                    .with("files", Shapes.json(files));
            unused = Files.writeString(listOf(path), list.toString(), StandardCharsets.UTF_8);
            return new ReleaseFolder(path, content, run, files);
        } finally {
            FileTree.delete(fresh);
        }
    }

    /** The words that start it, with these folders and its own in the place of their names. */
    List<String> words(Map<String, Path> folders) {
        Map<String, Path> known = new LinkedHashMap<>(folders);
        known.put(RunWords.RELEASE, path);
        return RunWords.resolved(run, known);
    }

    private static Predicate<String> wanted(List<String> keeps) {
        if (keeps.isEmpty()) {
            return path -> true;
        }
        List<PathMatcher> patterns = new ArrayList<>();
        for (String keep : keeps) {
            patterns.add(FileSystems.getDefault().getPathMatcher("glob:" + keep));
            patterns.add(FileSystems.getDefault().getPathMatcher("glob:" + keep + "/**"));
        }
        return path -> patterns.stream().anyMatch(pattern -> pattern.matches(Path.of(path)));
    }

    /** A build that made nothing is no release, whatever its exit code was. */
    private static void requireFull(Path fresh, SortedMap<String, String> files, List<String> run) throws IOException {
        if (files.isEmpty()) {
            throw new EnvironmentException("E_SERVER_EMPTY", "The build made no file that a release would have.");
        }
        for (String named : RunWords.releasePaths(run)) {
            Path file = fresh.resolve(named).normalize();
            if (!file.startsWith(fresh) || !Files.exists(file) || Files.isRegularFile(file) && Files.size(file) == 0) {
                throw new EnvironmentException(
                        "E_SERVER_EMPTY",
                        "The build made no " + named + ", or an empty one, and the server is started by it.");
            }
        }
    }

    private static void readOnly(Path folder, SortedMap<String, String> files) {
        files.keySet().stream()
                .map(folder::resolve)
                .filter(file -> !Files.isSymbolicLink(file))
                .forEach(file -> {
                    boolean unused = file.toFile().setReadOnly();
                });
    }

    private static String content(Map<String, String> files, List<String> run) {
        SortedMap<String, String> all = new TreeMap<>(files);
        all.put("", Json.strings(run).toString());
        return FileTree.fingerprint(all);
    }

    /**
     * A release as it is on disk, whole and unchanged.
     *
     * @throws EnvironmentException {@code E_RELEASE_GONE} if it is not there, {@code E_RELEASE_CHANGED} if somebody changed it
     */
    static ReleaseFolder whole(Path path, String content) {
        ReleaseFolder listed = listed(path);
        Optional<List<String>> changed = listed.changed(content);
        if (changed.isPresent()) {
            throw new EnvironmentException(
                    "E_RELEASE_CHANGED",
                    "The release in " + path + " is not what was checked: " + String.join(", ", changed.get())
                            + " changed. It is not started. Make a new one with 'workflow server check NAME'; if this one is"
                            + " live, 'workflow server rollback NAME' goes back to the one before it.");
        }
        return listed;
    }

    static boolean isWhole(Path path, String content) {
        try {
            ReleaseFolder unused = whole(path, content);
            return true;
        } catch (EnvironmentException e) {
            return false;
        }
    }

    /** What differs on disk from when the release was made, at most {@value #MOST_NAMED} files; empty if it is as it was. */
    Optional<List<String>> changed(String wanted) {
        if (!Files.isDirectory(path)) {
            return Optional.of(List.of("the whole folder"));
        }
        SortedMap<String, String> found = FileTree.contents(path, Set.of());
        if (wanted.equals(content(found, run))) {
            return Optional.empty();
        }
        List<String> changed = Stream.concat(found.keySet().stream(), files.keySet().stream())
                .distinct()
                .sorted()
                .filter(file -> !Objects.equals(found.get(file), files.get(file)))
                .limit(MOST_NAMED)
                .toList();
        return Optional.of(changed.isEmpty() ? List.of("its list of contents") : changed);
    }

    /** A release with what its list says, whether that is so or not. */
    private static ReleaseFolder listed(Path path) {
        try {
            if (!Files.isDirectory(path) || Files.size(listOf(path)) > MOST_LIST) {
                throw gone(path);
            }
            Json list = Json.parse(Files.readAllBytes(listOf(path)));
            Map<String, String> files = new TreeMap<>();
            list.at("files")
                    .map(Json::asObject)
                    .orElse(Json.Obj.EMPTY)
                    .forEach((file, sum) -> files.put(file, sum.asText().orElse("")));
            List<String> run = list.at("run").map(Json::asList).orElse(List.of()).stream()
                    .map(word -> word.asText().orElse(""))
                    .toList();
            return new ReleaseFolder(
                    path, list.at("content").flatMap(Json::asText).orElse(""), run, files);
        } catch (IOException | JsonException e) {
            throw gone(path);
        }
    }

    private static EnvironmentException gone(Path path) {
        return new EnvironmentException(
                "E_RELEASE_GONE",
                "There is no whole release in " + path
                        + " on this machine. Make one with 'workflow server check NAME', or go back to the one before it with"
                        + " 'workflow server rollback NAME'.");
    }

    static Path listOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".json");
    }
}
