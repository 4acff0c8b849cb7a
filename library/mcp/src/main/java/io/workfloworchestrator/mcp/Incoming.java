package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line from the client: read as JSON-RPC 2.0, or refused with the JSON-RPC error that fits.
 *
 * <p>A refusal carries the id of the request if the id can still be found, because a client waits for an answer
 * with that id, not for one with {@code null}.
 */
sealed interface Incoming {

    /** A request; {@code id} is a String or a Long. */
    record Request(Object id, String method, Json.Obj params) implements Incoming {}

    record Notification(String method, Json.Obj params) implements Incoming {}

    /** The client's answer to a request of ours. */
    record Response(
            String id, @Nullable Json result, @Nullable Json error) implements Incoming {}

    /** Several messages in one line, each understood or refused by itself. */
    record Several(List<Incoming> messages) implements Incoming {}

    /** A notification that is wrong. It gets no answer: the protocol forbids one, and nobody waits for it. */
    record Ignored() implements Incoming {}

    /** A line that is refused; {@code id} is null if no id was found. */
    record Fault(@Nullable Object id, int code, String message, String kind) implements Incoming {
        String toJson() {
            Json.Obj error = Json.Obj.EMPTY
                    .with("code", Json.of(code))
                    .with("message", Json.of(message))
                    .with("data", Json.Obj.EMPTY.with("code", Json.of(kind)));
            return Json.Obj.EMPTY
                    .with("jsonrpc", Json.of("2.0"))
                    .with("id", idJson(id))
                    .with("error", error)
                    .toString();
        }
    }

    /** The most messages in a batch. There is a limit because the answers of a batch wait for each other in memory. */
    int MOST_MESSAGES = 100;

    /** Stands for a value that is not a JSON-RPC id: {@code null}, an object, a fraction, a number beyond 64 bits. */
    Object NO_ID = new Object();

    /** The id as JSON. {@code null} if there is no id, or if it contains half a surrogate pair. */
    static Json idJson(@Nullable Object id) {
        if (id instanceof String text) {
            return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? Json.of(text) : Json.Null.VALUE;
        }
        return id instanceof Long number ? Json.of(number) : Json.Null.VALUE;
    }

    /**
     * @param limit the longest message, in bytes
     * @param batches whether one line may hold several messages
     */
    static Incoming of(LineReader.Line line, int limit, boolean batches) {
        if (line.tooLong()) {
            return new Fault(
                    Salvage.idAtTheEnds(line),
                    ErrorCodes.INVALID_REQUEST,
                    "the message is " + line.length() + " bytes long, the limit is " + limit
                            + ". Send less, or send it in parts.",
                    "E_MSG_TOO_LARGE");
        }
        Json json;
        try {
            json = Json.parse(line.text());
        } catch (JsonException e) {
            return unreadable(line.text(), e);
        }
        return json instanceof Json.Arr array ? several(array.elements(), batches) : of(json);
    }

    private static Incoming several(List<Json> messages, boolean taken) {
        if (!taken) {
            return batch("this version of the protocol has no batches (they were removed in 2025-06-18)."
                    + " Send each message on its own line.");
        }
        if (messages.isEmpty() || messages.size() > MOST_MESSAGES) {
            return batch("a batch has 1 to " + MOST_MESSAGES + " messages, not " + messages.size() + ".");
        }
        return new Several(messages.stream().map(Incoming::of).toList());
    }

    private static Fault batch(String why) {
        return new Fault(null, ErrorCodes.INVALID_REQUEST, why, "E_RPC_BATCH");
    }

    private static Incoming of(Json json) {
        if (!(json instanceof Json.Obj object)) {
            return new Fault(null, ErrorCodes.INVALID_REQUEST, "a message is a JSON object.", "E_RPC_MESSAGE");
        }
        Json given = object.get("id");
        if (given == null && object.text("method").isPresent() && !isNotification(object)) {
            return new Ignored();
        }
        Object id = given == null ? null : id(given);
        if (id == NO_ID) {
            return badId();
        }
        if (!object.text("jsonrpc").orElse("").equals("2.0")) {
            return new Fault(id, ErrorCodes.INVALID_REQUEST, "\"jsonrpc\" must be \"2.0\".", "E_RPC_MESSAGE");
        }
        String method = object.text("method").orElse(null);
        if (method == null) {
            boolean answer = object.get("result") != null || object.get("error") != null;
            return answer && id != null
                    ? new Response(id.toString(), object.get("result"), object.get("error"))
                    : new Fault(id, ErrorCodes.INVALID_REQUEST, "\"method\" must be a string.", "E_RPC_MESSAGE");
        }
        Json params = object.get("params");
        if (params != null && !(params instanceof Json.Obj)) {
            return new Fault(id, ErrorCodes.INVALID_PARAMS, "\"params\" must be an object.", "E_RPC_PARAMS");
        }
        Json.Obj named = params == null ? Json.Obj.EMPTY : params.asObject();
        return id == null ? new Notification(method, named) : new Request(id, method, named);
    }

    private static boolean isNotification(Json.Obj object) {
        Json params = object.get("params");
        return object.text("jsonrpc").orElse("").equals("2.0") && (params == null || params instanceof Json.Obj);
    }

    /** The id as a String or a Long, or {@link #NO_ID}. */
    static Object id(Json given) {
        if (given instanceof Json.Str text) {
            return text.text();
        }
        if (given instanceof Json.Num number && number.isInteger()) {
            try {
                return number.value().longValueExact();
            } catch (ArithmeticException beyond64Bits) {
                return NO_ID;
            }
        }
        return NO_ID;
    }

    private static Fault badId() {
        return new Fault(
                null,
                ErrorCodes.INVALID_REQUEST,
                "\"id\" must be a string or a whole number of at most 64 bits.",
                "E_RPC_ID");
    }

    private static Incoming unreadable(byte[] text, JsonException e) {
        String read = e.code().equals("E_JSON_UTF8") ? "" : new String(text, StandardCharsets.UTF_8);
        Object id = Salvage.findId(read);
        if (id == null && Salvage.isNotification(read)) {
            return new Ignored();
        }
        if (id == NO_ID) {
            return badId();
        }
        return new Fault(id, ErrorCodes.PARSE_ERROR, e.code() + ": " + e.getMessage(), e.code());
    }
}
