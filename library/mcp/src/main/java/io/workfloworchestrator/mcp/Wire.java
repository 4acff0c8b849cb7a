package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The MCP SDK's records as JSON text and back, without data binding.
 *
 * <p>The records mirror the protocol one to one, so writing needs three rules: a component is a field of its name,
 * {@code meta} is {@code _meta}, and a content says its {@code type}. Reading is spelled out for the few records that a
 * server receives. Jackson's data binding would do the same and cost every start about 100 ms.
 *
 * <p>It is also the two services that the SDK asks for. Its validation accepts everything: {@link Arguments} checks inputs, with errors
 * that say what to do, and the same records give both the outputs and their schemas.
 */
final class Wire implements McpJsonMapper, JsonSchemaValidator {
    private static final Map<Class<?>, Part[]> PARTS = new ConcurrentHashMap<>();

    private record Part(String name, Method accessor) {}

    @Override
    public <T> T readValue(String content, Class<T> type) {
        return read(Json.parse(content), type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) {
        return read(Json.parse(content), type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) {
        return read(Json.parse(content), type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) {
        return read(Json.parse(content), type);
    }

    @Override
    public <T> T convertValue(Object from, Class<T> type) {
        return read(from, type);
    }

    @Override
    public <T> T convertValue(Object from, TypeRef<T> type) {
        return read(from, type);
    }

    @Override
    public String writeValueAsString(Object value) {
        return write(value);
    }

    @Override
    public byte[] writeValueAsBytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
        return ValidationResponse.asValid("");
    }

    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            out.append(Json.of(PlainText.writable(text)));
        } else if (value instanceof Json || value instanceof Boolean || value instanceof Number) {
            out.append(value);
        } else if (value instanceof Enum<?> constant) {
            out.append('"').append(constant.name().toLowerCase(Locale.ROOT)).append('"');
        } else if (value instanceof Map<?, ?> map) {
            char separator = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                field(out, (String) entry.getKey(), entry.getValue());
                separator = ',';
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> collection) {
            char separator = '[';
            for (Object element : collection) {
                out.append(separator);
                write(out, element);
                separator = ',';
            }
            out.append(collection.isEmpty() ? "[]" : "]");
        } else {
            writeRecord(out, value);
        }
    }

    private static void field(StringBuilder out, String name, @Nullable Object value) {
        write(out, name);
        out.append(':');
        write(out, value);
    }

    private static void writeRecord(StringBuilder out, Object value) {
        out.append('{');
        int start = out.length();
        if (value instanceof McpSchema.Content content) {
            field(out, "type", content.type());
        }
        for (Part part : PARTS.computeIfAbsent(value.getClass(), Wire::parts)) {
            Object component;
            try {
                component = part.accessor().invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + part.accessor(), e);
            }
            if (component != null) {
                if (out.length() > start) {
                    out.append(',');
                }
                field(out, part.name(), component);
            }
        }
        out.append('}');
    }

    private static Part[] parts(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException("the protocol cannot carry a " + type.getName());
        }
        Part[] parts = new Part[components.length];
        for (int i = 0; i < parts.length; i++) {
            String name = components[i].getName();
            parts[i] = new Part(name.equals("meta") ? "_meta" : name, components[i].getAccessor());
        }
        return parts;
    }

    /**
     * Reads {@code data}, which is Json or null, as the type that the SDK asks for.
     *
     * @throws McpError (-32602) when the data does not have that form
     */
    static <T> T read(@Nullable Object data, TypeRef<T> type) {
        return read(data, type.getType());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The SDK's type says what T is.
    static <T> T read(@Nullable Object data, Type type) {
        Json json = data instanceof Json given ? given : Json.Obj.EMPTY;
        return (T) (type == Object.class ? json : read(json.asObject(), type));
    }

    private static Object read(Json.Obj in, Type type) {
        if (type == McpSchema.CallToolRequest.class) {
            return new McpSchema.CallToolRequest(text(in, "name"), fields(in, "arguments"), fields(in, "_meta"));
        } else if (type == McpSchema.InitializeRequest.class) {
            return initialize(in);
        } else if (type == McpSchema.ReadResourceRequest.class) {
            return new McpSchema.ReadResourceRequest(text(in, "uri"), fields(in, "_meta"));
        } else if (type == McpSchema.SubscribeRequest.class) {
            return new McpSchema.SubscribeRequest(text(in, "uri"), null);
        } else if (type == McpSchema.UnsubscribeRequest.class) {
            return new McpSchema.UnsubscribeRequest(text(in, "uri"), null);
        } else if (type == McpSchema.GetPromptRequest.class) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            fields(in, "arguments").forEach((name, value) -> arguments.put(name, plain((Json) value)));
            return new McpSchema.GetPromptRequest(text(in, "name"), arguments, fields(in, "_meta"));
        } else if (type == McpSchema.SetLevelRequest.class) {
            return new McpSchema.SetLevelRequest(level(text(in, "level")));
        } else if (type == McpSchema.ListRootsResult.class) {
            List<McpSchema.Root> roots = new ArrayList<>();
            if (!(in.get("roots") instanceof Json.Arr listed)) {
                throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                        .message("\"roots\" must be an array.")
                        .build();
            }
            for (Json root : listed.elements()) {
                roots.add(new McpSchema.Root(
                        text(root.asObject(), "uri"),
                        root.asObject().text("name").orElse("")));
            }
            return new McpSchema.ListRootsResult(roots, null, null);
        } else if (type == McpSchema.ElicitResult.class) {
            McpSchema.ElicitResult.Action action = switch (in.text("action").orElse("")) {
                case "accept" -> McpSchema.ElicitResult.Action.ACCEPT;
                case "decline" -> McpSchema.ElicitResult.Action.DECLINE;
                default -> McpSchema.ElicitResult.Action.CANCEL;
            };
            return new McpSchema.ElicitResult(action, fields(in, "content"));
        }
        throw McpError.builder(McpSchema.ErrorCodes.INTERNAL_ERROR)
                .message("this server does not read " + type.getTypeName())
                .build();
    }

    private static McpSchema.InitializeRequest initialize(Json.Obj in) {
        Json.Obj offered = in.find("capabilities").map(Json::asObject).orElse(Json.Obj.EMPTY);
        McpSchema.ClientCapabilities capabilities = new McpSchema.ClientCapabilities(
                null,
                offered.get("roots") == null ? null : new McpSchema.ClientCapabilities.RootCapabilities(true),
                offered.get("sampling") == null ? null : new McpSchema.ClientCapabilities.Sampling(),
                offered.get("elicitation") == null ? null : new McpSchema.ClientCapabilities.Elicitation(null, null));
        Json.Obj client = in.find("clientInfo").map(Json::asObject).orElse(Json.Obj.EMPTY);
        return new McpSchema.InitializeRequest(
                text(in, "protocolVersion"),
                capabilities,
                new McpSchema.Implementation(
                        PlainText.line(client.text("name").orElse("unknown"), 100),
                        null,
                        PlainText.line(client.text("version").orElse("unknown"), 100),
                        null,
                        null,
                        null),
                null);
    }

    private static McpSchema.LoggingLevel level(String name) {
        try {
            return McpSchema.LoggingLevel.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                    .message(
                            "\"level\" must be one of debug, info, notice, warning, error, critical, alert, emergency.")
                    .build();
        }
    }

    private static String text(Json.Obj in, String name) {
        return in.text(name)
                .orElseThrow(() -> McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                        .message("\"" + name + "\" must be a string.")
                        .build());
    }

    /** The fields of an object. Their values stay Json, because our tools take Json. */
    private static Map<String, Object> fields(Json.Obj in, String name) {
        Json given = in.get(name);
        // Some clients send the arguments as JSON text.
        Json value = given == null ? null : Arguments.opened(given, '{');
        if (value != null && !(value instanceof Json.Obj) && value != Json.Null.VALUE) {
            throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                    .message("\"" + name + "\" must be an object.")
                    .build();
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value != null) {
            value.asObject().forEach(fields::put);
        }
        return fields;
    }

    /** Converts a value to the JDK's own types, because the SDK does not know ours. */
    static @Nullable Object plain(Json json) {
        if (json instanceof Json.Obj object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.forEach((name, value) -> map.put(name, plain(value)));
            return map;
        } else if (json instanceof Json.Arr array) {
            List<@Nullable Object> list = new ArrayList<>();
            array.elements().forEach(element -> list.add(plain(element)));
            return list;
        } else if (json instanceof Json.Str text) {
            return text.text();
        } else if (json instanceof Json.Bool bool) {
            return bool.value();
        } else if (json instanceof Json.Num number) {
            BigDecimal value = number.value();
            return number.isInteger() && value.precision() <= 18 ? (Object) value.longValueExact() : value;
        }
        return null;
    }

    /** Converts a value of the JDK's own types to Json; Json stays as it is. */
    static Json json(@Nullable Object value) {
        return value instanceof Json json ? json : Json.parse(write(value));
    }
}
