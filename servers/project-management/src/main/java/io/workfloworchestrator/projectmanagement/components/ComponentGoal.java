package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.workflow.Item;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** What a component is as a potential goal. Pure functions. */
final class ComponentGoal {
    static final List<String> TYPES = List.of("feature", "improvement", "research", "custom");

    private ComponentGoal() {}

    /** @throws ComponentException {@code E_COMPONENT_GOAL} if there is no such type */
    static String type(Optional<String> given) {
        String type = given.map(text -> text.strip().toLowerCase(Locale.ROOT)).orElse(TYPES.get(0));
        if (!TYPES.contains(type)) {
            throw new ComponentException(
                    "E_COMPONENT_GOAL", "There is no goalType \"" + type + "\"." + Names.hint(type, TYPES));
        }
        return type;
    }

    /** The fields of the goal; the component's own priority counts unless another is given. */
    static Json.Obj fields(Item component, String type, Optional<String> priority) {
        Json.Obj fields = Json.Obj.EMPTY
                .with("title", component.title())
                .with(
                        "context",
                        "From the component \"" + component.title() + "\" (" + component.id() + "), as a " + type
                                + ".");
        Optional<String> counts = priority.or(() -> component.state().text(ComponentFields.PRIORITY));
        return fields.with("description", said(description(component)))
                .with("dependencies", said(dependencies(component)))
                .with("notes", said(ComponentFields.text(component, ComponentFields.NOTES)))
                .with("priority", counts.map(PlanningItems::capital).filter(word -> !word.isEmpty()));
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static String description(Item component) {
        StringJoiner text = new StringJoiner("\n");
        String own = ComponentFields.text(component, ComponentFields.DESCRIPTION);
        List<Json> parts = ComponentFields.list(component, ComponentFields.PARTS);
        if (!own.isEmpty()) {
            text.add(own);
        }
        if (!own.isEmpty() && !parts.isEmpty()) {
            text.add("");
        }
        int number = 1;
        for (Json part : parts) {
            Json.Obj one = part.asObject();
            String about = one.text("description").map(words -> ": " + words).orElse("");
            String status = one.text("status").map(word -> " (" + word + ")").orElse("");
            text.add(number++ + ". " + one.text("name").orElse("") + about + status);
        }
        return text.toString();
    }

    private static String dependencies(Item component) {
        StringJoiner text = new StringJoiner("\n");
        List<String> words = List.of("Requires", "Required by", "Related to");
        for (int i = 0; i < words.size(); i++) {
            List<String> names = component.state().texts(ComponentFields.RELATIONS.get(i));
            if (!names.isEmpty()) {
                text.add("- " + words.get(i) + ": " + String.join(", ", names));
            }
        }
        return text.toString();
    }
}
