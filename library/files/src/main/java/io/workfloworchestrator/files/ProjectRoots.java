package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks which folder can be a project. */
final class ProjectRoots {
    /** These are tables of the kernel, not files: reading them may block or never end. */
    private static final List<Path> SPECIAL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    /** A byte that is no text is decoded to this character. */
    private static final char UNREADABLE = '\uFFFD';

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private ProjectRoots() {}

    static Path resolve(Path given) {
        String shown = PathRules.show(given.toString());
        if (given.toString().isBlank()) {
            throw new PathException(
                    "E_ROOT_EMPTY", shown, "the project path is empty. Give the path of an existing folder.");
        }
        refuseSpecial(given.toAbsolutePath().normalize(), shown);
        try {
            Path real = given.toRealPath();
            refuseSpecial(real, shown);
            if (!Path.of(real.toString()).equals(real)) {
                throw notText(shown, null);
            }
            if (!Files.isDirectory(real)) {
                throw new PathException(
                        "E_ROOT_NOT_DIRECTORY",
                        shown,
                        "the project path '" + shown + "' is not a folder. Give a folder.");
            }
            return real;
        } catch (NoSuchFileException e) {
            if (given.toAbsolutePath().toString().indexOf(UNREADABLE) >= 0) {
                throw notText(shown, e);
            }
            throw new PathException(
                    "E_ROOT_NOT_FOUND",
                    shown,
                    "the project folder '" + shown + "' does not exist, and none was created. Check the spelling, or "
                            + "create it first.",
                    e);
        } catch (AccessDeniedException e) {
            throw Failures.of(given.toString(), e);
        } catch (IOException e) {
            throw new PathException(
                    "E_ROOT_NOT_FOUND",
                    shown,
                    "the project folder '" + shown + "' cannot be resolved: " + Failures.reason(e)
                            + ". Check the path.",
                    e);
        }
    }

    /** The refusal of a path that cannot be given as text to the database, to git or to a client. */
    private static PathException notText(String shown, @Nullable Throwable cause) {
        String message =
                "the project folder '" + shown + "' has a name, or lies in a folder with a name, that is not text in"
                        + " the encoding of this system (UTF-8 as a rule). Rename that folder.";
        return new PathException("E_ROOT_ENCODING", shown, message, cause);
    }

    private static void refuseSpecial(Path path, String shown) {
        boolean special = path.getNameCount() == 0 || SPECIAL.stream().anyMatch(path::startsWith);
        if (special && !(path.startsWith(SHARED_MEMORY) && !path.equals(SHARED_MEMORY))) {
            throw new PathException(
                    "E_ROOT_SPECIAL",
                    shown,
                    "'" + shown + "' is the whole file system or belongs to the kernel, and is no project. Give the "
                            + "project's own folder.");
        }
    }
}
