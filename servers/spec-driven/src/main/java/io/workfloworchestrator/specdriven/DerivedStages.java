package io.workfloworchestrator.specdriven;

import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.Overlap;
import io.workfloworchestrator.specdriven.documents.FeatureDocuments;
import io.workfloworchestrator.specdriven.documents.StalePart;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.specdriven.guide.StageDocuments;
import io.workfloworchestrator.specdriven.tasks.FeatureProgress;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the documents of each stage, tells goals and other features of them, and knows what a changed answer makes stale. Thread-safe. */
record DerivedStages(Clock clock) implements StageDocuments {
    private static final int MOST_NAMED = 20;

    @Override
    public List<Written> write(OpenProject project, FeatureAnswers answers, String stage, Cause cause) {
        List<Written> written = new FeatureDocuments(clock).write(project, answers, stage, cause);
        if (stage.equals("tasks")) {
            tellGoal(project, answers.featureId(), cause);
        }
        return written.stream()
                .map(document -> told(document, overlaps(project, answers.featureId(), document)))
                .toList();
    }

    @Override
    public List<String> stale(OpenProject project, FeatureAnswers answers) {
        return new FeatureDocuments(clock)
                .stale(project, answers.featureId(), Optional.of(answers)).stream()
                        .map(StalePart::name)
                        .limit(MOST_NAMED)
                        .toList();
    }

    /** The goal of a feature that has tasks now learns where they are, and that its hand-off is answered. */
    private void tellGoal(OpenProject project, String featureId, Cause cause) {
        FeatureProgress progress = new FeatureProgress(project.workflow().project(), project.state(), clock);
        project.state()
                .change(
                        cause.doing("told the goal of " + featureId + " about its tasks"),
                        commit -> progress.follow(commit, featureId, cause.actor()))
                .result();
    }

    /** Two open features that touch the same hear of each other while they are written. */
    private static List<String> overlaps(OpenProject project, String featureId, Written document) {
        boolean isOfFeature = document.path().endsWith(featureId + "/spec.md")
                || document.path().endsWith(featureId + "/tasks.md");
        return isOfFeature
                ? new FeatureAnalysis(project)
                        .overlaps(featureId).stream().map(Overlap::sentence).toList()
                : List.of();
    }

    private static Written told(Written document, List<String> overlaps) {
        List<String> findings = new ArrayList<>();
        document.proposal()
                .ifPresent(path -> findings.add("The new text is in " + path + "; take from it what you want."));
        findings.addAll(document.findings());
        findings.addAll(overlaps);
        return new Written(document.path(), document.what(), document.proposal(), document.difference(), findings);
    }
}
