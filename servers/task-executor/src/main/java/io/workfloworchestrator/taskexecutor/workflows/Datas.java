package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;

/** Changes the data of a workflow field by field. Pure functions. */
final class Datas {
    private Datas() {}

    /** The data with these fields, and all others as they were. */
    static Json.Obj with(Json data, Json.Obj fields) {
        Json.Obj changed = data.asObject();
        for (String name : fields.keys()) {
            Json value = fields.get(name);
            changed = value == null ? changed : changed.with(name, value);
        }
        return changed;
    }
}
