package io.workfloworchestrator.projectmanagement.handoff.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The schemas that other programs read are those of the records. */
class HandoffSchemasTest {
    private static final Path FOLDER = Path.of("../../docs/schemas/handoff");

    @Test
    void theFilesSayWhatTheRecordsSay() throws IOException {
        for (Map.Entry<String, Json> schema : HandoffSchemas.all().entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(schema.getKey())))
                    .as("%s; its new text is the expected one", schema.getKey())
                    .isEqualTo(schema.getValue().toPrettyText() + "\n");
        }
    }

    @Test
    void eachTypeHasASchemaThatAsksForItsPayload() {
        for (HandoffType type : HandoffType.values()) {
            Json schema = Objects.requireNonNull(HandoffSchemas.all().get(type.word() + ".json"));
            assertThat(schema.at("properties", "handoffType", "const")).contains(Json.of(type.word()));
            assertThat(schema.at("properties", "payload", "required")
                            .orElseThrow()
                            .asList())
                    .isNotEmpty();
        }
    }
}
