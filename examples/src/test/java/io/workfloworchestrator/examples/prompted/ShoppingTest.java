package io.workfloworchestrator.examples.prompted;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.examples.ServerProcess;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
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
                    .containsExactly("example 1: add 1 tea", "shopping: took over shopping.json: first start");
        }
    }

    @Tag("nightly")
    @Test
    void fourProcessesAtOnceLoseNothing(@TempDir Path folder) throws Exception {
        ExecutorService together = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Json>>> running = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                List<String> calls = new ArrayList<>();
                for (int i = 0; i < 25; i++) {
                    calls.add("add_item");
                    calls.add("{\"name\": \"item-" + process + "-" + i + "\", \"count\": 1}");
                }
                running.add(together.submit(() -> ServerProcess.ask(
                        ShoppingAfter.class, List.of(folder.toString()), calls.toArray(String[]::new))));
            }
            for (Future<List<Json>> each : running) {
                assertThat(each.get(2, TimeUnit.MINUTES))
                        .allMatch(answer -> answer.at("items").isPresent());
            }
        } finally {
            together.shutdownNow();
        }
        try (StateManager states = StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")))) {
            assertThat(states.head().number()).isEqualTo(100);
            assertThat(states.get(ShoppingAfter.KEY).value().items()).hasSize(100);
        }
    }
}
