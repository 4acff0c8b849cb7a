package io.workfloworchestrator.specdriven.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server on a folder, with the state in memory and documents that hold nothing but the answers. */
final class GuideServer {
    final Path folder;
    final StateManager state;
    final OpenProject project;
    private final WorkflowMcpServer server;

    GuideServer(Path folder, StateManager state, StageDocuments documents) {
        this.folder = folder;
        this.state = state;
        ProjectFolder disk = ProjectFolder.open(folder);
        this.project = new OpenProject(
                disk.root(),
                state,
                Workflow.of(disk, SpecDrivenServer.FEATURES, state).open());
        this.server = SpecDrivenServer.of("1", () -> project, client -> {}, Set.of(), documents, folder);
    }

    static GuideServer on(Path folder) {
        return new GuideServer(folder, StateManager.inMemory(), GuideServer::write);
    }

    /** Another process with the same state. */
    GuideServer another() {
        return new GuideServer(folder, state, GuideServer::write);
    }

    /** Writes the answers of a stage as they are, and never over a file. */
    static List<Written> write(OpenProject project, FeatureAnswers answers, String stage, Cause cause) {
        String path = stage.equals("constitution")
                ? "specs/.specify/memory/constitution.md"
                : "specs/" + answers.featureId() + "/" + stage + ".md";
        Path file = project.root().resolve(path);
        if (Files.exists(file)) {
            return List.of(new Written(path, "kept", Optional.empty(), "", List.of()));
        }
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(project.root()));
            Files.writeString(file, answers.answers() + "\nhealth " + answers.health() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(new Written(path, "written", Optional.empty(), "", List.of()));
    }

    ToolAnswer call(Map<String, Json> arguments) {
        return server.call(GuideTool.NAME, Json.object(arguments));
    }

    WorkflowMcpServer server() {
        return server;
    }

    /** A call with these arguments, in pairs of a name and a value. */
    Json.Obj ok(Object... arguments) {
        ToolAnswer answer = call(arguments(arguments));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    /** The error of a call that must be refused. */
    Json.Obj refused(Object... arguments) {
        ToolAnswer answer = call(arguments(arguments));
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    private static Map<String, Json> arguments(Object... arguments) {
        Map<String, Json> all = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            Object value = arguments[i + 1];
            Json json = value instanceof Json some
                    ? some
                    : value instanceof Integer number
                            ? Json.of(number)
                            : value instanceof Boolean bool ? Json.of(bool) : Json.of(String.valueOf(value));
            all.put(String.valueOf(arguments[i]), json);
        }
        return all;
    }

    /** Answers whatever is asked until nothing is, each question by this; gives the last answer. */
    Json.Obj answerAll(Json.Obj first) {
        Json.Obj at = first;
        for (int i = 0; at.find("question").isPresent(); i++) {
            assertThat(i).as("questions, the last one %s", at).isLessThan(200);
            Json.Obj question = at.find("question").orElseThrow().asObject();
            at = ok(
                    "action", "answer",
                    "session", at.text("session").orElseThrow(),
                    "question", question.text("id").orElseThrow(),
                    "response", Answering.to(question));
        }
        return at;
    }

    String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GuideServer with(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code of an error. */
    static String code(Json.Obj error) {
        return error.text("code").orElse("");
    }

    static String message(Json.Obj answer) {
        return answer.text("message").orElse("");
    }

    static String asked(Json.Obj answer) {
        return answer.at("question", "id").flatMap(Json::asText).orElse("");
    }
}
