package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads texts out of items. Pure functions. */
final class Texts {
    private Texts() {}

    static List<String> list(Item item, String field) {
        return list(Json.object(item.state().fields()), field);
    }

    static List<String> list(Json.Obj fields, String field) {
        return fields.find(field).map(Json::asList).orElse(List.of()).stream()
                .map(one -> one.asText().orElse(""))
                .toList();
    }

    static Map<String, String> map(Item item, String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        Json.Obj fields = Json.object(item.state().fields());
        fields.find(field)
                .map(Json::asObject)
                .orElse(Json.Obj.EMPTY)
                .forEach((name, value) -> texts.put(name, value.asText().orElse("")));
        return texts;
    }

    static long number(Item item, String field) {
        Json value = item.state().fields().get(field);
        return value == null ? 0 : Long.parseLong(value.toString());
    }
}
