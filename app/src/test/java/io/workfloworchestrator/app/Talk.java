package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server process, spoken to in plain lines, so that a test can also say what no client would. */
final class Talk implements AutoCloseable {
    static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":\"init\",\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";
    static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<String>> errors = new LinkedBlockingQueue<>();

    /** Reads what the process answers from the beginning, or only when {@link #read} is called. */
    Talk(ProcessBuilder server, boolean reading) throws IOException {
        process = server.start();
        pump(process.getErrorStream(), errors);
        if (reading) {
            read();
        }
    }

    void read() {
        pump(process.getInputStream(), lines);
    }

    private static void pump(InputStream in, BlockingQueue<Optional<String>> into) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    into.add(Optional.of(line));
                }
            } catch (IOException e) {
                // The process is gone.
            } finally {
                into.add(Optional.empty());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    void send(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void call(Object id, String tool, String arguments) {
        send(calling(id, tool, arguments));
    }

    static String calling(Object id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
    }

    /** The next message; empty when there will be none. What is no message fails the test. */
    Optional<Json.Obj> next() {
        return next(lines, "answer").map(line -> {
            Json.Obj message = Json.parse(line).asObject();
            if (!message.text("jsonrpc").equals(Optional.of("2.0"))) {
                throw new AssertionError("not the protocol: " + line);
            }
            return message;
        });
    }

    /** The answer to the request of this id, what comes before it left out; {@code "null"} for one without. */
    Json.Obj answer(Object id) {
        while (true) {
            Json.Obj message = next().orElseThrow(() -> new AssertionError("the server ended; it said " + errors));
            Optional<String> given =
                    message.find("id").map(found -> found.asText().orElse(found.toString()));
            if (given.equals(Optional.of(id.toString()))) {
                return message;
            }
        }
    }

    /** Waits until standard error says this. */
    void awaitError(String text) {
        while (!next(errors, "word")
                .orElseThrow(() -> new AssertionError("it did not say " + text))
                .contains(text)) {}
    }

    private Optional<String> next(BlockingQueue<Optional<String>> from, String what) {
        try {
            Optional<String> line = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no " + what + " in " + PATIENCE_SECONDS + " s; standard error: " + errors);
            }
            if (line.isEmpty()) {
                from.add(line); // asked again, it is the end again
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    Process process() {
        return process;
    }

    /** Waits for the end and gives the status. */
    int status() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end in " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
