package io.workfloworchestrator.specdriven;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.FirstCall;
import io.workfloworchestrator.server.LocalClock;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.UndoScope;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.specdriven.analysis.AnalyseTool;
import io.workfloworchestrator.specdriven.analysis.DeriveTool;
import io.workfloworchestrator.specdriven.guide.FeatureAdvice;
import io.workfloworchestrator.specdriven.guide.GuideTool;
import io.workfloworchestrator.specdriven.guide.StageDocuments;
import io.workfloworchestrator.specdriven.tasks.ShowProgress;
import io.workfloworchestrator.specdriven.tasks.UpdateTask;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.workflow.NextStep;
import java.nio.file.Path;
import java.time.Clock;
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

    public static final String FEATURES = "features/main";

    /** The tools of the kit that it offers beside its own; a client pays for each that is listed. */
    public static final Set<String> KIT_TOOLS = Set.of("undo");

    /** A tool of the kit that it answers and does not list: the guide says what is next, and so does the planning server. */
    private static final Set<String> UNLISTED = Set.of("get_next_steps");

    /** All tools that it offers; only these are advised as calls. */
    public static final Set<String> TOOLS = Stream.of(
                    KIT_TOOLS,
                    Set.of(GuideTool.NAME, AnalyseTool.NAME, DeriveTool.NAME, UpdateTask.NAME, ShowProgress.NAME))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * What its {@code undo} takes back where no revision is named: all that its tools write, except what an analysis saw, and what is
     * only remembered of documents.
     */
    public static final UndoScope UNDO = UndoScope.of(
                    "features", "feature", "guide", "interview", "delta", "research", "spec-import")
            .passingOver(SpecDrivenServer::isLook);

    /** What its {@code get_next_steps} advises in a project without features. */
    private static final FirstCall FIRST = new FirstCall(
            GuideTool.NAME,
            Json.Obj.EMPTY.with("action", "start"),
            "Begin a feature",
            "No feature was begun yet. Give description: what it is about, in the words of the person.");

    private SpecDrivenServer() {}

    /** An agent analyses by the tool; a person's command says so in its reason. */
    private static boolean isLook(Commit commit) {
        String what = commit.cause().headline();
        return commit.cause().actor().endsWith("(" + AnalyseTool.NAME + ")")
                || what.startsWith("analysed ")
                || what.startsWith("saw ");
    }

    /**
     * The server of a project, for a host that chooses the project by its client.
     *
     * @param project gives the open project; it may take its time, since nobody asks for it before the first call
     * @param whenReady called when a client has finished its handshake, and again when its roots have changed, as {@link
     *     WorkflowMcpServer.Builder#whenReady} says; from then on {@code project} may give another project
     */
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
            Set<SpecToolset> toolsets,
            StageDocuments documents,
            Path home) {
        ToolContext context = new ToolContext(NAME, project)
                .undoing(UNDO)
                .beginningBy(FIRST)
                .advisingBeside((some, caller) -> advice(some));
        WorkflowMcpServer.Builder server = WorkflowServer.of(NAME, version, project, whenReady, KIT_TOOLS, context)
                .toolsWhile(() -> false, WorkflowTools.of(context, UNLISTED));
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
                .tool(new AnalyseTool(context, Clock.systemUTC()).tool())
                .tool(new DeriveTool(context, Clock.systemUTC()).tool())
                .tool(UpdateTask.of(context, LocalClock.here()))
                .tool(ShowProgress.of(context));
        toolsets.stream().sorted().forEach(set -> server.tool(set.tool(context)));
        new SpecDrivenResources(project).addTo(server);
    }

    /** What is next in the features themselves: their tasks, and documents that do not follow. */
    public static List<NextStep> advice(OpenProject project) {
        return Stream.concat(
                        FeatureAdvice.of(project).stream(),
                        new DocumentAdvice(project, Clock.systemUTC()).steps().stream())
                .toList();
    }

    public static StageDocuments documents(Clock clock) {
        return new DerivedStages(clock);
    }
}
