package io.workfloworchestrator.specdriven;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.analysis.DeriveTool;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import io.workfloworchestrator.specdriven.documents.StalePart;
import io.workfloworchestrator.specdriven.guide.FeatureStatus;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.NextStep;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do next about documents that do not follow: a proposal that nobody took over, and a document whose answers were changed
 * without it, as by an undo. For one look. Not thread-safe.
 */
record DocumentAdvice(OpenProject project, Clock clock) {
    private static final List<String> STAGES = List.of("spec", "plan", "tasks");
    /** Above the advice about documents that are stale: with a proposal beside it, a document stays so. */
    private static final int PROPOSED = 57;

    private static final int CHANGED = 56;

    /** The newest open features that are looked at: every call of get_next_steps waits for it. */
    private static final int MOST = 30;

    /** Empty where the features are not the workflow that is served, or were not begun. */
    List<NextStep> steps() {
        List<NextStep> steps = new ArrayList<>();
        if (project.workflow().key().name().equals(SpecDrivenServer.FEATURES)) {
            project.workflow().state().stream()
                    .flatMap(found -> found.value().all("feature").stream())
                    .filter(FeatureStatus::isOpen)
                    .sorted(Comparator.comparing((Item item) -> item.number().orElse(""))
                            .reversed())
                    .limit(MOST)
                    .forEach(item -> of(item, steps));
        }
        return List.copyOf(steps);
    }

    private void of(Item item, List<NextStep> steps) {
        Optional<String> folder = item.state().text("folder").filter(path -> !path.isEmpty());
        if (folder.isEmpty()) {
            return;
        }
        String number = item.called();
        List<NextStep> proposals = STAGES.stream()
                .flatMap(stage -> proposal(folder.get(), number, stage).stream())
                .toList();
        steps.addAll(proposals);
        if (proposals.isEmpty()) {
            changed(item, folder.get(), number).ifPresent(steps::add);
        }
    }

    private Optional<NextStep> proposal(String folder, String number, String stage) {
        String path = folder + "/" + stage + ".md";
        return Optional.of(folder + "/" + stage + ".proposed.md")
                .filter(project.workflow().project()::exists)
                .map(proposal -> new NextStep(
                        "proposal:" + number + ":" + stage,
                        PROPOSED,
                        "Take what you want of " + proposal + " over into " + path + ", then delete it",
                        "Both people and a derivation changed the same lines, so the new text waits beside the"
                                + " document; then derive " + stage + " of " + number + " again.",
                        Optional.of(new Call(DeriveTool.NAME, Map.of("feature", number, "stage", stage))),
                        Optional.of(proposal)));
    }

    /** Only where an answer is newer than the documents is it worth the time to compare. */
    private Optional<NextStep> changed(Item item, String folder, String number) {
        String id = folder.substring(folder.lastIndexOf('/') + 1);
        long written = revision("derivation/" + id);
        long answered =
                Math.max(revision("interview/" + item.id() + ".spec"), revision("interview/" + item.id() + ".plan"));
        if (written == 0 || answered <= written) {
            return Optional.empty();
        }
        try {
            return new DerivedDocuments(project, new ProjectFeatures(project), clock)
                    .stale(id).stream()
                            .findFirst()
                            .filter(part -> !isKnown(item, part))
                            .map(part -> again(part, number));
        } catch (CodedException e) {
            return Optional.empty(); // Whoever works on the feature hears what is wrong with it.
        }
    }

    /** Whether the feature's item says it, so that a rule of the list of features advises it. */
    private static boolean isKnown(Item item, StalePart part) {
        return item.state()
                .fields()
                .getOrDefault("outdated", Json.array(List.of()))
                .asList()
                .contains(Json.of(part.name()));
    }

    private long revision(String key) {
        return project.state()
                .find(StateKey.json(key))
                .map(found -> found.revision().number())
                .orElse(0L);
    }

    private static NextStep again(StalePart part, String number) {
        return new NextStep(
                "stale:" + number,
                CHANGED,
                "Derive the stage " + part.stage() + " of " + number + " again",
                part.path() + " says what was answered before: an answer was changed or taken back since.",
                Optional.of(new Call(DeriveTool.NAME, Map.of("feature", number, "stage", part.stage(), "take", true))),
                Optional.of(part.path()));
    }
}
