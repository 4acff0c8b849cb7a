package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/** Our own requests to the client. They are apart from {@link SdkServer} because most sessions never need them. */
final class Asking {
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final Duration PATIENT = Duration.ofMinutes(10);

    private static final TypeRef<McpSchema.ListRootsResult> ROOTS = new TypeRef<>() {};

    private Asking() {}

    static List<String> roots(StdioTransport transport) {
        return answer(transport.ask(McpSchema.METHOD_ROOTS_LIST, ROOTS), QUICK, "its root folders")
                .map(McpSchema.ListRootsResult::roots)
                .orElse(List.of())
                .stream()
                .map(McpSchema.Root::uri)
                .toList();
    }

    static Optional<Json.Obj> form(McpAsyncServerExchange exchange, String message, Map<String, Object> schema) {
        return answer(
                        exchange.createElicitation(McpSchema.ElicitFormRequest.builder(message, schema)
                                .build()),
                        PATIENT,
                        "a form")
                .filter(result -> result.action() == McpSchema.ElicitResult.Action.ACCEPT)
                .map(result -> {
                    Map<String, Json> fields = new TreeMap<>();
                    if (result.content() != null) {
                        result.content().forEach((name, value) -> fields.put(name, Wire.json(value)));
                    }
                    return Json.object(fields);
                });
    }

    private static <T> Optional<T> answer(Mono<T> asked, Duration patience, String what) {
        try {
            return asked.blockOptional(patience);
        } catch (McpError e) {
            throw new ToolException(
                    "E_CLIENT_REFUSED", "the client was asked for " + what + " and refused: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new ToolException(
                            "E_CLIENT_SILENT",
                            "the client was asked for " + what + " and did not answer in " + patience.toSeconds()
                                    + " s.",
                            e)
                    .retry();
        }
    }
}
