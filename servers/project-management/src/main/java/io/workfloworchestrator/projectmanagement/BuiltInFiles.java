package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What lies beside the classes of this server: rules, question sets, templates. Pure functions. */
public final class BuiltInFiles {
    private BuiltInFiles() {}

    public static byte[] bytes(Class<?> beside, String name) {
        return find(beside, name).orElseThrow(() -> new IllegalStateException("the program has no " + name));
    }

    /** The templates beside a class; a project's own in {@code .ai-planning/templates} come first. */
    public static Templates templates(ProjectFolder project, Class<?> beside) {
        return Templates.of(
                project,
                name -> find(beside, name + ".mustache").map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    private static Optional<byte[]> find(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
