package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.JavaShape;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas (2020-12) of the hand-off protocol, made from its records. Pure functions. */
final class HandoffSchemas {
    private HandoffSchemas() {}

    /** Each schema by its file name: one for each type of message, and one for the response. */
    static Map<String, Json> all() {
        Map<String, Json> schemas = new LinkedHashMap<>();
        for (HandoffType type : HandoffType.values()) {
            Json.Obj envelope = schema(JavaShape.of(HandoffMessage.class));
            Json.Obj properties = envelope.at("properties")
                    .orElseThrow()
                    .asObject()
                    .with("version", constant(HandoffMessage.VERSION))
                    .with("handoffId", text().with("format", "uuid"))
                    .with("handoffType", constant(type.word()))
                    .with("payload", schema(JavaShape.of(type.payload())));
            if (type.from().isPresent()) {
                properties =
                        properties.with("sourceMCP", constant(type.from().get().word()));
            }
            if (type.to().isPresent()) {
                properties =
                        properties.with("targetMCP", constant(type.to().get().word()));
            }
            schemas.put(
                    type.word() + ".json", titled("Hand-off " + type.word(), envelope.with("properties", properties)));
        }
        schemas.put("response.json", titled("Response to a hand-off", schema(JavaShape.of(HandoffResponse.class))));
        return schemas;
    }

    private static Json titled(String title, Json.Obj schema) {
        return schema.with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", title);
    }

    private static Json.Obj constant(String value) {
        return Json.Obj.EMPTY.with("const", value);
    }

    private static Json.Obj type(String name) {
        return Json.Obj.EMPTY.with("type", name);
    }

    private static Json.Obj text() {
        return type("string");
    }

    private static Json.Obj schema(JavaShape shape) {
        return switch (shape.kind()) {
            case BOOL -> type("boolean");
            case INT, LONG -> type("integer");
            case DOUBLE, DECIMAL -> type("number");
            case TEXT -> text();
            case TIME -> text().with("format", "date-time");
            case DATE -> text().with("format", "date");
            case CHOICE -> text().with("enum", Json.strings(shape.words()));
            case LIST -> type("array").with("items", schema(shape.element()));
            case MAP -> type("object").with("additionalProperties", schema(shape.element()));
            case RECORD -> record(shape);
            case JSON, OTHER -> Json.Obj.EMPTY;
        };
    }

    private static Json.Obj record(JavaShape shape) {
        Json.Obj properties = Json.Obj.EMPTY;
        List<String> required = new ArrayList<>();
        for (JavaShape.Component component : shape.components()) {
            properties = properties.with(component.name(), schema(component.shape()));
            if (component.required()) {
                required.add(component.name());
            }
        }
        Json.Obj schema = type("object").with("properties", properties);
        return required.isEmpty() ? schema : schema.with("required", Json.strings(required));
    }
}
