package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns an error of the file system into a code and an advice. */
public final class Failures {
    private static final long NEARLY_FULL = 16_384;

    private Failures() {}

    public static PathException of(String path, IOException e) {
        return of(path, e, null);
    }

    static PathException of(String path, IOException e, @Nullable Path root) {
        String shown = PathRules.show(path);
        if (e instanceof AccessDeniedException) {
            String advice = ": permission denied. Check owner and mode of the file and of the folders above it.";
            return refusal("E_PERMISSION", shown, advice, e);
        }
        if (e instanceof NoSuchFileException) {
            return refusal("E_PATH_NOT_FOUND", shown, " vanished while it was used. Try again.", e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return refusal("E_PATH_EXISTS", shown, " exists already. Choose another name, or replace it.", e);
        }
        String reason = reason(e);
        String lower = reason.toLowerCase(Locale.ROOT);
        // The system's words are in its own language; if they tell nothing, the file system is asked.
        if (lower.contains("no space") || lower.contains("quota") || (root != null && isFull(root))) {
            String advice = " was not written: " + reason + ". What was there is unchanged; free space and retry.";
            return refusal("E_NO_SPACE", shown, advice, e);
        }
        if (lower.contains("read-only") || (root != null && isReadOnly(root))) {
            String advice = " was not written: the file system is read-only. Remount it, or use another folder.";
            return refusal("E_READ_ONLY", shown, advice, e);
        }
        if (lower.contains("too many levels of symbolic links") || lower.contains("was replaced while in use")) {
            return refusal("E_PATH_SYMLINK", shown, " was replaced while it was used. Try again.", e);
        }
        return refusal("E_IO", shown, ": " + reason + ". Check the disk and try again.", e);
    }

    private static PathException refusal(String code, String shown, String advice, IOException e) {
        return new PathException(code, shown, "'" + shown + "'" + advice, e);
    }

    private static boolean isFull(Path root) {
        try {
            return Files.getFileStore(root).getUsableSpace() < NEARLY_FULL;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isReadOnly(Path root) {
        try {
            return Files.getFileStore(root).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    public static String reason(IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : PathRules.show(reason);
    }
}
