package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Offers {@link Wire} as the two services that the SDK asks for. Its validation accepts everything: {@link Arguments}
 * checks inputs, with errors that say what to do, and the same records give both the outputs and their schemas.
 */
final class WireMapper implements McpJsonMapper, JsonSchemaValidator {
    @Override
    public <T> T readValue(String content, Class<T> type) {
        return Wire.read(Json.parse(content), type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) {
        return Wire.read(Json.parse(content), type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) {
        return Wire.read(Json.parse(content), type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) {
        return Wire.read(Json.parse(content), type);
    }

    @Override
    public <T> T convertValue(Object from, Class<T> type) {
        return Wire.read(from, type);
    }

    @Override
    public <T> T convertValue(Object from, TypeRef<T> type) {
        return Wire.read(from, type);
    }

    @Override
    public String writeValueAsString(Object value) {
        return Wire.write(value);
    }

    @Override
    public byte[] writeValueAsBytes(Object value) {
        return Wire.write(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
        return ValidationResponse.asValid("");
    }
}
