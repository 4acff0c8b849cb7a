package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;

/** Looks at a value that a person edited before it becomes state. */
@FunctionalInterface
public interface Check {
    Check NONE = (key, value) -> {};

    /**
     * @throws io.workfloworchestrator.state.StateException if the value may not become the state of the key; the file
     *     then stays as it is and is named in the notices
     */
    void check(String key, Json value);
}
