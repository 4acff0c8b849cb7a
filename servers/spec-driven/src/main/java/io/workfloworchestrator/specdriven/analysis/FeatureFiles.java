package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents of one feature as they stand, read once. Immutable and thread-safe.
 *
 * @param id the name of its folder, such as {@code 001-login}
 * @param folder such as {@code specs/001-login}
 */
record FeatureFiles(
        String id,
        String folder,
        Optional<DocumentText> constitution,
        Optional<DocumentText> specification,
        Optional<DocumentText> plan,
        Optional<DocumentText> tasks,
        ReadSpec spec,
        ReadTasks work) {
    /** Kiro's names of the same documents stand second. */
    private static final List<String> SPEC = List.of("spec.md", "requirements.md");

    private static final List<String> PLAN = List.of("plan.md", "design.md");
    private static final List<String> TASKS = List.of("tasks.md");

    /**
     * @param path of the feature's folder, such as {@code packages/web/specs/001-login}
     * @param constitution the same one for all features of a project, so that it is read once
     */
    static FeatureFiles read(ProjectFolder project, String path, Optional<DocumentText> constitution) {
        String folder = ProjectFolder.checkPath(path);
        String id = folder.substring(folder.lastIndexOf('/') + 1);
        Optional<DocumentText> specification = first(project, folder, SPEC);
        Optional<DocumentText> tasks = first(project, folder, TASKS);
        return new FeatureFiles(
                id,
                folder,
                constitution,
                specification,
                first(project, folder, PLAN),
                tasks,
                specification.map(ReadSpec::of).orElse(ReadSpec.EMPTY),
                tasks.map(ReadTasks::of).orElse(ReadTasks.EMPTY));
    }

    private static Optional<DocumentText> first(ProjectFolder project, String folder, List<String> names) {
        return names.stream()
                .flatMap(name -> document(project, folder + "/" + name).stream())
                .findFirst();
    }

    /** A document, which says why if it is there and cannot be read; empty if there is no such file. */
    static Optional<DocumentText> document(ProjectFolder project, String path) {
        try {
            boolean isFile = project.attributes(path)
                    .filter(found -> found.kind() == PathAttributes.Kind.FILE)
                    .isPresent();
            return isFile
                    ? Optional.of(DocumentText.of(path, project.readText(path, Markdown.MAX_BYTES)))
                    : Optional.empty();
        } catch (PathException e) {
            boolean isThere = List.of("E_PATH_TEXT", "E_PATH_SIZE").contains(e.code());
            return isThere
                    ? Optional.of(DocumentText.unreadable(path, e.code(), 1, String.valueOf(e.getMessage())))
                    : Optional.empty(); // A link that leads out, or a file that went away meanwhile.
        }
    }

    List<DocumentText> documents() {
        return Stream.of(constitution, specification, plan, tasks)
                .flatMap(Optional::stream)
                .toList();
    }

    List<DocumentText> own() {
        return Stream.of(specification, plan, tasks).flatMap(Optional::stream).toList();
    }

    String specPath() {
        return specification.map(DocumentText::path).orElse(folder + "/spec.md");
    }

    String planPath() {
        return plan.map(DocumentText::path).orElse(folder + "/plan.md");
    }

    String tasksPath() {
        return tasks.map(DocumentText::path).orElse(folder + "/tasks.md");
    }
}
