package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import java.util.List;

/** Refuses to write what the JSON reader's limits would refuse to read back. */
final class Limits {
    static final int MAX_BYTES = 64 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING = 1 << 20;
    private static final int MAX_TOKENS = 2_000_000;

    private int tokens;

    private Limits() {}

    /** @throws StateException (E_JSON_DEPTH, E_JSON_STRING, E_JSON_TOKENS) when a value is beyond a limit */
    static void check(Json value) {
        new Limits().walk(value, 0);
    }

    /** @throws StateException (E_STATE_TOO_LARGE) */
    static void checkSize(int bytes) {
        if (bytes > MAX_BYTES) {
            throw new StateException(
                    "E_STATE_TOO_LARGE",
                    "a value of " + bytes + " bytes is more than the limit of " + MAX_BYTES
                            + "; nothing was changed. Split it into several keys.");
        }
    }

    /** Whether a change can be read back, alone and as part of the value. */
    static boolean fitsDelta(Json delta) {
        Limits limits = new Limits();
        try {
            limits.walk(delta, 0);
            for (Json operation : delta.asList()) {
                List<Json> parts = operation.asList();
                int depth = parts.get(1).asList().size();
                for (Json value : parts.subList(2, parts.size())) {
                    limits.walk(value, depth);
                }
            }
            return true;
        } catch (CodedException beyond) {
            return false;
        }
    }

    private void walk(Json value, int depth) {
        if (++tokens > MAX_TOKENS) {
            throw refused("E_JSON_TOKENS", "a value with more than " + MAX_TOKENS + " tokens");
        }
        if (value instanceof Json.Str text && text.text().length() > MAX_STRING) {
            throw refused(
                    "E_JSON_STRING", "a string of " + text.text().length() + " characters, over " + MAX_STRING + ",");
        }
        boolean nested = value instanceof Json.Obj || value instanceof Json.Arr;
        if (nested && depth >= MAX_DEPTH) {
            throw refused("E_JSON_DEPTH", "a value nested deeper than " + MAX_DEPTH);
        }
        if (value instanceof Json.Obj object) {
            tokens += object.size() + 1;
            object.forEach((name, field) -> walk(field, depth + 1));
        } else if (value instanceof Json.Arr array) {
            tokens++;
            for (Json element : array.elements()) {
                walk(element, depth + 1);
            }
        }
    }

    private static StateException refused(String code, String what) {
        return new StateException(code, what + " could not be read back; nothing was changed. Make it smaller.");
    }
}
