package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SDK's own mapper is the oracle: what we write without data binding must be what it writes and reads. */
class WireTest {
    static Stream<Object> sent() {
        McpSchema.Tool tool =
                SdkTools.describe(TestServer.server().tool("greet").orElseThrow());
        McpSchema.TextContent text =
                new McpSchema.TextContent(null, "text \" \\ \n \u001b \u2028 é 😀", Map.of("k", 1));
        return Stream.of(
                new McpSchema.InitializeResult(
                        "2025-11-25",
                        McpSchema.ServerCapabilities.builder()
                                .tools(true)
                                .resources(true, false)
                                .prompts(false)
                                .completions()
                                .logging()
                                .build(),
                        new McpSchema.Implementation("n", "t", "1", "d", null, "http://w"),
                        "instructions",
                        null),
                new McpSchema.ListToolsResult(List.of(tool), "cursor", Map.of("a", List.of(1, 2.5, true))),
                new McpSchema.CallToolResult(List.of(text), true, Map.of("x", Map.of("y", List.of())), null),
                new McpSchema.CallToolResult(
                        List.of(new McpSchema.ImageContent(null, "AAAA", "image/png", null)), null, null, null),
                new McpSchema.ReadResourceResult(
                        List.of(new McpSchema.TextResourceContents("u://x", "text/plain", "t", null)), null),
                new McpSchema.ListResourcesResult(
                        List.of(new McpSchema.Resource("u://x", "n", "t", "d", "text/plain", 5L, null, null, null)),
                        null,
                        null),
                new McpSchema.ListPromptsResult(
                        List.of(new McpSchema.Prompt(
                                "p",
                                "t",
                                "d",
                                List.of(new McpSchema.PromptArgument("a", null, "d", true)),
                                null,
                                null)),
                        null,
                        null),
                new McpSchema.GetPromptResult(
                        "d", List.of(new McpSchema.PromptMessage(McpSchema.Role.ASSISTANT, text)), null),
                new McpSchema.ProgressNotification("token", 1.0, 2.5, "m", null),
                new McpSchema.ResourcesUpdatedNotification("u://x", null),
                McpSchema.JSONRPCResponse.error(
                        7L, new McpSchema.JSONRPCResponse.JSONRPCError(-32602, "m", Map.of("code", "E"))),
                McpSchema.JSONRPCResponse.result("id", Map.of()),
                new McpSchema.JSONRPCNotification("notifications/x", null));
    }

    @ParameterizedTest
    @MethodSource("sent")
    void writesWhatTheSdkWrites(Object value) throws IOException {
        Json ours = Json.parse(Wire.write(value));
        Json theirs = Json.parse(McpJsonDefaults.getMapper().writeValueAsString(value));

        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void readsWhatTheSdkReads() throws IOException {
        assertRead(
                McpSchema.ReadResourceRequest.class,
                "{\"uri\":\"u://x\",\"_meta\":{}}",
                McpSchema.ReadResourceRequest::uri);
        assertRead(McpSchema.SubscribeRequest.class, "{\"uri\":\"u://x\"}", McpSchema.SubscribeRequest::uri);
        assertRead(McpSchema.UnsubscribeRequest.class, "{\"uri\":\"u://x\"}", McpSchema.UnsubscribeRequest::uri);
        assertRead(
                McpSchema.GetPromptRequest.class,
                "{\"name\":\"p\",\"arguments\":{\"a\":\"b\"}}",
                request -> request.name() + request.arguments());
        assertRead(McpSchema.SetLevelRequest.class, "{\"level\":\"warning\"}", McpSchema.SetLevelRequest::level);
        assertRead(
                McpSchema.ListRootsResult.class,
                "{\"roots\":[{\"uri\":\"file:///a\",\"name\":\"a\"}]}",
                result -> result.roots().get(0).uri() + result.roots().get(0).name());
        assertRead(
                McpSchema.InitializeRequest.class,
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"roots\":{\"listChanged\":true},\"sampling\":{}},"
                        + "\"clientInfo\":{\"name\":\"c\",\"version\":\"2\"}}",
                request -> request.protocolVersion()
                        + (request.capabilities().roots() != null)
                        + (request.capabilities().sampling() != null)
                        + (request.capabilities().elicitation() != null)
                        + request.clientInfo().name()
                        + request.clientInfo().version());
    }

    private static <T> void assertRead(Class<T> type, String json, java.util.function.Function<T, Object> seen)
            throws IOException {
        T ours = Wire.read(Json.parse(json), new TypeRef<>() {
            @Override
            public java.lang.reflect.Type getType() {
                return type;
            }
        });
        T theirs = McpJsonDefaults.getMapper().readValue(json, type);

        assertThat(seen.apply(ours)).isEqualTo(seen.apply(theirs));
    }

    /** Not compared: the SDK's mapper writes {@code mode} twice here. Without it, a request is for a form. */
    @Test
    void aFormHasItsMessageAndItsSchema() {
        assertThat(Wire.write(McpSchema.ElicitFormRequest.builder("m", Map.of("type", "object"))
                        .build()))
                .isEqualTo("{\"message\":\"m\",\"requestedSchema\":{\"type\":\"object\"}}");
    }

    @Test
    void halfSurrogatesBecomeTheReplacementCharacter() {
        assertThat(Wire.write("a\uD83Db\u0000")).isEqualTo("\"a\uFFFDb\uFFFD\"");
    }
}
