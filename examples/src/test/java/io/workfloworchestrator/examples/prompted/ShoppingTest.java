package io.workfloworchestrator.examples.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.examples.ServerProcess;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/prompts/adopt-in-a-server.md} asks for at its end, of the server on which it was tried. */
class ShoppingTest {
    private static final String[] CALLS = {
        "add_item", "{\"name\": \"milk\", \"count\": 2}",
        "add_item", "{\"name\": \"bread\", \"count\": 1}",
        "list_items", "{}"
    };

    @Test
    void theServerAnswersAsBefore(@TempDir Path before, @TempDir Path after) throws IOException, InterruptedException {
        List<Json> expected = ServerProcess.ask(ShoppingBefore.class, List.of(before.toString()), CALLS);
        assertThat(expected.get(2)).isEqualTo(Json.parse("{\"items\": {\"milk\": 2, \"bread\": 1}}"));
        assertThat(ServerProcess.ask(ShoppingAfter.class, List.of(after.toString()), CALLS))
                .isEqualTo(expected);
    }

    @Test
    void whatTheServerKeptBeforeIsTakenOverOnce(@TempDir Path folder) throws IOException, InterruptedException {
        ServerProcess.ask(ShoppingBefore.class, List.of(folder.toString()), CALLS);
        List<Json> answers = ServerProcess.ask(
                ShoppingAfter.class,
                List.of(folder.toString()),
                "add_item",
                "{\"name\": \"tea\", \"count\": 1}",
                "add_item",
                "{\"name\": \"tea\", \"count\": 0}");
        assertThat(answers.get(0)).isEqualTo(Json.parse("{\"items\": {\"milk\": 2, \"bread\": 1, \"tea\": 1}}"));
        assertThat(answers.get(1).at("error", "code")).contains(Json.of("E_ARG_RANGE"));
        ServerProcess.ask(ShoppingAfter.class, List.of(folder.toString()), "list_items", "{}");
        try (StateManager states = StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")))) {
            assertThat(states.history(10))
                    .extracting(commit -> commit.cause().toString())
                    .containsExactly("example 1: add 1 tea", "shopping server: taken over from shopping.json");
        }
    }
}
