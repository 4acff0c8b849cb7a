package io.workfloworchestrator.specdriven;

import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.specdriven.analysis.AnalyseTool;
import io.workfloworchestrator.specdriven.analysis.DeriveTool;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.Overlap;
import io.workfloworchestrator.specdriven.documents.FeatureDocuments;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.specdriven.guide.GuideTool;
import io.workfloworchestrator.specdriven.guide.StageDocuments;
import io.workfloworchestrator.specdriven.guide.WrittenDocument;
import io.workfloworchestrator.specdriven.tasks.FeatureProgress;
import io.workfloworchestrator.specdriven.tasks.TaskTools;
import io.workfloworchestrator.state.Cause;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server: from an idea to documents and tasks, for each feature of one project. */
public final class SpecDrivenServer {
    /** The name that the server tells its clients. */
    public static final String NAME = "spec-driven";

    /** The workflow that it serves: all features of the project. */
    public static final String FEATURES = "features/main";

    /** The tools of the kit that it offers beside its own; a client pays for each that is listed. */
    public static final Set<String> KIT_TOOLS = Set.of("get_next_steps", "undo");

    /** All tools that it offers; only these are advised as calls. */
    public static final Set<String> TOOLS = Stream.of(
                    KIT_TOOLS, TaskTools.NAMES, Set.of(GuideTool.NAME, AnalyseTool.NAME, DeriveTool.NAME))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private SpecDrivenServer() {}

    /**
     * The server of a project, for a host that chooses the project by its client.
     *
     * @param version the version of the distribution
     * @param project gives the open project; it may take its time, since nobody asks for it before the first call
     * @param whenReady called when a client has finished its handshake, and again when its roots have changed, as
     *     {@link WorkflowMcpServer.Builder#whenReady} says; from then on {@code project} may give another project
     */
    public static WorkflowMcpServer of(String version, Supplier<OpenProject> project, Consumer<ToolCall> whenReady) {
        return of(version, project, whenReady, Set.of());
    }

    /** The same, with toolsets beside the tools that it always offers. */
    public static WorkflowMcpServer of(
            String version, Supplier<OpenProject> project, Consumer<ToolCall> whenReady, Set<SpecToolset> toolsets) {
        return of(version, project, whenReady, toolsets, documents(Clock.systemUTC()), home());
    }

    /** The home folder of the user, where the sessions of the forerunner lie. */
    public static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    /** The same, with other documents, and another home folder. */
    public static WorkflowMcpServer of(
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            StageDocuments documents,
            Path home) {
        return of(version, project, whenReady, Set.of(), documents, home);
    }

    private static WorkflowMcpServer of(
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            Set<SpecToolset> toolsets,
            StageDocuments documents,
            Path home) {
        ToolContext context = new ToolContext(NAME, project);
        WorkflowMcpServer.Builder server = WorkflowServer.of(NAME, version, project, whenReady, KIT_TOOLS);
        addTo(server, context, project, toolsets, documents, home);
        return server.build();
    }

    /** Adds what it has beside the kit to a server, which may have other parts too. */
    public static void addTo(
            WorkflowMcpServer.Builder server,
            ToolContext context,
            Supplier<OpenProject> project,
            Set<SpecToolset> toolsets) {
        addTo(server, context, project, toolsets, documents(Clock.systemUTC()), home());
    }

    private static void addTo(
            WorkflowMcpServer.Builder server,
            ToolContext context,
            Supplier<OpenProject> project,
            Set<SpecToolset> toolsets,
            StageDocuments documents,
            Path home) {
        server.tool(GuideTool.of(context, documents, Clock.systemUTC(), home))
                .tool(AnalyseTool.of(context, documents, Clock.systemUTC(), home))
                .tool(DeriveTool.of(context, documents, Clock.systemUTC(), home))
                .tools(TaskTools.of(context, Clock.system(ZoneId.systemDefault())));
        toolsets.stream().sorted().forEach(set -> server.tool(set.tool(context)));
        new SpecDrivenResources(project).addTo(server);
    }

    /** What writes the documents of each stage. */
    public static StageDocuments documents(Clock clock) {
        FeatureDocuments documents = new FeatureDocuments(clock);
        return (project, answers, stage, cause) -> {
            List<Written> written = documents.write(project, answers, stage, cause);
            if (stage.equals("tasks")) {
                tellGoal(project, answers.featureId(), clock, cause);
            }
            return written.stream()
                    .map(document -> told(document, overlaps(project, answers.featureId(), document)))
                    .toList();
        };
    }

    /** The goal of a feature that has tasks now learns where they are, and that its hand-off is answered. */
    private static void tellGoal(OpenProject project, String featureId, Clock clock, Cause cause) {
        FeatureProgress progress = new FeatureProgress(project.workflow().project(), project.state(), clock);
        List<String> unused = project.state()
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

    private static WrittenDocument told(Written document, List<String> overlaps) {
        List<String> findings = new ArrayList<>();
        document.proposal()
                .ifPresent(path -> findings.add("The new text is in " + path + "; take from it what you want."));
        findings.addAll(document.findings());
        findings.addAll(overlaps);
        return new WrittenDocument(document.path(), document.what(), findings);
    }
}
