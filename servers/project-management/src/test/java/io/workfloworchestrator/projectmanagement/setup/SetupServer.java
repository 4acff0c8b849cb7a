package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The tools of the set-up on a folder, with the state in memory and a clock that stands. */
final class SetupServer {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T23:30:00Z"), ZoneId.of("Europe/Berlin"));

    final Path folder;
    final StateManager state;
    final Workflow<Json> workflow;
    private final WorkflowMcpServer server;

    private SetupServer(Path folder, StateManager state, WorkflowDefinition definition) {
        this.folder = folder;
        this.state = state;
        ProjectFolder project = ProjectFolder.open(folder);
        this.workflow = Workflow.at(project, definition, state)
                .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                .open();
        OpenProject open = new OpenProject(project.root(), state, workflow);
        Supplier<OpenProject> opened = () -> open;
        ToolContext context = new ToolContext("test", opened);
        this.server = WorkflowServer.of("test", "1", opened, client -> {}, Set.copyOf(WorkflowTools.NAMES))
                .tools(SetupTools.of(context, CLOCK))
                .build();
    }

    /** A server on a folder in which the planning of this type was begun. */
    static SetupServer begun(Path folder, String type) {
        return begun(folder, WorkflowDefinition.builtIn(type));
    }

    static SetupServer begun(Path folder, WorkflowDefinition definition) {
        SetupServer server = new SetupServer(folder, StateManager.inMemory(), definition);
        server.ok("initialize_project_orchestration", Map.of("projectName", Json.of("Clinic portal")));
        return server;
    }

    static SetupServer untouched(Path folder) {
        return new SetupServer(folder, StateManager.inMemory(), WorkflowDefinition.builtIn("planning"));
    }

    /** Another process with the same state. */
    SetupServer another() {
        return new SetupServer(folder, state, workflow.definition());
    }

    ToolAnswer call(String tool, Map<String, Json> arguments) {
        return server.call(tool, Json.object(arguments));
    }

    Json.Obj ok(String tool, Map<String, Json> arguments) {
        ToolAnswer answer = call(tool, arguments);
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    Json.Obj ok(String tool) {
        return ok(tool, Map.of());
    }

    /** The error of a call that must be refused. */
    Json.Obj refused(String tool, Map<String, Json> arguments) {
        ToolAnswer answer = call(tool, arguments);
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    Json.Obj answers(Map<String, Json> answers) {
        return ok("continue_project_setup", Map.of("answers", Json.object(answers)));
    }

    Json.Obj says(String words) {
        return ok("continue_project_setup", Map.of("userResponse", Json.of(words)));
    }

    String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
