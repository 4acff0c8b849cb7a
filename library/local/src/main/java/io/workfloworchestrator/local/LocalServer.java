package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.DefinitionDifference;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A whole MCP server for a workflow of one's own, over standard input and output.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     LocalServer.of("release-server", "1.0", () -> WorkflowDefinition.resource(ReleaseServer.class, "release.yaml"))
 *             .run(args);
 * }
 * }</pre>
 *
 * <p>That offers what next and why, advance, complete a step, set data, status, history, undo, changes and simulate; where the
 * definition has items, also to list, add, edit, move, claim and prove them, unless the server adds tools of these names; resources
 * that can be watched, prompts and completion; keeps the state in the project's folder, durable and readable; and serves any number
 * of processes beside the {@code workflow} command. The project is the one that the client's root leads to (see {@link
 * ServedProject}), or the folder that was given as {@code --project DIR}. Not thread-safe.
 */
public final class LocalServer {
    static final String MIGRATE = "--migrate";

    private final String name;
    private final String version;
    private final Supplier<WorkflowDefinition> definition;
    private final List<Function<Supplier<OpenProject>, Tool<?, ?>>> own = new ArrayList<>();

    private Consumer<LocalProject> opened = project -> {};

    private LocalServer(String name, String version, Supplier<WorkflowDefinition> definition) {
        this.name = name;
        this.version = version;
        this.definition = definition;
    }

    /**
     * A server.
     *
     * @param name as the server tells its clients; keep it short, since clients put it before each tool's name
     * @param definition read when the server starts, so that its problems are told in words
     */
    public static LocalServer of(String name, String version, Supplier<WorkflowDefinition> definition) {
        return new LocalServer(name, version, definition);
    }

    /**
     * Adds a tool of one's own, which rules and steps of the definition suggest once the definition declares it. It asks for the
     * open project in each call, since a client may change its root.
     */
    public LocalServer tool(Function<Supplier<OpenProject>, Tool<?, ?>> tool) {
        own.add(tool);
        return this;
    }

    /** Does this once for each project that is opened, such as {@link LocalProject#render} a state in a form of one's own. */
    public LocalServer opened(Consumer<LocalProject> more) {
        opened = opened.andThen(more);
        return this;
    }

    /** The server of this project, for tests: it can be called without a process. */
    public WorkflowMcpServer serving(ServedProject project) {
        WorkflowMcpServer.Builder server =
                WorkflowServer.of(name, version, project::get, project::choose, Serving.TOOLS);
        own.forEach(tool -> server.tool(tool.apply(project::get)));
        WorkflowMcpServer built = server.build();
        Set<String> more = names(built);
        more.removeAll(Serving.TOOLS);
        project.offer(more);
        return built;
    }

    private static Set<String> names(WorkflowMcpServer server) {
        return server.tools().stream().map(Tool::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the author should know of the tools that the definition declares and the server has not; empty if it has all. */
    static Optional<String> lacking(WorkflowDefinition definition, WorkflowMcpServer server) {
        Set<String> lacking = new TreeSet<>(definition.tools().keySet());
        lacking.removeAll(names(server));
        return Optional.of(String.join(", ", lacking))
                .filter(tools -> !tools.isEmpty())
                .map(tools -> "the definition \"" + definition.type() + "\" declares tools that this server has not: "
                        + tools + ". What suggests one of them is advised without a call. Add the tool to the server"
                        + " with LocalServer.tool, or correct the name under \"tools:\".");
    }

    /**
     * Has the work of a project go on by the definition as the server has it now, as one commit. What it says is for a person.
     *
     * @throws CodedException if nothing was begun there, or the work cannot go on by the definition, as {@link Workflow#migrate} has it
     */
    public String migrate(ServedProject project, Cause cause) {
        Workflow<Json> work = project.get().workflow();
        DefinitionDifference difference = work.difference();
        String key = work.key().name();
        if (difference.isEmpty()) {
            return key + " goes on by this definition already. Nothing was changed.";
        }
        WorkflowChange<Json> change =
                work.migrate(Optional.empty(), cause.doing("migrated to the definition of " + name));
        String changes = difference.changes().stream()
                .map(one -> one.kind().word() + " " + one.part() + " " + one.id())
                .collect(Collectors.joining(", "));
        return key + " goes on by the definition of " + name + ", version "
                + difference.current().version() + " (" + changes + "), revision "
                + change.state().commit().revision() + ". To take that back: workflow undo -w " + key;
    }

    /**
     * Serves until the client has gone, then ends the process: with status 0; with 2, and a word on standard error, when the arguments
     * cannot be used or the definition has problems.
     *
     * @param args nothing, or {@code --project DIR}; with {@code --migrate} before it, the work goes on by the definition as it is
     *     now (see {@link #migrate}), and nothing is served
     */
    public void run(String... args) {
        boolean isMigrating = args.length > 0 && args[0].equals(MIGRATE);
        // First: from here on nothing else reaches standard output.
        StdioServer stdio = isMigrating ? null : StdioServer.claim();
        List<String> place = List.of(args).subList(isMigrating ? 1 : 0, args.length);
        if (!place.isEmpty() && !(place.size() == 2 && place.get(0).equals("--project"))) {
            StdioServer.refuse(name, "the arguments are: [" + MIGRATE + "] [--project DIR].");
        }
        try {
            WorkflowDefinition now = Objects.requireNonNull(definition.get(), "no definition was given");
            ServedProject project = new ServedProject(
                    place.isEmpty() ? "" : place.get(1), Serving.of(now, opened), Surroundings.here());
            if (stdio == null) {
                StdioServer.answer(migrate(project.untilTheEnd(), Cause.by(System.getProperty("user.name", name))));
            } else {
                WorkflowMcpServer server = serving(project.untilTheEnd());
                lacking(now, server).ifPresent(said -> StdioServer.tell(name, said));
                stdio.run(server);
            }
        } catch (CodedException e) {
            StdioServer.refuse(name, e.getMessage() + " [" + e.code() + "]");
        } catch (RuntimeException e) {
            // The author has to mend it: a resource that is missing, two tools of one name.
            StdioServer.refuse(name, "it cannot be started: " + e);
        }
    }
}
