package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the documents of a feature lie, as the definition of its workflow says. Immutable and thread-safe.
 *
 * @param folder of the feature, such as {@code specs/001-login}
 */
record FeaturePlaces(ProjectFolder project, String folder, FeatureDocumentPaths paths) {
    private static final Pattern FINDING = Pattern.compile("^(R-\\d{3,15})[:.]?\\s+(.+)$");
    private static final Pattern SOURCE = Pattern.compile("(?m)^Source:\\s*(.+)$");

    static final String SPEC = "spec.md";
    static final String PLAN = "plan.md";
    static final String TASKS = "tasks.md";
    static final String RESEARCH = "research.md";
    static final String DATA_MODEL = "data-model.md";
    static final String CONTRACT = "contracts/api.md";

    /** @throws io.workfloworchestrator.files.PathException if the feature's id is no name of a folder */
    static FeaturePlaces of(OpenProject open, String featureId) {
        Workflow<Json> feature = Features.workflow(open, featureId);
        FeatureDocumentPaths paths = FeatureDocumentPaths.of(feature.project(), feature.running());
        String folder = ProjectFolder.checkPath(paths.specs() + "/" + featureId);
        return new FeaturePlaces(feature.project(), folder, paths);
    }

    String path(String file) {
        return folder + "/" + file;
    }

    Optional<String> text(String path) {
        return project.exists(path) ? Optional.of(project.readText(path, Markdown.MAX_BYTES)) : Optional.empty();
    }

    Constitution readConstitution() {
        return constitutionText().map(Constitution::of).orElse(Constitution.EMPTY);
    }

    Optional<String> constitutionText() {
        return text(constitutionPath());
    }

    String constitutionPath() {
        return paths.constitution().orElse(paths.constitutionPath());
    }

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

    /** Number, text and source of each finding {@code R-001: …} of the research, people's changes included. */
    List<Json> readResearch() {
        Markdown document = Markdown.of(text(path(RESEARCH)).orElse(""));
        List<Json> found = new ArrayList<>();
        for (Section section : document.sections(3)) {
            Matcher finding = FINDING.matcher(section.title());
            if (finding.matches()) {
                Matcher source = SOURCE.matcher(section.body().of(document.text()));
                Json.Obj one = Json.Obj.EMPTY
                        .with("number", finding.group(1))
                        .with("text", ItemLines.cut(finding.group(2), 500));
                found.add(source.find() ? one.with("source", source.group(1).strip()) : one);
            }
        }
        return found;
    }
}
