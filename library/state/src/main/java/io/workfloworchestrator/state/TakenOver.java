package io.workfloworchestrator.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a program kept in a file before it had this state. */
final class TakenOver {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private TakenOver() {}

    /** What the file says; empty if there is no such file. A file that cannot be read is never taken for absent. */
    static <T> Optional<T> read(Path file, Function<String, T> reader) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            throw refused(file, "it is no regular file, or a link that leads nowhere", null);
        }
        try {
            String text = Files.readString(file);
            return Optional.of(Objects.requireNonNull(
                    reader.apply(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text),
                    "the reader made nothing of " + file));
        } catch (IOException | OutOfMemoryError e) {
            throw refused(file, e.getClass().getSimpleName(), e);
        }
    }

    private static StateException refused(Path file, String why, @Nullable Throwable cause) {
        return new StateException(
                "E_FILE_READ",
                file + " could not be read (" + why
                        + "), so nothing was taken over and nothing begun. Make it readable, or move it away.",
                cause);
    }
}
