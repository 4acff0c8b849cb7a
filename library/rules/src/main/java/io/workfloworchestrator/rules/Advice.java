package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The compiled suggestion of a rule: texts and parameters with expressions in them. Immutable. */
final class Advice {
    private final Template action;
    private final @Nullable String tool;
    /** Values, with a {@link Template} in the place of each string, at any depth. */
    private final Map<String, @Nullable Object> params;

    private final Template because;

    Advice(Template action, @Nullable String tool, Map<String, @Nullable Object> params, Template because) {
        this.action = action;
        this.tool = tool;
        this.params = params;
        this.because = because;
    }

    Template action() {
        return action;
    }

    @Nullable
    String tool() {
        return tool;
    }

    /** The suggestion for these facts; throws {@link EvalError} if a part of it has no value. */
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
            throw new EvalError(e.code(), 0, part[0] + "\n" + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            throw new EvalError(
                    "E_RULE_CONDITION",
                    0,
                    part[0] + "\n" + Failures.of("the facts", e).text());
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

    Set<String> reads() {
        Set<String> reads = new TreeSet<>(action.reads());
        reads.addAll(because.reads());
        gather(params, reads);
        return reads;
    }

    private static void gather(@Nullable Object value, Set<String> reads) {
        if (value instanceof Template template) {
            reads.addAll(template.reads());
        } else if (value instanceof List<?> list) {
            list.forEach(element -> gather(element, reads));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> gather(element, reads));
        }
    }
}
