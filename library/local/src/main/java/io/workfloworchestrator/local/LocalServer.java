package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /** Adds a tool of one's own; it asks for the open project in each call, since a client may change its root. */
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
        return server.build();
    }

    /**
     * Serves until the client has gone, then ends the process: with status 0; with 2, and a word on standard error, when the arguments
     * cannot be used or the definition has problems.
     *
     * @param args nothing, or {@code --project DIR}
     */
    public void run(String... args) {
        StdioServer stdio = StdioServer.claim(); // first: from here on nothing else reaches standard output
        if (args.length != 0 && !(args.length == 2 && args[0].equals("--project"))) {
            StdioServer.refuse(name, "the arguments are: [--project DIR].");
        }
        try {
            ServedProject project = new ServedProject(
                    args.length == 0 ? "" : args[1],
                    Serving.of(Objects.requireNonNull(definition.get(), "no definition was given"), opened),
                    Surroundings.here());
            stdio.run(serving(project.untilTheEnd()));
        } catch (CodedException e) {
            StdioServer.refuse(name, e.getMessage() + " [" + e.code() + "]");
        } catch (RuntimeException e) {
            // The author has to mend it: a resource that is missing, two tools of one name.
            StdioServer.refuse(name, "it cannot be started: " + e);
        }
    }
}
