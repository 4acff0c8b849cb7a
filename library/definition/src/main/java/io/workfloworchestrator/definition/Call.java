package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tool and the arguments to call it with. In a definition the arguments are templates ({@code ${…}} is replaced);
 * in an answer they are values.
 *
 * @param tool the tool's name
 * @param params by name: null, Boolean, Long, Double, String, List or Map
 */
public record Call(String tool, Map<String, Object> params) {
    public Call {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** The arguments as JSON. */
    public Json json() {
        return Shapes.json(params);
    }
}
