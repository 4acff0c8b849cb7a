package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.documents.FeatureDocuments;
import io.workfloworchestrator.specdriven.documents.StalePart;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.specdriven.guide.FeatureGuide;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The documents of features as a chain: what no longer fits what it was derived from, and deriving it again, with a preview and a way
 * back. What people changed by hand is kept. For one look. Not thread-safe.
 */
public final class DerivedDocuments {
    private static final List<String> STAGES = List.of("constitution", "spec", "plan", "tasks");
    private static final int LONGEST = 160;
    private static final int MOST_NAMED = 20;

    private final OpenProject project;
    private final ProjectFeatures features;
    private final FeatureDocuments documents;
    private final FeatureGuide guide;
    private final Map<String, Optional<FeatureAnswers>> answers = new TreeMap<>();

    public DerivedDocuments(OpenProject project, ProjectFeatures features, Clock clock) {
        this.project = project;
        this.features = features;
        this.documents = new FeatureDocuments(clock);
        this.guide = new FeatureGuide(project, clock);
    }

    private Optional<FeatureAnswers> answers(String id) {
        return answers.computeIfAbsent(id, guide::answers);
    }

    /** What is stale of a feature, in the order in which it is derived: a later stage is derived from an earlier one. */
    public List<StalePart> stale(String id) {
        List<StalePart> all = new ArrayList<>(documents.stale(project, id, answers(id)));
        all.sort((one, other) -> Integer.compare(STAGES.indexOf(one.stage()), STAGES.indexOf(other.stage())));
        return all;
    }

    /** The names of what is stale, such as {@code tasks.md T003}; at most {@value #MOST_NAMED}. */
    public List<String> parts(String id) {
        return stale(id).stream().map(StalePart::name).limit(MOST_NAMED).toList();
    }

    public List<Finding> findings(String id) {
        List<Finding> all = new ArrayList<>();
        Map<StalePart.Reason, String> shown = new HashMap<>();
        for (StalePart part : stale(id)) {
            List<String> why = part.reasons().stream()
                    .map(reason -> Optional.ofNullable(shown.putIfAbsent(reason, part.part()))
                            .map(first -> reason.source() + ", as shown for " + first)
                            .orElseGet(() -> why(reason)))
                    .toList();
            all.add(Finding.at(part.path(), line(id, part), part.part())
                    .warning(
                            "stale",
                            part.part() + " was derived from " + String.join("; ", why) + ".",
                            "Derive the stage " + part.stage() + " again; what was changed by hand is kept."));
        }
        return all;
    }

    private static String why(StalePart.Reason reason) {
        if (reason.change().equals("missing")) {
            return reason.source() + ", which is gone";
        }
        String was = lines(reason.difference(), '-');
        String is = lines(reason.difference(), '+');
        return reason.source() + ", which said \"" + was + "\" and says \"" + is + "\" now";
    }

    private static String lines(String difference, char mark) {
        String found = String.join(
                " ",
                difference
                        .lines()
                        .filter(line -> !line.isEmpty()
                                && line.charAt(0) == mark
                                && !line.startsWith("---")
                                && !line.startsWith("+++"))
                        .map(line -> line.substring(1).strip())
                        .toList());
        return Words.clip(found, LONGEST);
    }

    private int line(String id, StalePart part) {
        FeatureFiles files = features.files(id);
        int task = files.work().find(part.part()).map(ReadTasks.Task::line).orElse(0);
        int requirement = files.spec().requirements().stream()
                .filter(each -> each.id().equals(part.part()))
                .findFirst()
                .map(ReadSpec.Statement::line)
                .orElse(task);
        return files.documents().stream()
                .filter(document -> document.path().equals(part.path()))
                .flatMap(document -> document.headings().stream())
                .filter(heading -> heading.title().startsWith(part.part()))
                .findFirst()
                .map(DocumentText.Heading::line)
                .orElse(requirement);
    }

    /**
     * What deriving a stage again would do, document by document with the difference: each is said to be such as "would be merged".
     * Nothing is written.
     *
     * @throws SpecDrivenException E_FEATURE_ANSWERS if the guide did not begin the feature
     * @throws io.workfloworchestrator.json.CodedException as {@link FeatureDocuments#preview}
     */
    public List<Written> preview(String id, String stage) {
        return documents.preview(project, required(id), stage).stream()
                .map(one -> new Written(
                        one.path(), "would be " + one.what(), one.proposal(), one.difference(), one.findings()))
                .toList();
    }

    public List<Written> take(String id, String stage, Cause cause) {
        List<Written> written = documents.write(project, required(id), stage, cause);
        noteStale(id, cause);
        return written;
    }

    /** Lets the feature's item say what is stale now, so that what is advised is what is found. */
    public void noteStale(String id, Cause cause) {
        new ProjectFeatures(project)
                .item(id)
                .ifPresent(item -> new Verdicts(project)
                        .note(
                                item,
                                Map.of(Verdicts.OUTDATED, Json.strings(parts(id))),
                                cause.doing("looked at what is stale of " + id)));
    }

    /**
     * Takes back what the last derivation changed in a document.
     *
     * @return the difference, in unified format
     * @throws io.workfloworchestrator.json.CodedException as {@link FeatureDocuments#takeBack}
     */
    public String takeBack(String id, String path, Cause cause) {
        return documents.takeBack(project, id, path, cause);
    }

    private FeatureAnswers required(String id) {
        return answers(id)
                .orElseThrow(() -> new SpecDrivenException(
                        "E_FEATURE_ANSWERS",
                        "the documents of " + id
                                + " were not written by the guide, so there are no answers to derive them"
                                + " from. Change them by hand, or begin the feature with the guide."));
    }
}
