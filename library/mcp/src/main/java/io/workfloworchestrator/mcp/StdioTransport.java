package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The SDK's transport over standard input and output, hardened.
 *
 * <p>In our measurements, the SDK's own transport ended the process on a blank line, a malformed line, a batch and
 * an over-long line, and lost the requests in flight at the end of input. This one handles each of these and goes
 * on. At the end of input it finishes the requests in flight, and then {@link #serve} returns.
 *
 * <p>One thread reads and hands messages to the session in their order; one thread writes ({@link Outbox}); tools
 * run on {@link Workers}. The reader waits while {@link Flights} holds too much, and the workers wait while the
 * outbox is full. So a client that writes but does not read is slowed down, and memory does not grow.
 *
 * <p>The SDK has no cancellation on the server's side. Here, {@code notifications/cancelled} disposes the request's
 * subscription. The tool sees this by {@link ToolCall#cancelled()}, and no answer is sent.
 */
final class StdioTransport implements McpServerTransportProvider, McpServerTransport {
    /** The longest message that is read, in bytes. */
    static final int MAX_MESSAGE = 16 << 20;

    /** How long the end waits while no request finishes, in milliseconds: a first call opens the project, on a busy machine slowly. */
    static final long STALL_MILLIS = 5_000;

    private static final List<String> VERSIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    /** The protocol versions with batches. A server must accept batches there; version 2025-06-18 removed them. */
    private static final Set<String> BATCHES = Set.of("2024-11-05", "2025-03-26");

    private final InputStream in;
    private final Outbox outbox;
    private final Flights flights = new Flights();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<String, Function<Json.Obj, Mono<?>>> ownAnswers = new HashMap<>();
    private final Map<String, Function<Json.Obj, Mono<Void>>> before = new HashMap<>();
    private final Map<String, Runnable> listeners = new HashMap<>();
    private @Nullable McpServerSession session;
    private volatile Json.Obj client = Json.Obj.EMPTY;
    private boolean initialized;
    private boolean announced;
    private boolean batches;
    private volatile boolean stopping;

    StdioTransport(InputStream in, OutputStream out) {
        this.in = in;
        this.outbox = new Outbox(out, ended::countDown);
    }

    /** What the client said of itself at {@code initialize}; empty before. */
    Json.Obj client() {
        return client;
    }

    /** Asks the client. The question is sent when something subscribes to the answer. */
    <T> Mono<T> ask(String method, Object params, TypeRef<T> answer) {
        return session().sendRequest(method, params, answer);
    }

    /** Answers requests of this method here instead of in the session; call it before {@link #serve}. */
    void answer(String method, Function<Json.Obj, Mono<?>> how) {
        ownAnswers.put(method, how);
    }

    /**
     * Runs {@code first} before the session takes a request of this method. If it fails, its error is the answer.
     * Call this before {@link #serve}.
     */
    void before(String method, Function<Json.Obj, Mono<Void>> first) {
        before.put(method, first);
    }

    /**
     * Runs the listener at each notification of this method, on the reader's thread, so it must be quick. Call this
     * before {@link #serve}.
     */
    void listen(String method, Runnable listener) {
        listeners.put(method, listener);
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(this);
    }

    /** Serves until the client closes its end or no longer takes our answers, then finishes the requests in flight. */
    void serve() {
        outbox.start();
        Thread reader = new Thread(this::read, "mcp-reader");
        reader.setDaemon(true);
        reader.start();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finish();
    }

    /** Takes no more messages, finishes the requests in flight unless they hang, and writes the remaining answers. */
    void finish() {
        stopping = true;
        flights.awaitAll(STALL_MILLIS);
        outbox.flush(STALL_MILLIS);
        outbox.close();
    }

    private void read() {
        try {
            // A message is decoded and parsed in memory, which takes a few times its size.
            int limit = (int) Math.min(MAX_MESSAGE, Runtime.getRuntime().maxMemory() / 10);
            LineReader lines = new LineReader(in, limit);
            for (LineReader.Line line = lines.next(); line != null && !stopping; line = lines.next()) {
                if (!line.blank() || line.tooLong()) {
                    takeSafely(line, limit);
                }
            }
        } catch (IOException e) {
            // The client's end broke, which counts as closed.
        } finally {
            ended.countDown();
        }
    }

    /** Takes a message so that no error in it can end the session. */
    private void takeSafely(LineReader.Line line, int limit) {
        try {
            take(line, limit);
        } catch (RuntimeException | StackOverflowError e) {
            System.getLogger(StdioTransport.class.getName())
                    .log(System.Logger.Level.ERROR, "a message could not be handled", e);
            outbox.put(new Incoming.Fault(
                            Salvage.findId(new String(line.text(), StandardCharsets.UTF_8)),
                            ErrorCodes.INTERNAL_ERROR,
                            "the message could not be handled; the server's log says why.",
                            "E_INTERNAL")
                    .toJson());
        }
    }

    private void take(LineReader.Line line, int limit) {
        Incoming incoming;
        try {
            incoming = Incoming.of(line, limit, batches);
        } catch (OutOfMemoryError e) {
            incoming = new Incoming.Fault(
                    null,
                    ErrorCodes.INVALID_REQUEST,
                    "the message of " + line.length() + " bytes does not fit in memory.",
                    "E_MSG_TOO_LARGE");
        }
        if (incoming instanceof Incoming.Several several) {
            Batch batch = new Batch(outbox::put);
            long bytes = line.length() / several.messages().size();
            several.messages().forEach(message -> take(message, bytes, batch));
            batch.read();
        } else {
            take(incoming, line.length(), null);
        }
    }

    private void take(Incoming incoming, long bytes, @Nullable Batch batch) {
        Consumer<String> out = batch == null ? outbox::put : batch::answer;
        if (incoming instanceof Incoming.Fault fault) {
            out.accept(fault.toJson());
        } else if (incoming instanceof Incoming.Request request) {
            request(request, bytes, batch, out);
        } else if (incoming instanceof Incoming.Notification notification) {
            notification(notification);
        } else if (incoming instanceof Incoming.Response response) {
            response(response);
        }
    }

    private void request(Incoming.Request request, long bytes, @Nullable Batch batch, Consumer<String> out) {
        boolean initialize = request.method().equals(McpSchema.METHOD_INITIALIZE);
        if (request.method().equals(McpSchema.METHOD_PING)) {
            out.accept(Wire.write(McpSchema.JSONRPCResponse.result(request.id(), Json.Obj.EMPTY)));
        } else if (initialize && initialized) {
            out.accept(refused(request, "the session is initialized already."));
        } else if (!initialize && !initialized) {
            out.accept(
                    refused(request, "send \"initialize\" before \"" + PlainText.line(request.method(), 60) + "\"."));
        } else {
            if (!initialize) {
                announce();
            }
            Flights.Flight flight = flights.depart(request.id(), bytes, batch);
            if (flight == null) {
                out.accept(refused(request, "a request with this id is still in flight."));
                return;
            }
            if (initialize) {
                client = request.params();
                batches = BATCHES.contains(client.text("protocolVersion").orElse(""));
            }
            initialized = true;
            try {
                flight.carry(answering(request));
            } catch (RuntimeException | StackOverflowError e) {
                flight.end();
                throw e;
            }
        }
    }

    private Mono<Void> answering(Incoming.Request request) {
        Function<Json.Obj, Mono<?>> own = ownAnswers.get(request.method());
        Function<Json.Obj, Mono<Void>> first = before.get(request.method());
        return own != null
                ? answered(request, own)
                : first == null ? handled(request) : after(first.apply(request.params()), request);
    }

    private Mono<Void> handled(Incoming.Request request) {
        return session()
                .handle(new McpSchema.JSONRPCRequest(
                        McpSchema.JSONRPC_VERSION, request.method(), request.id(), request.params()));
    }

    private Mono<Void> after(Mono<Void> first, Incoming.Request request) {
        return first.thenReturn(true)
                .onErrorResume(
                        McpError.class,
                        e -> sendMessage(McpSchema.JSONRPCResponse.error(request.id(), e.getJsonRpcError()))
                                .thenReturn(false))
                .flatMap(done -> done ? handled(request) : Mono.empty());
    }

    private Mono<Void> answered(Incoming.Request request, Function<Json.Obj, Mono<?>> how) {
        return how.apply(request.params())
                .map(result -> McpSchema.JSONRPCResponse.result(request.id(), result))
                .onErrorResume(
                        McpError.class,
                        e -> Mono.just(McpSchema.JSONRPCResponse.error(request.id(), e.getJsonRpcError())))
                .flatMap(this::sendMessage);
    }

    private static String refused(Incoming.Request request, String why) {
        return new Incoming.Fault(request.id(), ErrorCodes.INVALID_REQUEST, why, "E_RPC_ORDER").toJson();
    }

    private void notification(Incoming.Notification notification) {
        switch (notification.method()) {
            case McpSchema.METHOD_NOTIFICATION_INITIALIZED -> announce();
            case "notifications/cancelled" -> {
                Json id = notification.params().get("requestId");
                if (id != null) {
                    flights.cancel(Incoming.id(id));
                }
            }
            default -> {
                // The protocol asks servers to ignore unknown notifications.
                heard(notification.method());
            }
        }
    }

    /**
     * Tells the session that the client is ready; before that, the session refuses every request. Many simple
     * clients never say that they are ready, so a request after {@code initialize} counts as saying it.
     */
    private void announce() {
        if (initialized && !announced) {
            announced = true;
            session()
                    .handle(new McpSchema.JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED))
                    .subscribe();
            heard(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
        }
    }

    private void heard(String method) {
        Runnable listener = listeners.get(method);
        if (listener != null) {
            listener.run();
        }
    }

    private void response(Incoming.Response response) {
        McpSchema.JSONRPCResponse.JSONRPCError error = null;
        if (response.error() != null) {
            Json.Obj said = response.error().asObject();
            error = new McpSchema.JSONRPCResponse.JSONRPCError(
                    ErrorCodes.INTERNAL_ERROR, said.text("message").orElse("the client refused"));
        }
        Object result = response.result() == null ? Json.Obj.EMPTY : response.result();
        session()
                .handle(new McpSchema.JSONRPCResponse(
                        McpSchema.JSONRPC_VERSION, response.id(), error == null ? result : null, error))
                .subscribe();
    }

    private McpServerSession session() {
        if (session == null) {
            throw new IllegalStateException("the transport has no server yet");
        }
        return session;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            String line = Wire.write(message);
            Flights.Flight flight =
                    message instanceof McpSchema.JSONRPCResponse answer ? flights.free(answer.id()) : null;
            if (flight == null) {
                outbox.put(line);
            } else {
                flight.answer(line, outbox::put);
            }
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return Wire.read(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session().sendNotification(method, params);
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, Object params) {
        return notifyClients(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(ended::countDown);
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
