package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The definitions that come with the library, read from their {@link CompactForm} when first asked for, then kept. */
final class BuiltIn {
    private static final Map<String, WorkflowDefinition> READ = new ConcurrentHashMap<>();

    private BuiltIn() {}

    static WorkflowDefinition get(String type) {
        return READ.computeIfAbsent(type, BuiltIn::read);
    }

    /** Its YAML, which is the source. */
    static String text(String type) {
        try (InputStream yaml = BuiltIn.class.getResourceAsStream(type + ".yaml")) {
            return new String(Objects.requireNonNull(yaml, type).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkflowDefinition read(String type) {
        try (InputStream compact = BuiltIn.class.getResourceAsStream(type + ".json")) {
            if (compact != null) {
                Json.Obj written = Json.parse(compact.readAllBytes()).asObject();
                return DefinitionReader.trusted(
                        type + ".yaml",
                        written.find("definition").orElse(Json.Null.VALUE),
                        written.text("fingerprint").orElse(""));
            }
            return WorkflowDefinition.parse(type + ".yaml", text(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
