package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code analyse}: what of a feature does not fit together, is unclear, drifted, overlaps or is stale. Thread-safe. */
public record AnalyseTool(ToolContext context, Clock clock) {
    public static final String NAME = "analyse";

    private static final int USUAL = 20;
    static final int MOST = 60;
    private static final int ANSWER_BYTES = 20_000;

    enum About {
        CONSISTENCY,
        CLARITY,
        DRIFT,
        OVERLAP,
        STALE,
        LINT
    }

    record In(
            @Field("Number or folder; default: the only open one")
            Optional<String> feature,

            Optional<About> about,

            @Field(value = "Default 20", min = 1, max = MOST, listed = false)
            Optional<Integer> limit,

            @Field(min = 0, listed = false) Optional<Integer> offset,

            @Field(listed = false) Optional<Boolean> accept,

            @Field(listed = false) Optional<String> project_path) {}

    record Found(
            @Field(listed = false) String check,
            String severity,
            @Field(untrusted = true, max = 300) String place,
            @Field(listed = false, untrusted = true) String about,

            @Field(untrusted = true, max = 900) String message,

            @Field(untrusted = true, max = 500) String fix,

            @Field(listed = false) Optional<String> question) {}

    record Out(
            @Field(listed = false) String feature,

            @Field("consistent, failed: n errors, or expired")
            Optional<String> verdict,

            List<Found> findings,
            @Field(listed = false) int total,

            @Field(listed = false, untrusted = true, max = 600)
            String message,

            @Field(flat = true) News news) {}

    public Tool<?, ?> tool() {
        return Tool.of(NAME, In.class, Out.class)
                .description(
                        "What of a feature does not fit: consistency (default) of constitution, spec, plan, tasks and tests;"
                                + " clarity (questions to ask); drift from code (accept); overlap with open features; stale parts;"
                                + " lint. limit, offset.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler(NAME, this::call));
    }

    private Out call(OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.project_path());
        FeatureAnalysis analysis = new FeatureAnalysis(project);
        String id = feature(analysis.features(), in.feature());
        List<String> said = new ArrayList<>();
        List<Found> found = found(project, analysis, id, in, cause, said);
        int from = Math.min(in.offset().orElse(0), found.size());
        int to = Math.min(found.size(), from + in.limit().orElse(USUAL));
        if (to < found.size()) {
            said.add("More with offset " + to + ".");
        }
        return new Out(
                id,
                new FeatureAnalysis(project).verdict(id).map(AnalyseTool::word),
                found.subList(from, to),
                found.size(),
                said.isEmpty() ? found.size() + " found." : String.join(" ", said),
                context.told(project, project.state().now()));
    }

    private static String word(Verdict verdict) {
        return verdict.fresh() ? verdict.result() : "expired";
    }

    private static String feature(ProjectFeatures features, Optional<String> named) {
        if (named.isPresent()) {
            return features.find(named.get());
        }
        List<String> ids = features.ids();
        if (ids.size() == 1) {
            return ids.get(0);
        }
        throw new ToolException(
                "E_ARG_MISSING",
                ids.isEmpty()
                        ? "there is no feature yet. Begin one by sdd_guide with action start."
                        : "\"feature\" is missing: say which, of "
                                + String.join(", ", ids.subList(0, Math.min(10, ids.size()))) + ".");
    }

    private List<Found> found(
            OpenProject project, FeatureAnalysis analysis, String id, In in, Cause cause, List<String> said) {
        return switch (in.about().orElse(About.CONSISTENCY)) {
            case CONSISTENCY -> {
                List<Finding> findings = analysis.consistency(id);
                analysis.record(id, findings, derived(project, analysis).parts(id), cause)
                        .ifPresent(said::add);
                List<Finding> all = new ArrayList<>(findings);
                all.addAll(analysis.overlapFindings(id));
                yield findings(all);
            }
            case CLARITY ->
                analysis.questions(id).stream().map(AnalyseTool::found).toList();
            case DRIFT -> {
                List<Finding> findings = analysis.drift(id);
                if (in.accept().orElse(false)) {
                    analysis.acceptCode(id, cause);
                    said.add("The code is taken as it is now.");
                }
                yield findings(findings);
            }
            case OVERLAP -> findings(analysis.overlapFindings(id));
            case STALE -> {
                DerivedDocuments derived = derived(project, analysis);
                derived.noteStale(id, cause);
                yield findings(derived.findings(id));
            }
            case LINT -> findings(analysis.lint(id));
        };
    }

    private DerivedDocuments derived(OpenProject project, FeatureAnalysis analysis) {
        return new DerivedDocuments(project, analysis.features(), clock);
    }

    private static List<Found> findings(List<Finding> all) {
        return all.stream()
                .map(one -> new Found(
                        one.check(),
                        one.severity().word(),
                        one.place(),
                        one.about(),
                        one.message(),
                        one.fix(),
                        Optional.empty()))
                .toList();
    }

    private static Found found(OpenQuestion question) {
        return new Found(
                question.kind(),
                question.impact() >= 4 ? "error" : question.impact() >= 2 ? "warning" : "note",
                question.path() + (question.line() > 0 ? ":" + question.line() : ""),
                question.about(),
                question.question() + " (\"" + question.text() + "\")",
                question.why()
                        + question.answer()
                                .map(id -> " Ask, then call sdd_guide with action edit, question " + id + ".")
                                .orElse(" Ask, then change the line."),
                question.answer());
    }
}
