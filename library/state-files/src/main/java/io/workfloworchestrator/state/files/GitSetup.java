package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.StateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prepares a project for git: which files the structural merge driver merges, what git ignores, and the driver itself.
 *
 * <p>{@code .gitattributes}, {@code .gitignore} and {@code .ai-planning/.gitignore} travel with the repository; git's configuration does not,
 * so that each clone has to be set up once. Lines of others stay as they are; doing it again changes nothing.
 */
public final class GitSetup {
    private static final String DRIVER = "workflow-state";
    private static final List<String> IGNORED = List.of("/.state/", ".*.tmp", ".*.old", "*.conflict-????????.json");

    /** What somebody wrote into a file that is made from the state, kept beside it; such a file may be anywhere. */
    private static final String KEPT = "*.kept-????????";

    private GitSetup() {}

    /**
     * Does what is still to be done.
     *
     * @param documents where documents may be, as {@link Documents#patterns}; those in Markdown or JSON are merged by structure, too,
     *     and copies of them that are kept in a conflict are ignored
     * @param command the program that merges, as an argument list, to which git appends base, ours, theirs and the path;
     *     see {@link StateMerge}
     * @return what was changed, a line each; empty when everything was there
     * @throws StateException (E_STATE_SYMLINK, E_STATE_DIR_SYMLINK) when a file to be changed, or its folder, is a
     *     symbolic link; (E_READ_ONLY, E_PERMISSION, E_NO_SPACE, E_STATE_IO) when it cannot be written
     */
    public static List<String> install(
            Path projectFolder, Layout layout, List<String> documents, List<String> command) {
        Project project = new Project(projectFolder, new DiskFs(projectFolder), Layout.STATE_FOLDER);
        project.requireOwnFolder();
        List<String> done = new ArrayList<>();
        List<String> patterns = documents.stream()
                .filter(pattern -> pattern.endsWith(".md") || pattern.endsWith(".json"))
                .map(pattern -> "/" + pattern.replaceAll("<[^>]*>", "*"))
                .toList();
        List<String> attributes = new ArrayList<>();
        layout.gitPatterns().forEach(pattern -> attributes.add(pattern + " text eol=lf merge=" + DRIVER));
        patterns.forEach(pattern -> attributes.add(attributed(pattern) + " merge=" + DRIVER));
        addLines(project, ".gitattributes", attributes, done);
        addLines(
                project,
                ".gitignore",
                Stream.concat(
                                patterns.stream()
                                        .map(pattern -> Project.parent(pattern) + "/*.conflict-????????"
                                                + pattern.substring(pattern.lastIndexOf('.')))
                                        .distinct(),
                                Stream.of(KEPT))
                        .toList(),
                done);
        addLines(project, Layout.FOLDER + "/.gitignore", IGNORED, done);
        configure(projectFolder, "merge." + DRIVER + ".name", "merge of workflow state by structure", done);
        configure(projectFolder, "merge." + DRIVER + ".driver", quoted(command) + " %O %A %B %P", done);
        return done;
    }

    /** A path with spaces is quoted in {@code .gitattributes}, as {@code gitattributes(5)} says. */
    private static String attributed(String pattern) {
        return pattern.contains(" ") ? "\"" + pattern.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : pattern;
    }

    private static void addLines(Project project, String path, List<String> lines, List<String> done) {
        try {
            Stat stat = project.fs.stat(project.file(path));
            if (stat != null && !stat.isFile()) {
                throw new StateException(
                        "E_STATE_SYMLINK",
                        "'" + path + "' is no regular file, so it was not changed. Replace it by one.");
            }
            String before = stat == null
                    ? ""
                    : new String(project.fs.read(project.file(path), 1 << 20), StandardCharsets.UTF_8);
            List<String> there = before.lines().map(String::strip).toList();
            List<String> missing =
                    lines.stream().filter(line -> !there.contains(line)).toList();
            if (missing.isEmpty()) {
                return;
            }
            String after = before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + String.join("\n", missing)
                    + "\n";
            project.makeFoldersAbove(path);
            String temporary = project.beside(path, ".tmp");
            project.fs.write(project.file(temporary), after.getBytes(StandardCharsets.UTF_8), project.mode(path, stat));
            project.fs.move(project.file(temporary), project.file(path));
            done.add(path + ": " + String.join(", ", missing));
        } catch (IOException e) {
            throw new StateException(Failures.code(e), "'" + path + "' could not be written: " + Failures.text(e), e);
        }
    }

    private static void configure(Path folder, String name, String value, List<String> done) {
        Optional<String> before = GitCommand.answer(folder, "config", "--local", "--get", name);
        if (!before.map(String::strip).equals(Optional.of(value))
                && GitCommand.answer(folder, "config", "--local", name, value).isPresent()) {
            done.add("git config " + name);
        }
    }

    /** Git hands the driver to a shell, so each argument is quoted for one. */
    private static String quoted(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(argument -> "'" + argument.replace("'", "'\\''").replace("%", "%%") + "'")
                        .toList());
    }
}
