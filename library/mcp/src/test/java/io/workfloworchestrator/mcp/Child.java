package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link TestServer} as a child process, spoken to in plain lines. */
final class Child implements AutoCloseable {
    static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":\"init\",\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";
    static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final int PATIENCE_SECONDS = 30;
    private static final String END = "";

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    private Child(Process process, boolean reading) {
        this.process = process;
        if (reading) {
            read();
        }
        pump(process.getErrorStream(), errors, "stderr");
    }

    /** Starts reading its answers. */
    void read() {
        pump(process.getInputStream(), lines, "stdout");
    }

    static List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TestServer.class.getName()));
        return command;
    }

    static Child start(String... options) {
        return start(true, options);
    }

    static Child start(boolean reading, String... options) {
        try {
            return new Child(new ProcessBuilder(command(options)).start(), reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A child that is past its handshake. */
    static Child ready(String... options) {
        Child child = start(options);
        child.send(INITIALIZE);
        child.send(INITIALIZED);
        child.answer("init");
        return child;
    }

    private static void pump(InputStream in, LinkedBlockingQueue<String> into, String name) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            into.add(line);
                        }
                    } catch (IOException e) {
                        // The child is gone.
                    } finally {
                        into.add(END);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    OutputStream in() {
        return process.getOutputStream();
    }

    void send(String line) {
        send(line.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] line) {
        try {
            in().write(line);
            in().write('\n');
            in().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void call(int id, String tool, Json.Obj arguments) {
        send(callLine(id, tool, arguments));
    }

    static String callLine(int id, String tool, Json.Obj arguments) {
        return Json.Obj.EMPTY
                .with("jsonrpc", Json.of("2.0"))
                .with("id", Json.of(id))
                .with("method", Json.of("tools/call"))
                .with(
                        "params",
                        Json.Obj.EMPTY
                                .with("name", Json.of(tool))
                                .with("arguments", arguments)
                                .with("_meta", Json.Obj.EMPTY.with("progressToken", Json.of("token-" + id))))
                .toString();
    }

    /** The next line; null when there will be none. */
    Json.@Nullable Obj next() {
        try {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no answer in " + PATIENCE_SECONDS + " s; errors: " + errors);
            }
            if (line.equals(END)) {
                lines.add(END);
                return null;
            }
            seen.add(line);
            return Json.parse(line).asObject();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next line, of which there must be one. */
    Json.Obj line() {
        Json.Obj line = next();
        if (line == null) {
            throw new AssertionError("the child ended; it said " + seen + errors);
        }
        return line;
    }

    /** The next answer to the request of this id; {@code "null"} asks for one without. */
    Json.Obj answer(Object id) {
        while (true) {
            Json.Obj line = line();
            Json given = line.get("id");
            String text = given == null ? "none" : given.asText().orElse(given.toString());
            if (text.equals(id.toString())) {
                return line;
            }
        }
    }

    /** Waits until it says this on standard error. */
    void awaitError(String text) {
        try {
            String line = "";
            while (line != null && !line.contains(text)) {
                line = errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            if (line == null) {
                throw new AssertionError("it did not say: " + text);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void closeInput() {
        try {
            in().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    /** Waits for its end and gives its status. */
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
