package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.files.process.BoundedOutput;
import io.workfloworchestrator.files.process.ProcessTree;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that is started to be asked questions over its standard input and output, as a client would, within limits: each line, the
 * whole output and each answer's time are bounded, and whatever was started is ended. What is no message of the protocol is a fault.
 * Format: one JSON-RPC message a line, as the MCP specification of 2025-11-25 has it for stdio. Not thread-safe.
 */
final class StdioProbe implements AutoCloseable {
    private static final String PROTOCOL = "2025-11-25";
    private static final int MOST_LINE = 16 << 20;
    private static final int MOST_ERRORS = 1 << 24;
    private static final int MOST_BETWEEN = 1_000;
    private static final int SHOWN = 200;
    private static final long GRACE_MILLIS = 1_000;

    private final List<String> words;
    private final Duration patience;
    private final Process process;
    private final ProcessTree tree;
    private final long begun = System.nanoTime();
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(MOST_BETWEEN);
    private final BoundedOutput errors = new BoundedOutput(MOST_ERRORS, BoundedProcess.TAIL_BYTES);
    private int id;

    /** @param patience how long it may take to answer one question */
    StdioProbe(List<String> words, Path folder, Map<String, String> more, Duration patience) {
        this.words = words;
        this.patience = patience;
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(more);
        String mark = UUID.randomUUID().toString();
        builder.environment().put(ProcessTree.MARK, mark);
        this.process = BoundedProcess.start(builder, words);
        this.tree = new ProcessTree(process.toHandle(), mark);
        daemon(this::readErrors);
        daemon(this::readLines);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void readErrors() {
        errors.readAll(process.getErrorStream());
        if (errors.isFlooded()) {
            tree.endByForce();
        }
    }

    private void readLines() {
        try (InputStream in = process.getInputStream()) {
            byte[] line = new byte[8_192];
            int length = 0;
            byte[] part = new byte[8_192];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                for (int i = 0; i < count; i++) {
                    if (part[i] == '\n') {
                        lines.put(Optional.of(new String(line, 0, length, StandardCharsets.UTF_8)));
                        length = 0;
                    } else if (length == MOST_LINE) {
                        errors.note("(It was ended since it wrote a line of more than " + (MOST_LINE >> 20) + " MB.)");
                        tree.endByForce();
                        return;
                    } else {
                        line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
                        line[length++] = part[i];
                    }
                }
            }
        } catch (IOException e) {
            errors.note("(" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            boolean unused = lines.offer(Optional.empty());
        }
    }

    /** Shakes hands, and gives what the server says of itself. */
    Json.Obj handshake() {
        Json.Obj client = Json.Obj.EMPTY.with("name", "workflow-server-check").with("version", "1");
        Json.Obj answer = request(
                "initialize",
                Json.Obj.EMPTY
                        .with("protocolVersion", PROTOCOL)
                        .with("capabilities", Json.Obj.EMPTY)
                        .with("clientInfo", client));
        if (answer.find("serverInfo").isEmpty()) {
            throw fault("answered the handshake without saying who it is (serverInfo).");
        }
        send(Json.Obj.EMPTY.with("jsonrpc", "2.0").with("method", "notifications/initialized"));
        return answer;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return the result
     * @throws EnvironmentException {@code E_SERVER_PROTOCOL} if it answers with an error, with what is no message, or not at all
     */
    Json.Obj request(String method, Json.Obj params) {
        Json.Obj answer = ask(method, params);
        return answer.find("result")
                .map(Json::asObject)
                .orElseThrow(() -> fault("refused " + method + ": "
                        + Words.clip(answer.find("error").map(Json::toString).orElse("without saying why"), SHOWN)
                        + "."));
    }

    /** Asks, and waits for the whole answer, which may be an error. */
    Json.Obj ask(String method, Json.Obj params) {
        int own = ++id;
        send(Json.Obj.EMPTY
                .with("jsonrpc", "2.0")
                .with("id", own)
                .with("method", method)
                .with("params", params));
        long end = System.nanoTime() + patience.toNanos();
        for (int between = 0; between < MOST_BETWEEN; between++) {
            Json.Obj message = message(method, end);
            boolean isQuestion = message.find("method").isPresent();
            if (isQuestion && message.find("id").isPresent()) {
                answerQuestion(message);
            } else if (!isQuestion && message.find("id").equals(Optional.of(Json.of(own)))) {
                return message;
            }
        }
        throw fault("sent " + MOST_BETWEEN + " other messages instead of an answer to " + method + ".");
    }

    /** A client that offers nothing: an answer to ping, and a refusal of everything else. */
    private void answerQuestion(Json.Obj question) {
        Json.Obj answer = Json.Obj.EMPTY
                .with("jsonrpc", "2.0")
                .with("id", question.find("id").orElseThrow());
        boolean isPing = question.text("method").equals(Optional.of("ping"));
        Json.Obj error = Json.Obj.EMPTY.with("code", -32_601).with("message", "not offered");
        send(isPing ? answer.with("result", Json.Obj.EMPTY) : answer.with("error", error));
    }

    private Json.Obj message(String method, long end) {
        try {
            Optional<String> line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw fault("did not answer " + method + " within " + BoundedProcess.seconds(patience) + ".");
            }
            String text = line.orElseThrow(() -> ended(method));
            return parsed(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault("was interrupted.");
        }
    }

    /** The message in a line; empty if it is no JSON, and without fields if it is no object. */
    static Optional<Json.Obj> message(String line) {
        try {
            return Optional.of(Json.parse(line).asObject());
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private Json.Obj parsed(String text) {
        return message(text)
                .filter(message -> message.text("jsonrpc").equals(Optional.of("2.0")))
                .orElseThrow(() -> fault("wrote to its standard output what is no message of the protocol: \""
                        + Words.clip(text, SHOWN) + "\". A server writes everything else to its standard error."));
    }

    private EnvironmentException ended(String method) {
        try {
            boolean isEnded = process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            return fault("ended"
                    + (isEnded ? " with exit code " + process.exitValue() : "")
                    + " before it answered " + method + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fault("ended before it answered " + method + ".");
        }
    }

    private EnvironmentException fault(String what) {
        String said = errors.text().strip();
        return new EnvironmentException(
                "E_SERVER_PROTOCOL",
                String.join(" ", words) + " " + what
                        + (said.isEmpty() ? "" : " It wrote to its standard error: " + Words.clip(said, 1_000)));
    }

    private void send(Json.Obj message) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            // It is gone, or no longer reads; waiting for its answer says which.
            errors.note("(a message could not be written to it: " + e.getMessage() + ")");
        }
    }

    /**
     * Closes its input, as a client does that is done, and reads what it still writes until it ended; it gets a second for that.
     *
     * @throws EnvironmentException {@code E_SERVER_PROTOCOL} if that is no message of the protocol
     */
    void finish() {
        closeInput();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        try {
            for (int between = 0; between < MOST_BETWEEN; between++) {
                Optional<String> line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (line == null || line.isEmpty()) {
                    return; // It stays, and is ended by force; or it is gone.
                }
                Object unused = parsed(line.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault("was interrupted.");
        }
    }

    /** Ends it at once, when it has answered all that is asked; {@link #close} does not wait for it then. */
    void end() {
        tree.endByForce();
    }

    /** Ends it as a client does, by closing its input, and by force if it stays. */
    @Override
    public void close() {
        closeInput();
        try {
            boolean unused = process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tree.endByForce();
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            errors.note("(" + e.getMessage() + ")");
        }
    }
}
