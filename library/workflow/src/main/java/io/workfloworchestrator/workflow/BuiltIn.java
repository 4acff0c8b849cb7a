package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    private static WorkflowDefinition read(String type) {
        try (InputStream compact = BuiltIn.class.getResourceAsStream(type + ".json")) {
            if (compact != null) {
                return DefinitionReader.trusted(type + ".yaml", Json.parse(compact.readAllBytes()));
            }
            try (InputStream yaml = BuiltIn.class.getResourceAsStream(type + ".yaml")) {
                return WorkflowDefinition.parse(
                        type + ".yaml", Objects.requireNonNull(yaml, type).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
