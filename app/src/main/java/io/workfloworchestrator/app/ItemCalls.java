package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that do the same as the tools for items. Pure functions. */
final class ItemCalls {
    /** The tools for which there is such a command. */
    static final Set<String> TOOLS = Set.of("add_item", "move_item", "claim_item", "add_evidence");

    private ItemCalls() {}

    /** The words of the command behind the program's name; empty for another tool. */
    static Optional<String> command(Call call) {
        if (!TOOLS.contains(call.tool())) {
            return Optional.empty();
        }
        Json.Obj params = call.json().asObject();
        List<String> words = new ArrayList<>(List.of("item"));
        switch (call.tool()) {
            case "add_item" -> add(words, params);
            case "move_item" -> words.addAll(List.of("move", text(params, "id"), text(params, "move")));
            case "claim_item" ->
                words.addAll(List.of("claim", params.text("id").orElseGet(() -> text(params, "kind"))));
            default -> evidence(words, params);
        }
        words.removeIf(String::isEmpty);
        return Optional.of(words.stream().map(ClientConfig::shellWord).collect(Collectors.joining(" ")));
    }

    /** As {@link #command(Call)}, with the item named as people do where it is meant. */
    static Optional<String> command(Call call, Item item) {
        Map<String, Object> params = new LinkedHashMap<>(call.params());
        item.number().ifPresent(number -> params.replace("id", item.id(), number));
        return command(new Call(call.tool(), params));
    }

    private static void add(List<String> words, Json.Obj params) {
        words.addAll(List.of("add", text(params, "kind")));
        params.find("fields").map(Json::asObject).orElse(Json.Obj.EMPTY).forEach((name, value) -> {
            String shown = value.asText().orElseGet(value::toString);
            words.add(name + "=" + shown);
        });
    }

    private static void evidence(List<String> words, Json.Obj params) {
        words.addAll(List.of("evidence", text(params, "id")));
        for (String option : List.of("what", "result", "command", "exit")) {
            params.find(option).ifPresent(value -> {
                words.add("--" + option);
                words.add(value.asText().orElseGet(value::toString));
            });
        }
        if (params.find("result").isEmpty() && params.find("exit").isEmpty()) {
            words.addAll(List.of("--result", "TEXT"));
        }
    }

    private static String text(Json.Obj params, String name) {
        return params.text(name).orElse("");
    }
}
