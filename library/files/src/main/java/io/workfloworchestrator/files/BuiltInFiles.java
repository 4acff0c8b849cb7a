package io.workfloworchestrator.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What a program brings along beside its classes: templates, questions, rules. Pure functions. */
public final class BuiltInFiles {
    private BuiltInFiles() {}

    public static Optional<byte[]> find(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a resource of this program
        }
    }

    /** As {@link #find}, of a file that the program must have. */
    public static byte[] bytes(Class<?> beside, String name) {
        return find(beside, name).orElseThrow(() -> new IllegalStateException("the program has no " + name));
    }
}
