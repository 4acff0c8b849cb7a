package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiled suggestion of a rule: texts and parameters with expressions in them. Immutable.
 *
 * @param params values, with a {@link Template} in the place of each string, at any depth
 * @param reads the paths of the facts that its expressions may read
 */
record Advice(
        Template action,
        @Nullable String tool,
        Map<String, @Nullable Object> params,
        Template because,
        Set<String> reads) {
    /** The suggestion for these facts; throws {@link Fault} if a part of it has no value. */
    Suggestion render(String rule, int salience, Frame frame, Map<String, @Nullable Object> binding) {
        String[] part = {"suggest/action"};
        try {
            String what = action.render(frame);
            Suggestion.Call call = null;
            if (tool != null) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (Map.Entry<String, @Nullable Object> param : params.entrySet()) {
                    part[0] = "suggest/params/" + param.getKey();
                    values.put(param.getKey(), fill(param.getValue(), frame));
                }
                call = new Suggestion.Call(tool, Collections.unmodifiableMap(values));
            }
            part[0] = "suggest/because";
            return new Suggestion(rule, salience, what, call, because.render(frame), binding);
        } catch (ExpressionException e) {
            throw new Fault(e.code(), 0, part[0] + "\n" + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            throw new Fault(
                    "E_RULE_CONDITION",
                    0,
                    part[0] + "\n" + Fault.thrown("the facts", e).text());
        }
    }

    private static @Nullable Object fill(@Nullable Object value, Frame frame) {
        if (value instanceof Template template) {
            return template.value(frame);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> filled = new ArrayList<>();
            list.forEach(element -> filled.add(fill(element, frame)));
            return Collections.unmodifiableList(filled);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> filled = new LinkedHashMap<>();
            map.forEach((key, element) -> filled.put(String.valueOf(key), fill(element, frame)));
            return Collections.unmodifiableMap(filled);
        }
        return value;
    }
}
