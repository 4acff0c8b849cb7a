package io.workfloworchestrator.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What a program kept in a file before it had this state. */
final class TakenOver {
    private TakenOver() {}

    /** What the file says; empty if there is no such file. A file that cannot be read is never taken for absent. */
    static <T> Optional<T> read(Path file, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StateException(
                    "E_FILE_READ",
                    file + " could not be read (" + e.getClass().getSimpleName()
                            + "), so nothing was taken over and nothing begun. Make it readable, or move it away.",
                    e);
        }
    }
}
