package io.workfloworchestrator.examples.guide;

import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.examples.guide.Translation.Data;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

// tag::detector
/** Finds translations that use a word which the glossary forbids. */
final class GlossaryDetector {
    private static final int LONGEST_PAGE = 1 << 20;

    private final ProjectFolder project;
    private final StateDetector detector;
    private final Workflow<Data> translation;

    GlossaryDetector(Workflow<Data> translation) {
        this.translation = translation;
        this.project = translation.project();
        this.detector = StateDetector.of(
                project,
                Map.of(
                        "glossary", FactDeclaration.file("glossary.json").with(FactDeclaration.Part.TEXT),
                        "pages", FactDeclaration.files("docs/de/*.md").with(FactDeclaration.Part.TEXT)));
    }

    /** Looks, commits what changed, and says which pages misuse words; an unchanged folder costs a look at its times. */
    List<String> look() {
        Detection seen = detector.scan();
        if (translation.state().isEmpty()) {
            return List.of();
        }
        if (seen.unchanged()) {
            return translation.state().get().value().data().misused();
        }
        List<String> misused = new ArrayList<>();
        for (Map<?, ?> page : pages(seen)) {
            String text = project.readText(String.valueOf(page.get("path")), LONGEST_PAGE);
            if (forbidden().stream().anyMatch(text::contains)) {
                misused.add(String.valueOf(page.get("path")));
            }
        }
        translation.update(data -> new Data(misused), Cause.of("glossary detector", "pages use other words"));
        return misused;
    }

    private List<String> forbidden() {
        return project.exists("glossary.json")
                ? Json.parse(project.readText("glossary.json", LONGEST_PAGE))
                        .asObject()
                        .keys()
                : List.of();
    }

    private static List<Map<?, ?>> pages(Detection seen) {
        List<Map<?, ?>> pages = new ArrayList<>();
        if (seen.fact("pages").value().get("entries") instanceof List<?> entries) {
            entries.forEach(entry -> pages.add((Map<?, ?>) entry));
        }
        return pages;
    }
}
// end::detector
