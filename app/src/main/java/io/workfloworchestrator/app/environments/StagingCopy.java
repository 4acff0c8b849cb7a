package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.state.files.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A copy of a project for a server in staging, which may change it as it likes: its files, and its state as of one moment. The store's
 * own files are copied by the store, since nobody else may open them while others write. Files with secrets are left out: a server that
 * is only tried needs none, and must not use production's. Closing deletes the copy. Not thread-safe.
 *
 * @param leftOut paths of the files that were left out since they have secrets
 */
record StagingCopy(Path path, List<String> leftOut) implements AutoCloseable {
    static final long MOST_BYTES = 256L << 20;

    static final String DATABASE = "state.db";

    /** What a server does not need in order to run. */
    private static final Set<String> LEFT_OUT = Set.of(".git", ".state", "node_modules", "target", "environments");

    /**
     * A copy of a project as it is.
     *
     * @throws EnvironmentException {@code E_SERVER_LARGE} if it is larger than {@link #MOST_BYTES}
     */
    static StagingCopy of(ProjectFolder project, Consumer<Path> backup) {
        return of(project, backup, MOST_BYTES);
    }

    static StagingCopy of(ProjectFolder project, Consumer<Path> backup, long most) {
        return made(path -> fill(path, project, backup, most));
    }

    /** Makes a copy that stays, in a folder that is not there. */
    static void into(Path path, ProjectFolder project, Consumer<Path> backup) throws IOException {
        List<String> unused = filled(path, fresh -> fill(fresh, project, backup, MOST_BYTES));
    }

    /** @return what was left out */
    private static List<String> fill(Path path, ProjectFolder project, Consumer<Path> backup, long most)
            throws IOException {
        Path root = project.root();
        Wanted wanted = new Wanted(root, most);
        FileTree.copy(root, path, LEFT_OUT, wanted::isWanted);
        if (Files.isDirectory(root.resolve(Layout.STATE_FOLDER))) {
            Path to = Files.createDirectories(path.resolve(Layout.STATE_FOLDER));
            backup.accept(to.resolve(DATABASE));
        }
        return wanted.leftOut;
    }

    /**
     * A copy of what was kept of a project: of all of it, without a bound, since it was chosen before; without links, through which
     * a release could write into what is not a copy.
     */
    static StagingCopy ofBackup(Path kept) {
        return made(path -> {
            FileTree.copy(kept, path, Set.of(), file -> !Files.isSymbolicLink(kept.resolve(file)));
            return List.of();
        });
    }

    private interface Filling {
        List<String> in(Path path) throws IOException;
    }

    private static StagingCopy made(Filling filling) {
        return FileTree.io(() -> {
            Path path = Files.createTempDirectory("workflow-staging-");
            return new StagingCopy(path, filled(path, filling));
        });
    }

    /** What was left out; nothing stays of a copy that fails. */
    private static List<String> filled(Path path, Filling filling) throws IOException {
        try {
            return filling.in(path);
        } catch (IOException | RuntimeException e) {
            FileTree.delete(path);
            throw e;
        }
    }

    private static final class Wanted {
        private final Path root;
        private final long most;
        private final List<String> leftOut = new ArrayList<>();
        private long bytes;

        Wanted(Path root, long most) {
            this.root = root;
            this.most = most;
        }

        boolean isWanted(String file) {
            Path found = root.resolve(file);
            if (Files.isSymbolicLink(found)) {
                return false;
            }
            if (SecretScan.isSecret(found)) {
                leftOut.add(file);
                return false;
            }
            bytes += found.toFile().length();
            if (bytes > most) {
                throw new EnvironmentException(
                        "E_SERVER_LARGE",
                        root + " has more than " + (most >> 20) + " MB beside "
                                + String.join(", ", LEFT_OUT.stream().sorted().toList())
                                + ", and staging works on a copy of it. Move what no server needs out of the project, or"
                                + " into a folder target.");
            }
            return true;
        }
    }

    /**
     * A release, started on the copy, that has shaken hands.
     *
     * @param with the folders of what it is built with, by name
     * @throws io.workfloworchestrator.projectmanagement.environments.EnvironmentException {@code E_SERVER_PROTOCOL}, {@code
     *     E_SERVER_COMMAND}, {@code E_SERVER_WORDS}
     */
    StdioProbe start(ReleaseFolder release, Map<String, Path> with, CheckLimits limits) {
        StdioProbe probe = new StdioProbe(
                release.words(with),
                path,
                Map.of("WORKFLOW_ENVIRONMENT", "staging", "WORKFLOW_PROJECT", path.toString()),
                limits.answer());
        try {
            Object unused = probe.handshake();
            return probe;
        } catch (RuntimeException e) {
            probe.close();
            throw e;
        }
    }

    /** Has such a server answer these tools, which need no arguments. @return those that it refused */
    Set<String> refused(ReleaseFolder release, Map<String, Path> with, Set<String> tools, CheckLimits limits) {
        try (StdioProbe probe = start(release, with, limits)) {
            Set<String> refused = new TreeSet<>();
            for (String tool : tools) {
                if (new IssueCall(tool, Json.Obj.EMPTY).make(probe).isError()) {
                    refused.add(tool);
                }
            }
            return refused;
        }
    }

    /** What was left out, as the end of a sentence; empty if nothing was. */
    String leftOutWords() {
        return leftOut.isEmpty()
                ? ""
                : "; without " + leftOut.get(0) + (leftOut.size() == 1 ? "" : " and " + (leftOut.size() - 1) + " more")
                        + ", which has a secret";
    }

    @Override
    public void close() {
        FileTree.delete(path);
    }
}
