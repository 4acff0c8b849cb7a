package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.List;
import java.util.Optional;

/** Where the documents of a project's features are. Looks at the disk at each question. */
public final class FeatureDocumentPaths {
    private final Folder folder;

    private FeatureDocumentPaths(Folder folder) {
        this.folder = folder;
    }

    /**
     * The places of a project, as its definition of a feature says.
     *
     * @throws io.workfloworchestrator.json.CodedException if that definition has problems
     */
    public static FeatureDocumentPaths of(ProjectFolder project) {
        return new FeatureDocumentPaths(
                Folder.of(project, Definitions.of(project).get("feature")));
    }

    /** Where the folders of features are, relative to the project. */
    public String specs() {
        return folder.specs();
    }

    /** The names of the numbered folders, such as {@code 001-login}, sorted. */
    public List<String> numbered() {
        return folder.numbered();
    }

    /** Where the constitution is written. */
    public String constitutionPath() {
        return folder.constitutionPath();
    }

    /** The file of the constitution; empty if there is none. */
    public Optional<String> constitution() {
        return folder.constitution();
    }

    /** The text of the constitution; empty if there is none that can be read. */
    public Optional<String> constitutionText() {
        return folder.constitution().flatMap(folder::text);
    }

    /** Whether the constitution says that protected health data is handled. */
    public boolean handlesHealthData() {
        return constitutionText().filter(HealthData::isIn).isPresent();
    }
}
