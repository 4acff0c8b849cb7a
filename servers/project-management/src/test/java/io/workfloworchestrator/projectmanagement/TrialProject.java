package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A real project folder with its planning, and the whole server on it. */
public final class TrialProject implements AutoCloseable {
    private final Path folder;
    private final LocalProject project;
    private final Workflow<Json> workflow;
    private final OpenProject open;
    private final WorkflowMcpServer server;

    private TrialProject(Path folder, WorkflowDefinition definition) {
        this.folder = folder;
        this.project = LocalProject.open(folder);
        this.workflow = project.workflow(definition)
                .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                .open();
        this.open = new OpenProject(project.folder().root(), project.state(), workflow);
        this.server = ProjectManagementServer.of("test", () -> open, client -> {}, EnumSet.allOf(Toolset.class));
    }

    /** The lean planning of this folder, begun. */
    public static TrialProject lean(Path folder) {
        return begun(folder, WorkflowDefinition.builtIn("planning"));
    }

    /** The full planning of this folder, begun. */
    public static TrialProject full(Path folder) {
        return begun(folder, WorkflowDefinition.builtIn("project-planning"));
    }

    /** A planning by another definition, begun. */
    public static TrialProject begun(Path folder, WorkflowDefinition definition) {
        TrialProject trial = new TrialProject(folder, definition);
        trial.workflow.initialize("Corner shop", Cause.of("test", "a trial"));
        return trial;
    }

    /** The lean planning of this folder as it is, opened once more. */
    public static TrialProject at(Path folder) {
        return unbegun(folder);
    }

    /** The folder, opened and not begun. */
    public static TrialProject unbegun(Path folder) {
        return new TrialProject(folder, WorkflowDefinition.builtIn("planning"));
    }

    /** The server. */
    public WorkflowMcpServer server() {
        return server;
    }

    /** The project as tools have it. */
    public OpenProject open() {
        return open;
    }

    /** Calls a tool that must not refuse, and waits for the files that follow. */
    public Json.Obj ok(String tool, String arguments) {
        ToolAnswer answer = server.call(tool, Json.parse(arguments).asObject());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        project.files().flush();
        return answer.structured();
    }

    /** Calls a tool that must refuse; the refusal as {@code CODE message}. */
    public String refused(String tool, String arguments) {
        ToolAnswer answer = server.call(tool, Json.parse(arguments).asObject());
        assertThat(answer.isError()).as(answer.text()).isTrue();
        Json.Obj error = answer.structured().find("error").orElseThrow().asObject();
        return error.text("code").orElseThrow() + " " + error.text("message").orElseThrow();
    }

    /** The newest revision. */
    public long revision() {
        return project.state().head().number();
    }

    /** What people should know of the files. */
    public List<String> notices() {
        workflow.now();
        return project.state().notices().stream()
                .map(notice -> notice.code() + " " + notice.message())
                .toList();
    }

    /** The items of a kind. */
    public List<Item> items(String kind) {
        workflow.now();
        List<Item> all = new ArrayList<>();
        workflow.state()
                .ifPresent(state -> state.value().items(kind).forEach((id, item) -> all.add(new Item(kind, id, item))));
        return all;
    }

    /** Adds an item. */
    public Item add(String kind, Map<String, Json> fields) {
        Item added = workflow.items()
                .add(kind, Json.object(fields), Cause.of("test", "a trial"))
                .item();
        project.files().flush();
        return added;
    }

    /** The text of a file. */
    public String text(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves a file, with the folders above it. */
    public TrialProject save(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        project.close();
    }
}
