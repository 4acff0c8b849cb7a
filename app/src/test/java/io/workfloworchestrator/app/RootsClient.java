package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A client with roots of a server in this process, spoken to in plain lines. */
final class RootsClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final byte[] END = new byte[0];

    private final LinkedBlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Json.Obj>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Thread serving;
    private volatile Optional<List<String>> roots;

    /** Shakes hands; without roots the client does not offer any, and with a root that is null it refuses to tell. */
    RootsClient(WorkflowMcpServer server, Optional<List<String>> roots) {
        this.roots = roots;
        serving = new Thread(() -> server.serveStdio(new In(), new Out()), "served");
        serving.setDaemon(true);
        serving.start();
        String capabilities = roots.isPresent() ? "{\"roots\":{\"listChanged\":true}}" : "{}";
        request(
                "initialize",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":" + capabilities
                        + ",\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}");
        send(Talk.INITIALIZED);
    }

    /** The client's roots are these from now on, and the server is told. */
    void roots(List<String> uris) {
        roots = Optional.of(uris);
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}");
    }

    Json.Obj call(String tool, String arguments) {
        return request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .find("result")
                .orElseThrow()
                .asObject();
    }

    /** The whole answer to a request. */
    Json.Obj request(String method, String params) {
        String id = "c" + ids.incrementAndGet();
        CompletableFuture<Json.Obj> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        send("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":" + params + "}");
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void send(String line) {
        sent.add((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void heard(String line) {
        Json.Obj message = Json.parse(line).asObject();
        Json id = message.get("id");
        if (message.text("method").equals(Optional.of("roots/list"))) {
            send("{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + answerOfRoots() + "}");
        } else if (id != null) {
            Optional.ofNullable(waiting.remove(id.asText().orElse(""))).ifPresent(answer -> answer.complete(message));
        }
    }

    private String answerOfRoots() {
        List<String> uris = roots.orElseThrow();
        if (uris.equals(List.of("refused"))) {
            return "\"error\":{\"code\":-32603,\"message\":\"not today\"}";
        }
        if (uris.equals(List.of("shapeless"))) {
            return "\"result\":{\"roots\":\"x\"}";
        }
        return "\"result\":{\"roots\":["
                + uris.stream()
                        .map(uri -> Json.Obj.EMPTY.with("uri", Json.of(uri)).toString())
                        .collect(Collectors.joining(","))
                + "]}";
    }

    @Override
    public void close() {
        sent.add(END);
        try {
            serving.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the client sends, as the server reads it. */
    private final class In extends InputStream {
        private byte[] line = END;
        private int at;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == line.length) {
                try {
                    line = sent.take();
                } catch (InterruptedException e) {
                    return -1;
                }
                at = 0;
                if (line.length == 0) {
                    return -1;
                }
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, from, count);
            at += count;
            return count;
        }
    }

    /** What the server writes, a line at a time. */
    private final class Out extends OutputStream {
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();

        @Override
        public void write(int b) {
            if (b == '\n') {
                heard(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
