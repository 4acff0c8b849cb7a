package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.workflow.Item;
import java.util.List;

/** A component as answers show it; of long texts and lists only the beginning, so that an answer has a bound. Pure functions. */
final class ComponentView {
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_ELEMENTS = 40;

    private ComponentView() {}

    /** Its name and how far it is. */
    static Json.Obj brief(Item component) {
        return Json.Obj.EMPTY
                .with("id", component.id())
                .with("name", component.title())
                .with("stage", Components.stage(component).name());
    }

    /** All that it holds but its log. */
    static Json.Obj whole(Item component) {
        Json.Obj shown = brief(component);
        for (String field : component.state().fields().keySet()) {
            if (!List.of(ComponentFields.TITLE, ComponentFields.LOG).contains(field)) {
                Json value = component.state().fields().get(field);
                shown = value == null ? shown : shown.with(field, bounded(value));
            }
        }
        return shown.with("createdAt", component.state().created().toString())
                .with("updatedAt", component.state().changed().toString());
    }

    private static Json bounded(Json value) {
        if (value instanceof Json.Arr array) {
            return Json.array(array.elements().stream()
                    .limit(MOST_ELEMENTS)
                    .map(ComponentView::bounded)
                    .toList());
        }
        if (value instanceof Json.Obj object) {
            Json.Obj bounded = object;
            for (String name : object.keys()) {
                bounded = bounded.with(name, bounded(object.find(name).orElse(Json.Null.VALUE)));
            }
            return bounded;
        }
        return value.asText()
                .<Json>map(text -> Json.of(Words.clip(text, LONGEST_TEXT)))
                .orElse(value);
    }
}
