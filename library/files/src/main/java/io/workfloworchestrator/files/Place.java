package io.workfloworchestrator.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a walk: the open folder above a path, and what was found at the path.
 *
 * @param parent the open folder above; the root itself for a path without components
 * @param components the path without links
 * @param reached whether all folders above the last component exist
 * @param link the index of a component that is a link, or -1
 */
public record Place(
        FolderHandle parent,
        List<String> components,
        boolean reached,
        @Nullable BasicFileAttributes found,
        int link) implements Closeable {
    boolean isRoot() {
        return components.isEmpty();
    }

    String name() {
        if (isRoot()) {
            throw refuse("E_PATH_EMPTY", "is the project folder itself. Name something inside it.");
        }
        if (!reached) {
            throw refuse("E_PATH_NOT_FOUND", "is missing, and so is the folder above it. Create the folder first.");
        }
        return components.get(components.size() - 1);
    }

    public String shown() {
        return isRoot() ? "." : PathRules.show(String.join("/", components));
    }

    PathException refuse(String code, String what) {
        return new PathException(code, shown(), "'" + shown() + "' " + what);
    }

    BasicFileAttributes requireFound() {
        if (found == null) {
            throw refuse("E_PATH_NOT_FOUND", "does not exist. Check the name, or create it first.");
        }
        return found;
    }

    void requireRegular() {
        if (!requireFound().isRegularFile()) {
            throw refuse(
                    "E_PATH_NOT_REGULAR",
                    (requireFound().isDirectory() ? "is a folder" : "is a pipe, socket or device")
                            + ", not a file. Name a regular file.");
        }
    }

    void requireAbsent() {
        if (found != null) {
            throw refuse("E_PATH_EXISTS", "exists already. Choose another name, or replace it.");
        }
    }

    public FolderHandle openFolder() throws IOException {
        if (!requireFound().isDirectory()) {
            throw refuse("E_PATH_NOT_DIRECTORY", "is not a folder. Name a folder.");
        }
        return parent.open(isRoot() ? "." : name());
    }

    @Override
    public void close() throws IOException {
        parent.close();
    }
}
