package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Map;

/**
 * Where the documents of the set-up lie, and how they are written. A file that is there is never overwritten. Immutable and
 * thread-safe; templates are read anew each time.
 */
final class SetupFiles {
    private static final String PLANNING = "planning";

    private final ProjectFolder project;
    private final Map<String, String> paths;
    private final Templates templates;
    private final boolean isUsualLayout;

    /** @param definition whose paths say where documents lie */
    SetupFiles(ProjectFolder project, WorkflowDefinition definition) {
        this.project = project;
        this.paths = definition.resolvedPaths(definition.layout(project::exists).orElse(null));
        this.isUsualLayout = paths.equals(definition.resolvedPaths(null));
        this.templates = Templates.beside(project, SetupFiles.class);
    }

    String path(SetupDocument document) {
        String named = paths.get(document.path);
        return named != null ? named : paths.getOrDefault(PLANNING, PLANNING) + "/" + document.file;
    }

    boolean exists(SetupDocument document) {
        return project.exists(path(document));
    }

    /** Writes a document, or a proposal beside the one that is there. */
    Proposal write(SetupDocument document, Json values) {
        return Proposal.write(
                project,
                path(document),
                templates.render(document.template(), values).strip() + "\n");
    }

    /** Whether documents lie where the definition says first, not in a layout from before. */
    boolean isUsualLayout() {
        return isUsualLayout;
    }

    /**
     * Makes the folders that are missing.
     *
     * @param names of paths, each alone or with a folder in it, such as {@code goals/diagrams}; one that the definition does not
     *     have is left out
     */
    void createFolders(List<String> names) {
        for (String name : names) {
            int end = name.contains("/") ? name.indexOf('/') : name.length();
            String path = paths.get(name.substring(0, end));
            if (path != null && !project.exists(path + name.substring(end))) {
                project.createDirectories(path + name.substring(end));
            }
        }
    }
}
