package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Files that an import wrote, which are removed when it is taken back. Immutable. */
record WrittenFiles(ProjectFolder project) {
    /** The documents of a feature's requirements and tasks. When a feature ends, the state removes them, whoever changed them. */
    private static final Set<String> GO_WITH_FEATURE = Set.of("spec.md", "tasks.md");

    /**
     * Removes a file as it was written, and the folders that are empty then. A file that somebody changed stays, and one behind a link.
     * Gives whether it is gone.
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

    /** Removes a document whose copy was kept, unless it was changed again since. */
    void removeCopied(String path, String copy) {
        changed(copy, "")
                .map(content -> Derivation.fingerprint(new String(content, StandardCharsets.UTF_8)))
                .ifPresent(fingerprint -> remove(path, fingerprint));
    }

    /**
     * Copies the documents that somebody changed to names beside them, such as {@code spec.kept.md}, before their features end.
     *
     * @return the copies by the documents' paths
     * @throws PathException if a copy cannot be written
     */
    Map<String, String> keep(ImportRecord record) {
        Map<String, String> kept = new TreeMap<>();
        for (ImportRecord.Feature feature : record.features()) {
            for (String name : GO_WITH_FEATURE) {
                String path = feature.folder() + "/" + name;
                changed(path, record.files().getOrDefault(path, ""))
                        .ifPresent(content -> kept.put(path, copy(path, content)));
            }
        }
        return kept;
    }

    /** What a file says now that somebody changed. The state removes no file that cannot be read. */
    private Optional<byte[]> changed(String path, String fingerprint) {
        try {
            byte[] content = project.read(path, Markdown.MAX_BYTES);
            String text = new String(content, StandardCharsets.UTF_8);
            return Derivation.fingerprint(text).equals(fingerprint) ? Optional.empty() : Optional.of(content);
        } catch (PathException e) {
            return Optional.empty();
        }
    }

    /** A copy that has this content already is used again. */
    private String copy(String path, byte[] content) {
        String copy = FeatureDocumentPaths.kept(path, 1);
        for (int number = 2; project.exists(copy) && !hasContent(copy, content); number++) {
            copy = FeatureDocumentPaths.kept(path, number);
        }
        if (!project.exists(copy)) {
            project.writeNew(copy, content);
        }
        return copy;
    }

    private boolean hasContent(String path, byte[] content) {
        try {
            return Arrays.equals(project.read(path, Markdown.MAX_BYTES), content);
        } catch (PathException e) {
            return false;
        }
    }

    private void removeEmpty(@Nullable Path folder) throws IOException {
        for (Path each = folder; each != null && !each.equals(project.root()); each = each.getParent()) {
            try {
                Files.deleteIfExists(each);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
