package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.Clipped;
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
                shown = value == null
                        ? shown
                        : shown.with(field, Clipped.of(value, MOST_ELEMENTS, text -> Words.clip(text, LONGEST_TEXT)));
            }
        }
        return shown.with("createdAt", component.state().created().toString())
                .with("updatedAt", component.state().changed().toString());
    }
}
