package io.workfloworchestrator.examples.adopting;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.examples.ServerProcess;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of other kits with the library in them; see {@code docs/adopting.md}. */
class AdoptingTest {
    @Test
    void aServerOnTheJavaSdkServesOurToolsBesideItsOwn(@TempDir Path folder) throws IOException, InterruptedException {
        List<Json> answers = ServerProcess.ask(
                SdkServer.class,
                List.of(folder.toString()),
                "echo",
                "{}",
                "save_note",
                "{\"name\": \"milk\", \"text\": \"two bottles\"}",
                "save_note",
                "{\"name\": \"milk\"}");
        assertThat(answers.get(0).at("result", "content", "0", "text")).contains(Json.of("echo"));
        assertThat(answers.get(1)).isEqualTo(Json.parse("{\"notes\": 1, \"revision\": 1}"));
        // The SDK checks arguments by our schema before our tool is called.
        assertThat(answers.get(2).at("result", "isError")).contains(Json.of(true));
        try (StateManager states = StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")))) {
            assertThat(states.history(10)).hasSize(1);
            assertThat(states.history(1).get(0).cause().actor())
                    .as("the client's name")
                    .isEqualTo("example 1");
            assertThat(new Notes(states).read("milk")).isEqualTo("two bottles");
        }
    }

    @Test
    void theBodiesOfQuarkusAndSpringToolsAreOneLine() {
        try (StateManager states = StateManager.inMemory()) {
            Notes notes = new Notes(states);
            assertThat(new QuarkusNotes(notes).save("tea", "green").structuredContent())
                    .isEqualTo(new Notes.Saved(1, 1));
            assertThat(new SpringNotes(notes).save("tea", "black")).isEqualTo(new Notes.Saved(1, 2));
            states.undo(states.head(), Cause.of("me", "green, please"));
            assertThat(notes.read("tea")).isEqualTo("green");
        }
    }

    @Test
    void aToolOfTheKitIsASpringToolToo() {
        try (StateManager states = StateManager.inMemory()) {
            SpringTool tool = new SpringTool(new Notes(states).saveTool());
            assertThat(Json.parse(tool.inputSchema())
                            .at("required")
                            .orElseThrow()
                            .asList())
                    .hasSize(2);
            assertThat(Json.parse(tool.call("{\"name\": \"a\", \"text\": \"b\"}")))
                    .isEqualTo(Json.parse("{\"notes\": 1, \"revision\": 1}"));
            assertThat(tool.call("{\"name\": \"a\", \"txt\": \"b\"}")).contains("E_ARG");
        }
    }
}
