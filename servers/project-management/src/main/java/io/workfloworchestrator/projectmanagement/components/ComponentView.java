package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.Clipped;
import io.workfloworchestrator.workflow.Item;

/** A component as answers show it; of long texts and lists only the beginning, so that an answer has a bound. Pure functions. */
final class ComponentView {
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_ELEMENTS = 40;

    private ComponentView() {}

    static Json.Obj brief(Item component) {
        return Json.Obj.EMPTY
                .with("id", component.id())
                .with("name", component.title())
                .with("stage", Components.stage(component).name());
    }

    static Json.Obj whole(Item component) {
        Json.Obj shown = brief(component);
        Json.Obj fields = Json.object(component.state().fields())
                .without(ComponentFields.TITLE)
                .without(ComponentFields.LOG);
        for (String field : fields.keys()) {
            Json value = fields.find(field).orElseThrow();
            shown = shown.with(field, Clipped.of(value, MOST_ELEMENTS, text -> Words.clip(text, LONGEST_TEXT)));
        }
        return shown.with("createdAt", component.state().created().toString())
                .with("updatedAt", component.state().changed().toString());
    }
}
