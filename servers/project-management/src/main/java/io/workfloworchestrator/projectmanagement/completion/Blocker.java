package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.json.Json;

/**
 * Something that has to be done before the project is ready, and the call that does it.
 *
 * @param what what is so
 * @param tool the call
 * @param arguments its arguments; what only a person knows is left out
 */
record Blocker(String what, String tool, Json.Obj arguments) {
    Json call() {
        return Json.Obj.EMPTY
                .with("action", Json.of(what))
                .with("tool", Json.of(tool))
                .with("params", arguments);
    }
}
