package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Toolset;

/** Something that has to be done before the project is ready, and what does it: a call, or a command line where no tool does. */
sealed interface Blocker {
    /** What is so. */
    String what();

    /** What is so, with what clears it: {@code {action, tool, params, toolset}}, or {@code {action, command}}. */
    Json.Obj recommended();

    /**
     * A call clears it.
     *
     * @param arguments its arguments; what only a person knows is left out
     */
    record ByCall(String what, String tool, Json.Obj arguments) implements Blocker {
        @Override
        public Json.Obj recommended() {
            return Toolset.call(tool, arguments).with("action", what);
        }
    }

    /**
     * A command line clears it.
     *
     * @param command the whole line; what only a person knows is a word in capitals
     */
    record ByCommand(String what, String command) implements Blocker {
        @Override
        public Json.Obj recommended() {
            return Json.Obj.EMPTY.with("action", what).with("command", command);
        }
    }
}
