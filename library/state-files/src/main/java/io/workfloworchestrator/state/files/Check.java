package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;

/** Looks at a value that a person edited before it becomes state. */
@FunctionalInterface
public interface Check {
    Check NONE = (key, value) -> {};

    /**
     * Returns if the value may become the state of the key.
     *
     * @throws io.workfloworchestrator.state.StateException if not, with a code such as E_STATE_INVARIANT; the file
     *     then stays as it is and is named in the notices, and the state stays as it was
     */
    void check(String key, Json value);
}
