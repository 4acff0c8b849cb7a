package io.workfloworchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interview through the tool that any server may have. */
class InterviewToolTest {
    private static final Path SET = Path.of("../../docs/questions/issue-tracker.yaml");

    @TempDir
    private Path project;

    private final StateManager state = StateManager.inMemory();
    private WorkflowMcpServer server;

    @BeforeEach
    void begin() throws IOException {
        Path definitions = Files.createDirectories(project.resolve(Definitions.FOLDER));
        Files.copy(Path.of("../../docs/definitions/release.yaml"), definitions.resolve("release.yaml"));
        Files.createDirectories(project.resolve("api"));
        ProjectFolder folder = ProjectFolder.open(project);
        Workflow<Json> workflow = Workflow.of(folder, "release/main", state)
                .tools(WorkflowTools.NAMES_WITH_DATA, WorkflowTools.STANDARD)
                .open();
        OpenProject open = new OpenProject(folder.root(), state, workflow);
        server = WorkflowServer.of("release", "1", () -> open)
                .tool(InterviewTool.of("release", () -> open, Map.of("issue-tracker", InterviewToolTest::set)))
                .build();
    }

    private static QuestionSet set() {
        try {
            return QuestionSet.read("issue-tracker.yaml", Files.readAllBytes(SET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Json.Obj call(String arguments) {
        ToolAnswer answer =
                server.call(InterviewTool.NAME, Json.parse(arguments).asObject());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private String refused(String arguments) {
        ToolAnswer answer =
                server.call(InterviewTool.NAME, Json.parse(arguments).asObject());
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.text();
    }

    private void start() {
        Json.Obj unused = call("{\"action\":\"start\",\"set\":\"issue-tracker\"}");
    }

    @Test
    void aWholeInterviewIsLed() {
        Json.Obj begun = call("{\"action\":\"start\",\"set\":\"issue-tracker\"}");
        assertThat(begun.at("question", "id")).contains(Json.of("name"));
        assertThat(begun.at("question", "why")).contains(Json.of("It stands in the title of every document."));
        assertThat(begun.at("question", "recommendation", "because")
                        .orElseThrow()
                        .toString())
                .contains("the name of the folder");

        Json.Obj second = call("{\"action\":\"answer\",\"answer\":\"Ledger\"}");
        assertThat(second.at("taken")).contains(Json.parse("[\"name\"]"));
        assertThat(second.at("question", "id")).contains(Json.of("problem"));
        Json.Obj drafted =
                call("{\"action\":\"draft\",\"question\":\"problem\",\"answer\":\"Chaos\",\"because\":\"the README\"}");
        assertThat(drafted.at("question", "said", "source")).contains(Json.of("proposed"));
        assertThat(call("{\"action\":\"confirm\"}").at("question", "id")).contains(Json.of("public"));
        Json.Obj words = call("{\"action\":\"text\",\"text\":\"no\\nopen_days: 400\\nwhatever\"}");
        assertThat(words.at("notTaken").orElseThrow().toString()).contains("400");
        Json.Obj all =
                call("{\"action\":\"answer\",\"answers\":{\"public\":false,\"groups\":[\"staff\"],\"kinds\":\"bug\"}}");
        assertThat(all.at("progress", "known")).contains(Json.of(5));
        assertThat(call("{\"action\":\"decide\",\"all\":true}")
                        .at("progress", "assumed")
                        .orElseThrow())
                .isEqualTo(Json.of(4));
        assertThat(call("{\"action\":\"back\"}").at("question", "said").isPresent())
                .isTrue();
        assertThat(call("{\"action\":\"edit\",\"answers\":{\"public\":true}}").at("setAside"))
                .contains(Json.parse("[\"groups\"]"));

        Json.Obj review = call("{\"action\":\"review\",\"topic\":\"access\"}");
        assertThat(review.at("coverage", "2", "questions", "0", "status")).contains(Json.of("not-asked"));
        assertThat(review.at("coverage", "0", "progress", "known")).contains(Json.of(3));
    }

    @Test
    void defaultIsAFieldOfTheQuestionUnderItsOwnName() {
        start();
        Json.Obj open = call("{\"action\":\"next\",\"question\":\"open_days\"}");
        assertThat(open.at("question", "default")).contains(Json.of(30));
        assertThat(open.at("question", "min")).contains(Json.of(1));
        assertThat(server.tool(InterviewTool.NAME)
                        .orElseThrow()
                        .outputSchema()
                        .at("properties", "question", "properties", "default"))
                .isPresent();
    }

    @Test
    void everyRefusalSaysWhatToDoAndTheInterviewGoesOn() {
        assertThat(refused("{\"action\":\"next\"}")).startsWith("E_ARG_MISSING").contains("start");
        assertThat(refused("{\"action\":\"start\"}")).startsWith("E_ARG_MISSING");
        assertThat(refused("{\"action\":\"start\",\"set\":\"nope\"}"))
                .startsWith("E_QUESTION_SET")
                .contains("Next: interview");
        start();
        Revision before = state.head();
        assertThat(refused("{\"action\":\"start\",\"set\":\"issue-tracker\"}")).startsWith("E_INTERVIEW_EXISTS");
        assertThat(refused("{\"action\":\"nxt\"}")).startsWith("E_ARG");
        assertThat(refused("{\"action\":\"answer\"}")).startsWith("E_ARG_MISSING");
        assertThat(refused("{\"action\":\"answer\",\"question\":\"nam\",\"answer\":\"x\"}"))
                .contains("Did you mean \"name\"?");
        assertThat(refused("{\"action\":\"next\",\"session\":\"../../etc\"}")).startsWith("E_ID_SYNTAX");
        assertThat(refused("{\"action\":\"skip\"}")).startsWith("E_ANSWER_REQUIRED");
        assertThat(refused("{\"action\":\"review\",\"topic\":\"no\"}")).startsWith("E_ARG_VALUE");
        assertThat(refused("{\"action\":\"ask\"}"))
                .startsWith("E_CLIENT_CANNOT_ASK")
                .contains("Next: interview");
        assertThat(refused("{\"action\":\"answer\",\"answer\":\"" + "x".repeat(1_000_000) + "\"}"))
                .startsWith("E_FIELD_SIZE");
        assertThat(state.head()).isEqualTo(before);
        assertThat(call("{\"action\":\"answer\",\"answer\":\"Ledger\"}").at("taken"))
                .contains(Json.parse("[\"name\"]"));
    }

    @Test
    void anAnswerOfTheToolIsUndoneByTheToolForIt() {
        start();
        Json.Obj answered = call("{\"action\":\"answer\",\"answer\":\"Ledger\"}");
        ToolAnswer undone = server.call(
                "undo", Json.Obj.EMPTY.with("revision", answered.at("revision").orElseThrow()));
        assertThat(undone.isError()).as(undone.text()).isFalse();
        assertThat(call("{\"action\":\"next\"}").at("question", "id")).contains(Json.of("name"));
        assertThat(state.history(2).get(1).cause().reason()).isEqualTo("answered name");
    }

    @Test
    void setsAndInterviewsAreListed() throws IOException {
        start();
        Path own = Files.createDirectories(project.resolve(".ai-planning/questions"));
        Files.writeString(own.resolve("broken.yaml"), "interview: other\n");
        assertThat(call("{\"action\":\"list\"}").at("list").orElseThrow().toString())
                .contains("\"broken\"", "\"session\"", "An issue tracker");
    }

    @Test
    void aClientAsksItsPersonByAFormOfTheQuestionsType() throws IOException {
        start();
        try (Client client = new Client(server)) {
            Json asked = client.ask("name", form -> "{\"action\":\"accept\",\"content\":{\"answer\":\"Ledger\"}}");
            assertThat(asked.at("structuredContent", "taken")).contains(Json.parse("[\"name\"]"));
            assertThat(client.form.at("requestedSchema", "properties", "answer", "type"))
                    .contains(Json.of("string"));
            assertThat(client.form.at("requestedSchema", "properties", "answer", "maxLength"))
                    .contains(Json.of(80));
            assertThat(client.form.at("message").orElseThrow().toString())
                    .contains("What is the project called?", "Why it matters", "Recommended");

            Json days = client.ask("open_days", form -> "{\"action\":\"accept\",\"content\":{\"answer\":400}}");
            assertThat(days.at("structuredContent", "error", "code")).contains(Json.of("E_ANSWER_RANGE"));
            assertThat(client.form.at("requestedSchema", "properties", "answer", "maximum"))
                    .contains(Json.of(365));

            Json choice =
                    client.ask("priorities", form -> "{\"action\":\"accept\",\"content\":{\"answer\":\"ranked\"}}");
            assertThat(choice.at("structuredContent", "taken")).contains(Json.parse("[\"priorities\"]"));
            assertThat(client.form.at("requestedSchema", "properties", "answer", "enum"))
                    .contains(Json.parse("[\"none\",\"three-levels\",\"ranked\"]"));

            Json day = client.ask("release_day", form -> "{\"action\":\"accept\",\"content\":{}}");
            assertThat(day.at("structuredContent", "progress", "skipped")).contains(Json.of(1));

            Json kinds = client.ask("kinds", form -> "{\"action\":\"accept\",\"content\":{\"answer\":\"bug, chore\"}}");
            assertThat(kinds.at("structuredContent", "taken")).contains(Json.parse("[\"kinds\"]"));

            Json declined = client.ask("public", form -> "{\"action\":\"decline\"}");
            assertThat(declined.at("structuredContent", "error", "code")).contains(Json.of("E_PERSON_DECLINED"));
        }
    }

    /** A client that offers elicitation, on the other end of two pipes. */
    private static final class Client implements AutoCloseable {
        private final PipedOutputStream out = new PipedOutputStream();
        private final BufferedReader in;
        private final Thread serving;
        private int id;
        private Json form = Json.Obj.EMPTY;

        Client(WorkflowMcpServer server) throws IOException {
            PipedInputStream toServer = new PipedInputStream(out, 1 << 16);
            PipedOutputStream fromServer = new PipedOutputStream();
            in = new BufferedReader(
                    new InputStreamReader(new PipedInputStream(fromServer, 1 << 16), StandardCharsets.UTF_8));
            serving = new Thread(() -> server.serveStdio(toServer, fromServer), "serving");
            serving.start();
            send(
                    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                            + "\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"trial\",\"version\":\"1\"}}}");
            Json unused = Json.parse(in.readLine());
            send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        }

        private void send(String line) throws IOException {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Calls the tool, answers the form that it sends, and gives the result of the call. */
        Json ask(String question, Function<Json, String> person) throws IOException {
            send("{\"jsonrpc\":\"2.0\",\"id\":" + ++id
                    + ",\"method\":\"tools/call\",\"params\":{\"name\":\"interview\","
                    + "\"arguments\":{\"action\":\"ask\",\"question\":\"" + question + "\"}}}");
            while (true) {
                Json.Obj message = Json.parse(in.readLine()).asObject();
                if (message.text("method").orElse("").equals("elicitation/create")) {
                    form = message.find("params").orElseThrow();
                    send("{\"jsonrpc\":\"2.0\",\"id\":" + message.find("id").orElseThrow() + ",\"result\":"
                            + person.apply(form) + "}");
                } else if (message.find("id").filter(Json.of(id)::equals).isPresent()) {
                    return message.find("result").orElseThrow();
                }
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            try {
                serving.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
