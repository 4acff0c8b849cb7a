package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, asked over its standard streams as a client would. */
public final class ServerProcess {
    private ServerProcess() {}

    /**
     * Calls tools one after the other, each waiting for its answer, and ends the server.
     *
     * @param calls names and arguments in turn
     * @return what each answered as structured content, or the whole result where it has none
     */
    public static List<Json> ask(Class<?> main, List<String> arguments, String... calls)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            List<Json> answers = new ArrayList<>();
            try (OutputStream in = server.getOutputStream();
                    var out = server.inputReader(StandardCharsets.UTF_8)) {
                send(in, """
                        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                        "capabilities":{},"clientInfo":{"name":"example","version":"1"}}}""");
                out.readLine();
                send(in, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
                for (int i = 0; i < calls.length; i += 2) {
                    send(
                            in,
                            "{\"jsonrpc\":\"2.0\",\"id\":" + (i + 1)
                                    + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + calls[i]
                                    + "\",\"arguments\":" + calls[i + 1] + "}}");
                    String line = out.readLine();
                    assertThat(line).as("an answer of " + calls[i]).isNotNull();
                    Json answer = Json.parse(line);
                    Optional<Json> structured = answer.at("result", "structuredContent");
                    answers.add(structured.isPresent() ? structured.get() : answer);
                }
            }
            assertThat(server.waitFor(30, TimeUnit.SECONDS))
                    .as("the server ends with its client")
                    .isTrue();
            return answers;
        } finally {
            server.destroyForcibly();
        }
    }

    private static void send(OutputStream in, String line) throws IOException {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }
}
