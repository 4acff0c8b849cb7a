package io.workfloworchestrator.testing;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.Missing;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow that was just begun in a folder, with its state in memory: files in, advice out.
 *
 * <pre>{@code
 * try (WorkflowTrial release = WorkflowTrial.of(folder, definition)) {
 *     assertThat(release.advance()).isNotEmpty();                  // what is missing
 *     release.write("docs/release-notes.md", "What changed.").complete("approve");
 *     assertThat(release.advance()).isEmpty();                     // the phase was left
 *     assertThat(release.phase()).isEqualTo("ship");
 * }
 * }</pre>
 *
 * <p>Whatever the library refuses is thrown as it is. It needs no test framework. Not thread-safe.
 */
public final class WorkflowTrial implements AutoCloseable {
    private static final Cause TRIAL = Cause.of("trial", "a test");

    private final ProjectFolder folder;
    private final StateManager state = StateManager.inMemory();
    private final Workflow<Json> workflow;

    private WorkflowTrial(Path folder, WorkflowDefinition definition) {
        this.folder = ProjectFolder.open(folder);
        Set<String> tools = new HashSet<>(WorkflowTools.NAMES_WITH_ITEMS);
        tools.addAll(
                definition.tools().keySet()); // those of one's own, which are added to the server of the trial later
        this.workflow = Workflow.at(this.folder, definition, state)
                .tools(tools, WorkflowTools.STANDARD)
                .open();
        workflow.initialize("Trial", TRIAL);
    }

    /** Begins the workflow of this definition; nothing is written into the folder. */
    public static WorkflowTrial of(Path folder, WorkflowDefinition definition) {
        return new WorkflowTrial(folder, definition);
    }

    /** Writes a file of the folder, in place of one that is there; its folders are made. */
    public WorkflowTrial write(String path, String text) {
        try {
            Path file = folder.root().resolve(ProjectFolder.checkPath(path));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Deletes a file of the folder; nothing happens when it is not there. */
    public WorkflowTrial delete(String path) {
        try {
            Files.deleteIfExists(folder.root().resolve(ProjectFolder.checkPath(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Says that a step is done. */
    public WorkflowTrial complete(String step) {
        workflow.complete(step, TRIAL.reason(), TRIAL);
        return this;
    }

    /** Sets a field of the workflow's data to a value in JSON, such as {@code "[\"ann\"]"}. */
    public WorkflowTrial set(String field, String json) {
        workflow.update(data -> data.asObject().with(field, Json.parse(json)), TRIAL);
        return this;
    }

    /** The phase that the workflow is in. */
    public String phase() {
        return workflow.status().phase();
    }

    /** The advice, the most important first: each as its id, a colon, and what to do. */
    public List<String> next() {
        return workflow.next().steps().stream().map(WorkflowTrial::words).toList();
    }

    private static String words(NextStep step) {
        return step.id() + ": " + step.action();
    }

    /** Leaves the phase; what is missing where it cannot be left, each as its id, a colon, and what to do. */
    public List<String> advance() {
        Advance advance = workflow.advance(Optional.empty(), TRIAL);
        return advance instanceof Advance.Refused refused
                ? refused.missing().stream().map(WorkflowTrial::words).toList()
                : List.of();
    }

    private static String words(Missing missing) {
        return missing.id() + ": " + missing.what();
    }

    /** Why something is advised, or missing, or why not. */
    public Why explain(String id) {
        return workflow.explain(id);
    }

    /**
     * Calls a tool of a server of this workflow, as a client would.
     *
     * @param arguments in JSON
     */
    public ToolAnswer call(String tool, String arguments) {
        return server().build().call(tool, Json.parse(arguments).asObject());
    }

    /** A server of this workflow, to add tools of one's own and call them. */
    public WorkflowMcpServer.Builder server() {
        OpenProject open = open();
        return WorkflowServer.of("trial", "1", () -> open);
    }

    /** What a tool of one's own is given as the open project. */
    public OpenProject open() {
        return new OpenProject(folder.root(), state, workflow);
    }

    /** The workflow itself, for everything else. */
    public Workflow<Json> workflow() {
        return workflow;
    }

    @Override
    public void close() {
        state.close();
    }

    @Override
    public String toString() {
        return "trial in " + folder.root() + ", phase " + phase();
    }
}
