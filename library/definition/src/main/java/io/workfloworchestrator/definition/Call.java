package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tool and the arguments to call it with by name: null, Boolean, Long, Double, String, List or Map each. In a definition
 * they are templates ({@code ${…}} is replaced), in an answer values.
 */
public record Call(String tool, Map<String, Object> params) {
    public Call {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    public Json json() {
        return Shapes.json(params);
    }
}
