package io.workfloworchestrator.specdriven.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What this module brings along beside its classes: templates, questions, words. Pure functions. */
public final class Resource {
    private Resource() {}

    /** The bytes of a resource beside a class; empty if there is none. */
    public static Optional<byte[]> bytes(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a resource of this jar
        }
    }

    /** The built-in template of a document beside a class; empty if there is none. */
    public static Optional<String> template(Class<?> beside, String document) {
        return bytes(beside, document + ".mustache").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
