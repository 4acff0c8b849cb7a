package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** What a process that was killed while it wrote left in a folder: temporary files and empty temporary folders. Pure functions. */
final class Leftovers {
    private static final Pattern NAME = Pattern.compile("\\.wo-[0-9a-f]{16}\\.tmp");

    private Leftovers() {}

    /** Removes the files in a folder. A process that is writing one of them misses it and writes it again. */
    static void removeFiles(FolderHandle folder) throws IOException {
        for (String name : folder.names(Integer.MAX_VALUE)) {
            BasicFileAttributes found = NAME.matcher(name).matches() ? PathWalk.look(folder, name) : null;
            if (found != null && found.isRegularFile()) {
                remove(() -> folder.delete(name));
            }
        }
    }

    /** Removes the empty folders in the root, whose path is trusted; temporary folders are made nowhere else. */
    static void removeFolders(FolderHandle top, Path root) throws IOException {
        for (String name : top.names(Integer.MAX_VALUE)) {
            BasicFileAttributes found = NAME.matcher(name).matches() ? PathWalk.look(top, name) : null;
            if (found != null && found.isDirectory()) {
                remove(() -> Files.delete(root.resolve(name)));
            }
        }
    }

    private interface Removal {
        void run() throws IOException;
    }

    private static void remove(Removal removal) throws IOException {
        try {
            removal.run();
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            return; // somebody else was faster, or it is no leftover
        }
    }
}
