package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the outcome of a condition into words, with the facts that it read. Pure functions. */
final class Conditions {
    private Conditions() {}

    static Why.Condition condition(String id, Reason reason) {
        return condition(
                id,
                reason,
                switch (reason.outcome()) {
                    case HOLDS -> "yes";
                    case FAILS -> "no";
                    case ERROR -> reason.message();
                });
    }

    static Why.Condition condition(String id, Reason reason, String outcome) {
        return new Why.Condition(
                id,
                reason.text(),
                outcome,
                reason.facts().stream()
                        .map(f -> new Why.FactUsed(f.path(), shown(f.value()), f.source()))
                        .toList());
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof List<?> list && (list.isEmpty() || list.stream().anyMatch(Map.class::isInstance))) {
            return list.isEmpty() ? "empty" : "a list of " + list.size();
        }
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return "empty";
        }
        String text = Shapes.json(value).toString();
        return Words.clip(text, 160);
    }
}
