package io.workfloworchestrator.examples.tracker;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An agent with a server in a process of its own, as its client starts it: it claims issues, and works on them until none is left. */
final class TrackerAgent implements AutoCloseable {
    private final Path project;
    private final String name;
    private final Process server;
    private final OutputStream in;
    private final BufferedReader out;
    private int calls;

    TrackerAgent(Path project, String name) throws IOException {
        this.project = project;
        this.name = name;
        this.server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReleasesServer.class.getName(),
                        "--project",
                        project.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.in = server.getOutputStream();
        this.out = server.inputReader(StandardCharsets.UTF_8);
        request("initialize", """
            {"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"%s","version":"1"}}\
            """.formatted(name));
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private void send(String line) throws IOException {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** The result of a request; what the server says unasked meanwhile is passed over. */
    private Json request(String method, String params) throws IOException {
        Json id = Json.of(++calls);
        send("{\"jsonrpc\":\"2.0\",\"id\":" + calls + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        while (true) {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("the server of " + name + " ended");
            }
            Json answer = Json.parse(line);
            if (answer.at("id").filter(id::equals).isPresent()) {
                return answer.at("result").orElseThrow(() -> new IllegalStateException(line));
            }
        }
    }

    /** What a tool answers. */
    Json call(String tool, Map<String, Json> arguments) throws IOException {
        Json.Obj params = Json.object(Map.of("name", Json.of(tool), "arguments", Json.object(arguments)));
        return request("tools/call", params.toString()).at("structuredContent").orElseThrow();
    }

    private Json must(String tool, Map<String, Json> arguments) throws IOException {
        Json answer = call(tool, arguments);
        if (answer.at("error").isPresent()) {
            throw new IllegalStateException(name + " called " + tool + ": " + answer);
        }
        return answer;
    }

    /** Works on issues until there is none to claim; how many it fixed. */
    int work() throws IOException {
        for (int fixed = 0; ; fixed++) {
            Json claimed = must("claim_item", Map.of("kind", Json.of("issue"), "by", Json.of(name)));
            if (claimed.at("item").isEmpty()) {
                return fixed;
            }
            fix(claimed.at("item", "id").orElseThrow(), claimed.at("token").orElseThrow());
        }
    }

    private void fix(Json id, Json token) throws IOException {
        move(id, token, "start");
        String file = "src/" + id.asText().orElseThrow() + ".js";
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve(file), "fixed by " + name + "\n");
        must(
                "add_evidence",
                Map.of(
                        "id", id,
                        "token", token,
                        "what", Json.of("command"),
                        "command", Json.of("npm test"),
                        "exit", Json.of(0),
                        "covers", Json.of(file)));
        move(id, token, "hand-in");
        must(
                "add_evidence",
                Map.of(
                        "id", id,
                        "token", token,
                        "what", Json.of("review"),
                        "result", Json.of("good"),
                        "by", Json.of("mia")));
        move(id, token, "accept");
    }

    private void move(Json id, Json token, String move) throws IOException {
        must("move_item", Map.of("id", id, "token", token, "move", Json.of(move)));
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
