package io.workfloworchestrator.examples.prompted;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The same server after the prompt: same tools, same arguments, same answers; the file became state. */
final class ShoppingAfter {
    record Items(Map<String, Integer> items) {}

    record Add(
            @Field("What to buy") String name,
            @Field(value = "How many", min = 1) int count) {}

    record None() {}

    static final StateKey<Items> KEY = StateKey.of("shopping/list", Items.class);

    private ShoppingAfter() {}

    public static void main(String[] args) throws IOException {
        StdioServer stdio = StdioServer.claim();
        Path folder = Path.of(args[0]);
        StateManager states = StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")));
        takeOver(folder.resolve("shopping.json"), states);
        stdio.run(of(states));
    }

    static WorkflowMcpServer of(StateManager states) {
        return WorkflowMcpServer.builder("shopping", "2.0")
                .tool(Tool.of("add_item", Add.class, Items.class)
                        .description("Puts something on the list.")
                        .handler((in, call) -> states.update(
                                        KEY,
                                        list -> with(list, in),
                                        Cause.of(call.client(), "add " + in.count() + " " + in.name()))
                                .value()))
                .tool(Tool.of("list_items", None.class, Items.class)
                        .description("What is on the list.")
                        .readOnly()
                        .handler((in, call) -> states.get(KEY).value()))
                .build();
    }

    private static Items with(Items list, Add in) {
        Map<String, Integer> items = new TreeMap<>(list.items());
        items.put(in.name(), in.count());
        return new Items(items);
    }

    /** What the server kept before becomes the first commit; the file is left where it was. */
    private static void takeOver(Path file, StateManager states) throws IOException {
        Json before = Files.exists(file) ? Json.parse(Files.readAllBytes(file)) : Json.Obj.EMPTY;
        states.transact(Cause.of("shopping server", "taken over from shopping.json"), change -> {
            if (change.find(KEY).isEmpty()) {
                change.put(KEY, KEY.codec().decode(Json.Obj.EMPTY.with("items", before)));
            }
            return KEY;
        });
    }
}
