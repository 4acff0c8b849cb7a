package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a process that was killed while it wrote left in a folder: temporary files and empty temporary folders. Pure functions. */
final class Leftovers {
    private static final Pattern NAME = Pattern.compile("\\.wo-[0-9a-f]{16}\\.tmp");

    private Leftovers() {}

    /**
     * Removes them. A process that is writing one of the files misses it and writes it again.
     *
     * @param root the folder's path if it is the project folder, whose path is trusted: temporary folders are made nowhere
     *     else; null for any other folder
     */
    static void remove(FolderHandle folder, @Nullable Path root) throws IOException {
        for (String name : folder.names(Integer.MAX_VALUE)) {
            BasicFileAttributes found = NAME.matcher(name).matches() ? PathWalk.look(folder, name) : null;
            try {
                if (found != null && found.isRegularFile()) {
                    folder.delete(name);
                } else if (found != null && found.isDirectory() && root != null) {
                    Files.delete(root.resolve(name));
                }
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // Somebody else was faster, or it is no leftover.
            }
        }
    }
}
