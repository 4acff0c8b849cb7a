package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.documents.TextMerge;
import io.workfloworchestrator.documents.UnifiedDiff;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the documents of a feature from what was answered, and derives them again when what they came from has changed.
 *
 * <pre>{@code
 * FeatureDocuments documents = new FeatureDocuments(Clock.systemUTC());
 * documents.write(project, answers, "spec", cause);          // specs/001-login/spec.md, its requirements are items
 * documents.write(project, answers, "plan", cause);
 * documents.write(project, answers, "tasks", cause);         // derived from spec.md and plan.md as they stand
 * documents.stale(project, "001-login", Optional.of(answers)); // after somebody changed FR-002 by hand: which tasks, and why
 * }</pre>
 *
 * <p>A file that is there is never overwritten: what people changed since is merged with what is derived anew, and where both changed
 * the same lines, the new text is a proposal beside the file. Requirements and tasks are lines of {@code spec.md} and {@code tasks.md},
 * which the workflow {@code feature/<id>} reads as its items. Thread-safe.
 *
 * @param clock gives the day of a constitution
 */
public record FeatureDocuments(Clock clock) {
    /** Longer than an editor is trusted to have an old copy, after the state was written. */
    private static final Duration MEANT = Duration.ofSeconds(30);

    /**
     * Writes the documents of a stage.
     *
     * @param stage {@code constitution}, {@code spec}, {@code plan} (with data-model.md and contracts/api.md where it has them) or
     *     {@code tasks}
     * @return what became of each document
     * @throws SpecDrivenException E_STAGE if there is no such stage
     * @throws io.workfloworchestrator.documents.DocumentException E_TEMPLATE_… for what is wrong in a template, with its place;
     *     E_PROPOSAL_MANY if nine proposals lie beside a file
     * @throws io.workfloworchestrator.files.PathException if a path is none of the project, or cannot be read or written
     */
    public List<Written> write(OpenProject project, FeatureAnswers answers, String stage, Cause cause) {
        StageText derived = derive(project, answers, stage);
        List<Written> written = new ArrayList<>(derived.remarks());
        FeaturePlaces places = derived.places();
        for (StageText.Document document : derived.documents()) {
            Chain before = Chain.of(project.state(), document.chain());
            Optional<String> base = Optional.ofNullable(before.documents().get(document.path()));
            Optional<String> stood = places.text(document.path());
            removeOldProposals(places, before, document.path());
            DocumentFile.Outcome outcome = new DocumentFile(places.project(), document.path(), base)
                    .write(document.text(), text -> project.state().writing(document.path(), text, cause));
            keep(project, document, outcome, stood, base, cause);
            Map<String, String> proposed =
                    knownProposals(places, outcome.written().proposal());
            keepProposals(project, document, proposed, cause);
            written.add(outcome.written().with(document.findings()));
        }
        boolean isOfFeature = !stage.equals(StageText.CONSTITUTION); // Before, the feature may not have its name yet.
        if (isOfFeature) {
            takeIn(project, answers.featureId(), derived.title(), cause);
        }
        return List.copyOf(written);
    }

    /** What {@link #write} would do. Nothing is written. Throws as it. */
    public List<Written> preview(OpenProject project, FeatureAnswers answers, String stage) {
        StageText derived = derive(project, answers, stage);
        List<Written> written = new ArrayList<>(derived.remarks());
        for (StageText.Document document : derived.documents()) {
            Optional<String> base = Optional.ofNullable(
                    Chain.of(project.state(), document.chain()).documents().get(document.path()));
            Written seen = new DocumentFile(derived.places().project(), document.path(), base)
                    .look(document.text())
                    .written();
            written.add(seen.with(document.findings()));
        }
        return List.copyOf(written);
    }

    /**
     * The sections, requirements and tasks that were derived from something that has changed since, and no others.
     *
     * @param answers as they are now; without them, what came from answers alone counts as unchanged
     */
    public List<StalePart> stale(OpenProject project, String featureId, Optional<FeatureAnswers> answers) {
        return new LivingChain(project, featureId).stale(answers);
    }

    /**
     * Puts back what stood in a document before it was last derived again; what people changed after that is kept.
     *
     * @return the difference, in unified format
     * @throws SpecDrivenException E_TAKE_BACK if nothing was replaced, or people changed the same lines since
     */
    public String takeBack(OpenProject project, String featureId, String path, Cause cause) {
        FeaturePlaces places = FeaturePlaces.of(project, featureId);
        String chainId = path.equals(places.paths().constitutionPath()) ? StageText.CONSTITUTION : featureId;
        Chain.Replaced replaced = Chain.of(project.state(), chainId).replaced().get(path);
        if (replaced == null) {
            throw new SpecDrivenException(
                    "E_TAKE_BACK",
                    "nothing was derived again in '" + path
                            + "' that could be taken back. Documents of this feature lie in '" + places.folder()
                            + "'.");
        }
        String now = places.text(path).orElse("");
        TextMerge merge = TextMerge.of(replaced.after(), now, replaced.before());
        if (!merge.isClean()) {
            throw new SpecDrivenException(
                    "E_TAKE_BACK",
                    "'" + path + "' was changed by hand since, from line "
                            + merge.conflicts().get(0).line()
                            + " on, where it was derived again too. Change these lines yourself.");
        }
        project.state().writing(path, merge.merged(), cause);
        places.project().replace(path, merge.merged().getBytes(StandardCharsets.UTF_8));
        dateLater(places, path);
        project.state()
                .update(
                        Chain.key(chainId),
                        chain -> chain.takenBack(path),
                        cause.doing("took back what was derived in " + path));
        takeIn(project, featureId, featureId, cause);
        return UnifiedDiff.of(path, now, path, merge.merged());
    }

    /**
     * An older text that is written right after the state is taken for an old copy of an editor, and replaced; the time of a later one
     * says that it is meant.
     */
    private static void dateLater(FeaturePlaces places, String path) {
        Path file = places.project().root().resolve(path);
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            Files.setLastModifiedTime(file, FileTime.from(written.plus(MEANT)));
        } catch (IOException e) {
            // Then the state names the file, and it is taken back when it is saved so once more.
        }
    }

    private StageText derive(OpenProject project, FeatureAnswers answers, String stage) {
        Chain chain = Chain.of(project.state(), answers.featureId());
        return new StageDerivation(
                        FeaturePlaces.of(project, answers.featureId()),
                        answers,
                        chain,
                        given(project, answers.featureId()),
                        clock)
                .of(stage);
    }

    private static Set<String> given(OpenProject project, String featureId) {
        Set<String> given = new TreeSet<>();
        Features.workflow(project, featureId)
                .state()
                .map(found -> found.value())
                .ifPresent(state -> {
                    for (String kind : List.of("requirement", "task")) {
                        state.items(kind).values().forEach(item -> item.number().ifPresent(given::add));
                        state.removed(kind)
                                .values()
                                .forEach(item -> item.number().ifPresent(given::add));
                    }
                });
        return given;
    }

    private static void keep(
            OpenProject project,
            StageText.Document document,
            DocumentFile.Outcome outcome,
            Optional<String> stood,
            Optional<String> base,
            Cause cause) {
        if (outcome.written().what().equals(Written.PROPOSED)) {
            return;
        }
        boolean isMerged = outcome.written().what().equals(Written.MERGED) && stood.isPresent() && base.isPresent();
        project.state()
                .update(
                        Chain.key(document.chain()),
                        () -> Chain.EMPTY,
                        chain -> {
                            Chain next = chain.with(document, outcome.text());
                            return isMerged
                                    ? next.with(
                                            document.path(),
                                            new Chain.Replaced(stood.get(), outcome.text(), base.get()))
                                    : next;
                        },
                        cause.doing("wrote " + document.path()));
    }

    /** Removes proposals that nobody has changed: the document is derived again, so they are taken, solved, or written anew. */
    private static void removeOldProposals(FeaturePlaces places, Chain chain, String path) {
        for (String proposal : chain.proposals(path)) {
            Optional<String> now = places.text(proposal).map(Derivation::fingerprint);
            if (now.equals(Optional.ofNullable(chain.proposals().get(proposal)))) {
                try {
                    Files.deleteIfExists(places.project().root().resolve(proposal));
                } catch (IOException e) {
                    // Then it stays, and is advised to be looked at.
                }
            }
        }
    }

    private static Map<String, String> knownProposals(FeaturePlaces places, Optional<String> proposal) {
        return proposal.flatMap(path -> places.text(path).map(text -> Map.of(path, Derivation.fingerprint(text))))
                .orElse(Map.of());
    }

    private static void keepProposals(
            OpenProject project, StageText.Document document, Map<String, String> proposed, Cause cause) {
        boolean isKnown = !Chain.of(project.state(), document.chain())
                .proposals(document.path())
                .isEmpty();
        if (!isKnown && proposed.isEmpty()) {
            return;
        }
        project.state()
                .update(
                        Chain.key(document.chain()),
                        () -> Chain.EMPTY,
                        chain -> chain.withProposal(document.path(), proposed),
                        cause.doing("proposed a text of " + document.path()));
    }

    /** Lets the workflow read the lines of requirements and tasks, so that they are its items when this call returns. */
    private static void takeIn(OpenProject project, String featureId, String title, Cause cause) {
        Workflow<Json> feature = Features.workflow(project, featureId);
        if (feature.state().isEmpty()) {
            feature.initialize(title, cause);
        } else {
            feature.now();
        }
    }
}
