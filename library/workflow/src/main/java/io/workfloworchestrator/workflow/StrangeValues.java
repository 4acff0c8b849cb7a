package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a state holds that the definition it runs by has and another one does not: words of fields, and statuses of items. They stay as
 * they are, so nobody would notice. Pure functions.
 */
final class StrangeValues {
    private static final int MOST_ITEMS = 5;
    private static final int LONGEST = 200;

    private StrangeValues() {}

    /** A sentence for each, with the items that hold it. */
    static List<String> of(WorkflowState<?> state, Json.Obj data, WorkflowDefinition now, WorkflowDefinition then) {
        List<String> all = new ArrayList<>();
        words(data, now.data(), then.data()).forEach(fault -> all.add(fault + "; it would stay"));
        then.kinds().forEach((kind, later) -> {
            KindDefinition before = now.kinds().get(kind);
            if (before != null) {
                byFault(state, kind, before, later)
                        .forEach((fault, items) -> all.add(
                                Names.first(MOST_ITEMS, items.stream().sorted().toList()) + ": " + fault));
            }
        });
        return all;
    }

    /** The items of a kind that hold something strange, by what is wrong. */
    private static Map<String, List<String>> byFault(
            WorkflowState<?> state, String kind, KindDefinition before, KindDefinition later) {
        Map<String, List<String>> items = new TreeMap<>();
        state.items(kind).forEach((id, item) -> {
            List<String> faults = new ArrayList<>(words(Json.object(item.fields()), before.fields(), later.fields()));
            List<String> statuses = later.status().values();
            if (before.status().values().contains(item.status()) && !statuses.contains(item.status())) {
                faults.add("status must be one of " + String.join(", ", statuses) + ", but it is \"" + item.status()
                        + "\"");
            }
            String name = new Item(kind, id, item).shown();
            faults.forEach(fault -> items.computeIfAbsent(
                            fault.replaceFirst("^data\\.", "") + "; it would stay", any -> new ArrayList<>())
                    .add(name));
        });
        return items;
    }

    private static List<String> words(Json.Obj values, Map<String, FieldShape> now, Map<String, FieldShape> then) {
        List<String> faults = new ArrayList<>();
        for (String name : values.keys()) {
            Json.Obj one = Json.Obj.EMPTY.with(name, values.find(name).orElse(Json.Null.VALUE));
            Optional<String> later = strange(name, one, then);
            if (later.isPresent() && strange(name, one, now).isEmpty()) {
                faults.add(Words.clip(later.get(), LONGEST));
            }
        }
        return faults;
    }

    private static Optional<String> strange(String name, Json.Obj value, Map<String, FieldShape> shapes) {
        FieldShape shape = shapes.get(name);
        return shape == null ? Optional.empty() : Shapes.strangeWord(Json.Obj.EMPTY, value, Map.of(name, shape));
    }
}
