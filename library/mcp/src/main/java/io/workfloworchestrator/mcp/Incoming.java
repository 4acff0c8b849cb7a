package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One line from the client, understood as JSON-RPC 2.0 or refused with what JSON-RPC has for it.
 *
 * <p>Refusals carry the id of the request wherever one can still be found, because a client waits for an answer with
 * that id, not for one with {@code null}.
 */
sealed interface Incoming {

    /** A request; {@code id} is a String or a Long. */
    record Request(Object id, String method, Json.Obj params) implements Incoming {}

    /** A notification. */
    record Notification(String method, Json.Obj params) implements Incoming {}

    /** The client's answer to a request of ours. */
    record Response(
            String id, @Nullable Json result, @Nullable Json error) implements Incoming {}

    /** A line that cannot be taken; {@code id} is null where none was found. */
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

    /** Not what JSON-RPC calls an id: {@code null}, an object, a fraction, a number beyond 64 bits. */
    Object NO_ID = new Object();

    static Json idJson(@Nullable Object id) {
        return id instanceof Long number
                ? Json.of(number)
                : id instanceof String text ? Json.of(text) : Json.Null.VALUE;
    }

    static Incoming of(LineReader.Line line, int limit) {
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
        if (json instanceof Json.Arr) {
            return new Fault(
                    null,
                    ErrorCodes.INVALID_REQUEST,
                    "batches were removed from the protocol (2025-06-18). Send each message on its own line.",
                    "E_RPC_BATCH");
        }
        return json instanceof Json.Obj object
                ? of(object)
                : new Fault(null, ErrorCodes.INVALID_REQUEST, "a message is a JSON object.", "E_RPC_MESSAGE");
    }

    private static Incoming of(Json.Obj object) {
        Json given = object.get("id");
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

    /** String, Long or {@link #NO_ID}. */
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

    private static Fault unreadable(byte[] text, JsonException e) {
        Object id = e.code().equals("E_JSON_UTF8") ? null : Salvage.findId(new String(text, StandardCharsets.UTF_8));
        if (id == NO_ID) {
            return badId();
        }
        return new Fault(id, ErrorCodes.PARSE_ERROR, e.code() + ": " + e.getMessage(), e.code());
    }
}
