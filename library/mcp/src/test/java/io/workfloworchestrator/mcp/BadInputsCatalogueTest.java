package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry of bad-inputs.json that concerns servers names the test that shows it, or says why there is none. */
class BadInputsCatalogueTest {
    private static final Path ROOT = Path.of("..", "..");

    static Stream<Json> entries() throws IOException {
        try (InputStream in = Objects.requireNonNull(TestServer.class.getResourceAsStream("/bad-inputs.json"))) {
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).asList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntryIsTestedOrSaysWhyNot(Json entry) throws IOException {
        String test = text(entry, "test");
        String reason = text(entry, "reason");
        if (test.isEmpty()) {
            assertThat(reason).matches("(does not apply|not done): .+");
            return;
        }
        assertThat(reason).isEmpty();
        String[] parts = test.split("[ .]"); // module Class.method
        assertThat(source(parts[0], parts[1])).contains(" void " + parts[2] + "(");
    }

    @Test
    void bothGroupsAreWhole() throws IOException {
        assertThat(entries().map(entry -> text(entry, "id")).toList())
                .containsExactlyElementsOf(
                        Stream.concat(ids("S", 14), ids("X", 15)).toList());
    }

    private static Stream<String> ids(String group, int count) {
        return Stream.iterate(1, number -> number <= count, number -> number + 1)
                .map(number -> group + (number < 10 ? "0" : "") + number);
    }

    private static String source(String module, String name) throws IOException {
        try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
            Path source = sources.filter(path -> path.endsWith(name + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + name + " in " + module));
            return Files.readString(source);
        }
    }

    private static String text(Json entry, String field) {
        return entry.at(field).flatMap(Json::asText).orElse("");
    }
}
