package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.StdioServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Uses every server with what it offers, and the everyday commands, on projects of its own, so that the archive of loaded
 * classes has the classes that starts need.
 */
final class Rehearsal {
    private static final String HELLO = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"roots\":{\"listChanged\":true}},"
            + "\"clientInfo\":{\"name\":\"rehearsal\",\"version\":\"1\"}}}\n"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";

    private static final List<String> CALLS = List.of(
            "\"name\":\"get_next_steps\",\"arguments\":{}",
            "\"name\":\"get_project_status\",\"arguments\":{}",
            "\"name\":\"advance_workflow_phase\",\"arguments\":{}",
            "\"name\":\"complete_step\",\"arguments\":{\"step\":\"validate-deliverables\",\"reason\":\"rehearsal\"}",
            "\"name\":\"explain\",\"arguments\":{\"id\":\"advance\"}",
            "\"name\":\"simulate\",\"arguments\":{\"assume\":{\"facts.constitution.exists\":true}}",
            "\"name\":\"get_history\",\"arguments\":{\"limit\":2}",
            "\"name\":\"undo\",\"arguments\":{}",
            "\"name\":\"get_next_steps\",\"arguments\":{\"unknown\":1}",
            "\"name\":\"sdd_guide\",\"arguments\":{\"action\":\"list\"}",
            "\"name\":\"analyse\",\"arguments\":{}",
            "\"name\":\"create_workflow\",\"arguments\":{\"name\":\"rehearsal\",\"tasks\":[{\"description\":\"Rehearse\"}]}",
            "\"name\":\"next_task\",\"arguments\":{\"agent\":\"rehearsal\"}",
            "\"name\":\"get_workflow_status\",\"arguments\":{\"workflowName\":\"rehearsal\"}");

    /** With so many files, the detector keeps an index of them, with which later commands begin. */
    private static final int WORTH_KEEPING = 300;

    private static final List<String> LISTS =
            List.of("tools/list", "resources/list", "resources/templates/list", "prompts/list");

    private static final List<String> QUESTIONS = List.of(
            "\"resources/read\",\"params\":{\"uri\":\"workflow://status\"}",
            "\"resources/read\",\"params\":{\"uri\":\"workflow://state/project-planning/main\"}",
            "\"resources/subscribe\",\"params\":{\"uri\":\"workflow://status\"}",
            "\"prompts/get\",\"params\":{\"name\":\"why\",\"arguments\":{\"id\":\"advance\"}}",
            "\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"why\"},"
                    + "\"argument\":{\"name\":\"id\",\"value\":\"step:\"}}");

    private Rehearsal() {}

    /** Argument: the folder to rehearse in; it is made. */
    public static void main(String[] args) throws IOException {
        Main.quiet();
        Path project = Files.createDirectories(Path.of(args[0]));
        Path lean = Files.createDirectories(Path.of(args[0] + "-lean"));
        command(lean, "init");
        command(project, "init", "--type", "project-planning", "--name", "Rehearsal");
        DemoFiles files = new DemoFiles(project);
        files.makeFolders();
        for (int i = 0; i < WORTH_KEEPING; i++) {
            files.write("05-brainstorming/future-goals/brainstorming/" + i + ".txt", "");
        }
        for (String name : List.of("status", "next", "history")) {
            command(project, name);
            command(project, name, "--json");
        }
        command(project, "why", "advance");
        StdioServer.claim();
        serve(project, "mcp", McpCommand.PROJECT_MANAGEMENT);
        serve(project, "mcp", McpCommand.PROJECT_MANAGEMENT, "--project", project.toString());
        for (String server : List.of(
                McpCommand.PROJECT_MANAGEMENT, McpCommand.SPEC_DRIVEN, McpCommand.TASK_EXECUTOR, McpCommand.ALL)) {
            serve(lean, "mcp", server, "--project", lean.toString());
        }
        System.exit(0);
    }

    private static void command(Path project, String... words) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--project", project.toString()));
        Cli.run(all.toArray(String[]::new), new Console(nowhere, nowhere, true, 80));
    }

    /** Without a folder of its own, a server asks the client for its root. */
    private static void serve(Path project, String... words) throws IOException {
        McpCommand.Asked asked = McpCommand.read(words);
        Client client = new Client(project);
        McpCommand.server(asked, McpCommand.untilTheEnd(asked)).serveStdio(client.requests, client);
    }

    private static List<String> requests() {
        List<String> requests = new ArrayList<>();
        LISTS.forEach(method -> requests.add("\"" + method + "\""));
        CALLS.forEach(call -> requests.add("\"tools/call\",\"params\":{" + call + "}"));
        requests.addAll(QUESTIONS);
        return requests;
    }

    /**
     * The client: sends all requests at once, tells its root when the server asks, and leaves when all is answered. If a
     * request stays unanswered, the time limit of the rehearsal ends it.
     */
    private static final class Client extends OutputStream {
        final PipedInputStream requests = new PipedInputStream(1 << 16);
        private final PipedOutputStream sent = new PipedOutputStream(requests);
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Path root;
        private int unanswered = 1;

        Client(Path root) throws IOException {
            this.root = root;
            send(HELLO);
            for (String request : requests()) {
                send("{\"jsonrpc\":\"2.0\",\"id\":" + unanswered++ + ",\"method\":" + request + "}\n");
            }
        }

        private void send(String text) throws IOException {
            sent.write(text.getBytes(StandardCharsets.UTF_8));
            sent.flush();
        }

        @Override
        public void write(int written) throws IOException {
            if (written != '\n') {
                line.write(written);
                return;
            }
            Json.Obj message = Json.parse(line.toString(StandardCharsets.UTF_8)).asObject();
            line.reset();
            if (message.text("method").equals(Optional.of("roots/list"))) {
                Json.Obj uri = Json.Obj.EMPTY.with("uri", root.toUri().toString());
                send(Json.Obj.EMPTY
                                .with("jsonrpc", "2.0")
                                .with("id", message.find("id").orElseThrow())
                                .with("result", Json.Obj.EMPTY.with("roots", new Json.Arr(List.of(uri))))
                        + "\n");
            } else if (message.text("method").isEmpty() && --unanswered == 0) {
                sent.close();
            }
        }
    }
}
