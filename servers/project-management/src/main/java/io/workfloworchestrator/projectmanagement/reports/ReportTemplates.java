package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The template of the review report; a project's own in {@code .ai-planning/templates} comes first. */
final class ReportTemplates {
    static final String REVIEW = "review-report.md";

    private ReportTemplates() {}

    static Templates of(ProjectFolder project) {
        return Templates.of(project, ReportTemplates::own);
    }

    private static Optional<String> own(String name) {
        try (InputStream in = ReportTemplates.class.getResourceAsStream(name + ".mustache")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a resource of this jar
        }
    }
}
