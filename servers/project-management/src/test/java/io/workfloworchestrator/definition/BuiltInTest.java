package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The built-in definition of this server, as the build wrote it; beside the classes of the library for what only they see. */
class BuiltInTest {
    private static final String FOLDER = "/io/workfloworchestrator/projectmanagement/";
    static final List<String> TYPES = WorkflowDefinition.builtInTypes();

    @ParameterizedTest
    @FieldSource("TYPES")
    void theYamlIsProvedWithoutAnyProblem(String type) throws IOException {
        WorkflowDefinition definition = WorkflowDefinition.parse(type + ".yaml", bytes(type + ".yaml"));

        assertThat(definition.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void theCompactFormSaysWhatTheYamlSays(String type) throws IOException {
        String yaml = new String(bytes(type + ".yaml"), StandardCharsets.UTF_8);
        Problems problems = new Problems(type, yaml);
        WorkflowDefinition definition = WorkflowDefinition.parse(type, yaml);
        Json expected = definition.extended().isPresent()
                ? definition.toJson()
                : YamlReader.read(yaml, problems).orElseThrow().json();

        assertThat(problems.sorted()).isEmpty();
        Json compact = Json.parse(bytes(type + ".json"));
        assertThat(compact.at("definition")).contains(expected);
        assertThat(compact.at("fingerprint")).contains(Json.of(definition.fingerprint()));
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void theDefinitionReadFromTheCompactFormIsTheOneInTheYaml(String type) throws IOException {
        WorkflowDefinition fromYaml = WorkflowDefinition.parse(type + ".yaml", bytes(type + ".yaml"));
        WorkflowDefinition built = WorkflowDefinition.builtIn(type);

        assertThat(built.phases()).isEqualTo(fromYaml.phases());
        assertThat(built.rules()).isEqualTo(fromYaml.rules());
        assertThat(built.facts()).isEqualTo(fromYaml.facts());
        assertThat(built.paths()).isEqualTo(fromYaml.paths());
        assertThat(built.layouts()).isEqualTo(fromYaml.layouts());
        assertThat(built.track()).isEqualTo(fromYaml.track());
        assertThat(built.tools()).isEqualTo(fromYaml.tools());
        assertThat(built.warnings()).isEqualTo(fromYaml.warnings());
        assertThat(built.verify(java.util.Set.of())).isEmpty();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(WorkflowDefinition.class.getResourceAsStream(FOLDER + name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void aBuiltInDefinitionIsFoundByItsFingerprint() {
        WorkflowDefinition planning = WorkflowDefinition.builtIn("planning");

        assertThat(WorkflowDefinition.builtIn("planning", planning.fingerprint()))
                .containsSame(planning);
        assertThat(WorkflowDefinition.builtIn("planning", "0".repeat(20))).isEmpty();
        assertThat(WorkflowDefinition.builtIn("nobody", planning.fingerprint())).isEmpty();
    }
}
