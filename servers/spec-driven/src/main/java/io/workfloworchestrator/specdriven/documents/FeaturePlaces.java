package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the documents of a feature lie, as the definition of its workflow says. Immutable and thread-safe.
 *
 * @param folder of the feature, such as {@code specs/001-login}
 */
record FeaturePlaces(ProjectFolder project, String folder, String constitution) {
    static final String TYPE = "feature";
    static final String SPEC = "spec.md";
    static final String PLAN = "plan.md";
    static final String TASKS = "tasks.md";
    static final String RESEARCH = "research.md";
    static final String DATA_MODEL = "data-model.md";
    static final String CONTRACT = "contracts/api.md";

    /** @throws io.workfloworchestrator.files.PathException if the feature's id is no name of a folder */
    static FeaturePlaces of(OpenProject open, String featureId) {
        Workflow<Json> feature = workflow(open, featureId);
        Map<String, String> paths = feature.running().resolvedPaths(null);
        String specs = paths.getOrDefault("specs", "specs");
        String constitution = paths.getOrDefault("constitution", specs + "/.specify/memory/constitution.md");
        String folder = ProjectFolder.checkPath(specs + "/" + featureId);
        return new FeaturePlaces(feature.project(), folder, constitution);
    }

    /** The workflow of a feature; it may not be begun. */
    static Workflow<Json> workflow(OpenProject open, String featureId) {
        return Workflow.of(open.workflow().project(), TYPE + "/" + featureId, open.state())
                .open();
    }

    String path(String file) {
        return folder + "/" + file;
    }

    /** The text of a document; empty if it is not there. */
    Optional<String> text(String path) {
        return project.exists(path) ? Optional.of(project.readText(path, Markdown.MAX_BYTES)) : Optional.empty();
    }

    /** The constitution that is there, wherever a tool has put it. */
    Constitution readConstitution() {
        return constitutionText().map(Constitution::of).orElse(Constitution.EMPTY);
    }

    Optional<String> constitutionText() {
        return text(constitutionPath());
    }

    /** The path of the constitution that is there, else of the one that would be written. */
    String constitutionPath() {
        return ConstitutionPlaces.of(constitution).stream()
                .filter(project::exists)
                .findFirst()
                .orElse(constitution);
    }

    /** The way from a document of the feature to the constitution, for a link. */
    String constitutionLink() {
        return Path.of(folder)
                .relativize(Path.of(constitutionPath()))
                .toString()
                .replace('\\', '/');
    }

    SpecReading readSpec() {
        return text(path(SPEC)).map(SpecReading::of).orElse(SpecReading.EMPTY);
    }

    List<PlanPhase> readPhases() {
        return text(path(PLAN)).map(PlanPhase::read).orElse(List.of());
    }
}
