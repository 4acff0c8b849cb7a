package io.workfloworchestrator.examples.prompted;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
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

    private static final Items NOTHING = new Items(Map.of());

    private ShoppingAfter() {}

    public static void main(String[] args) {
        StdioServer stdio = StdioServer.claim();
        Path folder = Path.of(args[0]);
        StateManager states = StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")));
        states.takeOver(KEY, folder.resolve("shopping.json"), ShoppingAfter::old, Cause.of("shopping", "first start"));
        stdio.run(of(states));
    }

    static WorkflowMcpServer of(StateManager states) {
        return WorkflowMcpServer.builder("shopping", "2.0")
                .tool(Tool.of("add_item", Add.class, Items.class)
                        .description("Puts something on the list.")
                        .handler((in, call) -> states.update(
                                        KEY,
                                        () -> NOTHING,
                                        list -> with(list, in),
                                        Cause.of(call.client(), "add " + in.count() + " " + in.name()))
                                .value()))
                .tool(Tool.of("list_items", None.class, Items.class)
                        .description("What is on the list.")
                        .readOnly()
                        .handler((in, call) ->
                                states.find(KEY).map(Snapshot::value).orElse(NOTHING)))
                .build();
    }

    private static Items with(Items list, Add in) {
        Map<String, Integer> items = new TreeMap<>(list.items());
        items.put(in.name(), in.count());
        return new Items(items);
    }

    /** What the server kept before: the items alone. */
    private static Items old(String text) {
        return KEY.codec().decode(Json.Obj.EMPTY.with("items", Json.parse(text)));
    }
}
