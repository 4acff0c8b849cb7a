package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The templates of the checklist and of the report; a project's own in {@code .ai-planning/templates} come first. */
final class CompletionTemplates {
    static final String CHECKLIST = "completion-checklist.md";
    static final String REPORT = "completion-report.md";

    private CompletionTemplates() {}

    static Templates of(ProjectFolder project) {
        return Templates.of(project, CompletionTemplates::own);
    }

    private static Optional<String> own(String name) {
        try (InputStream in = CompletionTemplates.class.getResourceAsStream(name + ".mustache")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a resource of this jar
        }
    }
}
