package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a process that was killed while it wrote left in a folder: temporary files and empty temporary folders. Pure functions. */
final class Leftovers {
    private static final Pattern NAME = Pattern.compile("\\.wo-[0-9a-f]{16}\\.tmp");

    private Leftovers() {}

    /**
     * Removes them; a process that is writing one writes it again. Temporary folders are made only in the project folder,
     * whose path is given then.
     *
     * @param before what was written since stays
     */
    static void remove(FolderHandle folder, @Nullable Path root, Instant before) throws IOException {
        for (String name : folder.names(Integer.MAX_VALUE)) {
            BasicFileAttributes found = NAME.matcher(name).matches() ? PathWalk.look(folder, name) : null;
            try {
                boolean isOld =
                        found != null && found.lastModifiedTime().toInstant().isBefore(before);
                if (found == null || !isOld) {
                    continue;
                }
                if (found.isRegularFile()) {
                    folder.delete(name);
                } else if (found.isDirectory() && root != null) {
                    Files.delete(root.resolve(name));
                }
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // Somebody else was faster, or it is no leftover.
            }
        }
    }
}
