package io.workfloworchestrator.state.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says why a file call failed. Stateless. */
final class Failures {
    private static final String NO_FOLDER = "E_PATH_NOT_DIRECTORY";

    /** What may be a folder outside the project. */
    private static final Pattern FOLDER = Pattern.compile("(?<![\\p{L}\\p{N}])(?:/|[A-Za-z]:)");

    private Failures() {}

    static String code(Exception e) {
        String said = (e instanceof FileSystemException f
                        ? String.valueOf(f.getReason())
                        : String.valueOf(e.getMessage()))
                .toLowerCase(Locale.ROOT);
        if (said.contains("no space left") || said.contains("quota exceeded")) {
            return "E_NO_SPACE";
        }
        if (e instanceof ReadOnlyFileSystemException || said.contains("read-only file system")) {
            return "E_READ_ONLY";
        }
        if (e instanceof AccessDeniedException
                || said.contains("permission denied")
                || said.contains("not permitted")) {
            return "E_PERMISSION";
        }
        if (e instanceof NotDirectoryException) {
            return NO_FOLDER;
        }
        return said.contains("too many open files") ? "E_TOO_MANY_FILES" : "E_STATE_IO";
    }

    /** The failure in words, which name no folder outside the project. */
    static String words(IOException e) {
        if (e instanceof NotDirectoryException f && !Path.of(f.getFile()).isAbsolute()) {
            return "'" + f.getFile() + "' is a file, and a folder belongs there";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String said = e.getClass() == IOException.class && e.getMessage() != null ? e.getMessage() : "";
        return said.isBlank() || FOLDER.matcher(said).find()
                ? e.getClass().getSimpleName().replace("Exception", "")
                : said.strip();
    }

    static String text(IOException e) {
        return words(e) + ". " + advice(code(e));
    }

    static String advice(String code) {
        return switch (code) {
            case "E_NO_SPACE" -> "Free some space.";
            case "E_READ_ONLY" -> "Make the project folder writable.";
            case "E_PERMISSION" -> "Give yourself permission to read and write it.";
            case NO_FOLDER -> "Rename the file, or move it elsewhere.";
            case "E_TOO_MANY_FILES" -> "Close programs, or raise the limit of open files.";
            default -> "See what is wrong with the disk.";
        };
    }
}
