package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.files.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A copy of a project for a server in staging, which may change it as it likes: its files, and its state as of one moment. The store's
 * own files are copied by the store, since nobody else may open them while others write. Closing deletes it. Not thread-safe.
 */
final class StagingCopy implements AutoCloseable {
    /** What a server does not need in order to run. */
    private static final Set<String> LEFT_OUT = Set.of(".git", ".state", "node_modules", "target", "environments");

    private static final String DATABASE = "state.db";

    private final Path path;

    private StagingCopy(Path path) {
        this.path = path;
    }

    /** @param backup writes a whole copy of the state's database into a new file */
    static StagingCopy of(ProjectFolder project, Consumer<Path> backup) throws IOException {
        Path path = Files.createTempDirectory("workflow-staging-");
        boolean isWhole = false;
        try {
            Path root = project.root();
            FileTree.copy(root, path, LEFT_OUT, file -> !Files.isSymbolicLink(root.resolve(file)));
            if (Files.isDirectory(root.resolve(Layout.STATE_FOLDER))) {
                Path to = Files.createDirectories(path.resolve(Layout.STATE_FOLDER));
                backup.accept(to.resolve(DATABASE));
            }
            isWhole = true;
            return new StagingCopy(path);
        } finally {
            if (!isWhole) {
                FileTree.delete(path);
            }
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        FileTree.delete(path);
    }
}
