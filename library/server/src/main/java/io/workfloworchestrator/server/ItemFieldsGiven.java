package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an item, and data of a workflow, as somebody gives them: one value for a list is the list of it, a text with commas the list of its
 * parts, a number for a text is its text, and an item that is needed may be named by its number. Whatever else is wrong with them, the workflow refuses. Pure functions.
 */
public final class ItemFieldsGiven {
    private ItemFieldsGiven() {}

    public static Json.Obj of(Workflow<Json> workflow, String kind, Map<String, Json> given) {
        KindDefinition described = workflow.running().kinds().get(kind);
        if (described == null) {
            return Json.object(given);
        }
        Json.Obj fields = Json.Obj.EMPTY;
        for (Map.Entry<String, Json> field : given.entrySet()) {
            Json value =
                    meant(field.getKey(), field.getValue(), described.fields().get(field.getKey()));
            boolean needs = field.getKey().equals(described.needs());
            fields = fields.with(field.getKey(), needs ? ids(workflow, value) : value);
        }
        return fields;
    }

    /** The data with the values that are given; one that is null is taken away. */
    public static Json.Obj data(Json.Obj data, Json.Obj given, Map<String, FieldShape> declared) {
        Json.Obj changed = data;
        for (String name : given.keys()) {
            Json value = given.find(name).orElse(Json.Null.VALUE);
            FieldShape shape = declared.get(name);
            boolean isKnown =
                    shape != null || data.find(name).isPresent(); // another name is refused later, as a typing error
            changed = value instanceof Json.Null && isKnown
                    ? changed.without(name)
                    : changed.with(name, shape == null ? value : Shapes.meant(meant(name, value, shape), shape));
        }
        return changed;
    }

    /** A text that looks like a number or a truth value arrives as one from a command line. */
    private static Json meant(String name, Json value, @Nullable FieldShape declared) {
        boolean text = declared == null ? name.equals("title") : declared.type() == FieldShape.Type.STRING;
        return text && (value instanceof Json.Num || value instanceof Json.Bool)
                ? Json.of(value.toString())
                : listed(value, declared);
    }

    /** Whoever gives one value for a list means the list of it. */
    private static Json fitting(Json value, @Nullable FieldShape declared) {
        boolean single = declared != null
                && declared.type() == FieldShape.Type.LIST
                && !(value instanceof Json.Arr)
                && !(value instanceof Json.Null);
        return single ? Json.array(List.of(value)) : value;
    }

    /** As {@link #fitting}; and {@code a,b} is the list of both. */
    private static Json listed(Json value, @Nullable FieldShape declared) {
        if (declared == null || fitting(value, declared) == value) {
            return value;
        }
        return Json.array(parts(value, declared.of()));
    }

    private static List<Json> parts(Json value, @Nullable FieldShape element) {
        Optional<String> text = value.asText();
        if (text.isEmpty()) {
            return List.of(element == null ? value : meant("", value, element));
        }
        return Stream.of(text.get().split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> part(part, element))
                .toList();
    }

    /** A part of a text; where the list holds no texts, what it says as JSON. */
    private static Json part(String part, @Nullable FieldShape element) {
        boolean text = element == null || element.type() == FieldShape.Type.STRING;
        try {
            return text ? Json.of(part) : Json.parse(part);
        } catch (JsonException e) {
            return Json.of(part);
        }
    }

    private static Json ids(Workflow<Json> workflow, Json needs) {
        if (!(needs instanceof Json.Arr list)) {
            return needs;
        }
        List<Json> ids = new ArrayList<>();
        for (Json need : list.elements()) {
            ids.add(need.asText()
                    .map(name -> id(workflow, name))
                    .<Json>map(Json::of)
                    .orElse(need));
        }
        return Json.array(ids);
    }

    /** The id of the item that is named; the name itself if no item is meant, which the workflow then refuses. */
    private static String id(Workflow<Json> workflow, String name) {
        try {
            return workflow.items().named(name).id();
        } catch (ItemException e) {
            return name;
        }
    }
}
