package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that an import wrote, which are removed when it is taken back. Immutable. */
final class WrittenFiles {
    private final ProjectFolder project;

    WrittenFiles(ProjectFolder project) {
        this.project = project;
    }

    /**
     * Removes a file as it was written, and the folders that are empty then. A file that somebody changed stays, and one behind a link.
     *
     * @return whether it is gone
     */
    boolean remove(String path, String fingerprint) {
        try {
            if (!project.exists(path)) { // The state's own files go with it, and leave their folder.
                removeEmpty(project.root()
                        .resolve(ProjectFolder.checkWritable(path))
                        .getParent());
                return true;
            }
            boolean isAsWritten = Derivation.fingerprint(project.readText(path, Markdown.MAX_BYTES))
                    .equals(fingerprint);
            Path file = project.root().resolve(ProjectFolder.checkWritable(path));
            if (!isAsWritten || !file.toRealPath().equals(file)) {
                return false;
            }
            Files.delete(file);
            removeEmpty(file.getParent());
            return true;
        } catch (PathException | IOException e) {
            return false;
        }
    }

    private void removeEmpty(@Nullable Path folder) throws IOException {
        for (Path each = folder; each != null && !each.equals(project.root()); each = each.getParent()) {
            try {
                boolean unused = Files.deleteIfExists(each);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
