package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something is advised, complete or open, or why it is not.
 *
 * @param kind {@code rule}, {@code step}, {@code gate}, {@code advance}, {@code warning}, {@code item} or {@code move}
 * @param holds true when the rule advises, the step is done, the gate holds, the phase may be left, the item is
 *     ready, it may make the move
 * @param summary one sentence
 * @param conditions each condition with its outcome and the facts it read
 * @param toChange the least that would have to change for it to hold; empty when it holds
 */
public record Why(
        String id,
        String kind,
        String title,
        boolean holds,
        String summary,
        List<Condition> conditions,
        List<String> toChange) {
    /**
     * One condition.
     *
     * @param id its id in the rule, gate or step
     * @param outcome {@code yes}, {@code no}, or what went wrong
     */
    public record Condition(String id, String is, String outcome, List<FactUsed> facts) {
        static Condition of(String id, Reason reason) {
            return of(
                    id,
                    reason,
                    switch (reason.outcome()) {
                        case HOLDS -> "yes";
                        case FAILS -> "no";
                        case ERROR -> reason.message();
                    });
        }

        /** @param outcome what it comes to, where the reason alone does not say it */
        static Condition of(String id, Reason reason, String outcome) {
            return new Condition(
                    id,
                    reason.text(),
                    outcome,
                    reason.facts().stream()
                            .map(f -> new FactUsed(f.path(), shown(f.value()), f.source()))
                            .toList());
        }

        private static String shown(@Nullable Object value) {
            if (value instanceof List<?> list
                    && (list.isEmpty() || list.stream().anyMatch(Map.class::isInstance))) {
                return list.isEmpty() ? "empty" : "a list of " + list.size();
            }
            if (value instanceof Map<?, ?> map && map.isEmpty()) {
                return "empty";
            }
            String text = Shapes.json(value).toString();
            return Words.clip(text, 160);
        }
    }

    /**
     * Something a condition read.
     *
     * @param name its path, such as {@code facts.notes.size}
     * @param source where it comes from: a file with line, or a place in the state
     */
    public record FactUsed(String name, String value, String source) {}

    /** The whole as a few lines of plain text. */
    public String toText() {
        StringBuilder text = new StringBuilder(summary);
        for (Condition condition : conditions) {
            text.append("\n  ")
                    .append(
                            condition.outcome().equals("yes")
                                    ? "[yes] "
                                    : condition.outcome().equals("no") ? "[no]  " : "[?]   ");
            text.append(condition.id()).append(": ").append(condition.is());
            if (!condition.outcome().equals("yes") && !condition.outcome().equals("no")) {
                text.append("  -> ").append(condition.outcome());
            }
            for (FactUsed fact : condition.facts()) {
                text.append("\n          ").append(fact.name()).append(" = ").append(fact.value());
                if (!fact.source().isEmpty()) {
                    text.append("   (").append(fact.source()).append(')');
                }
            }
        }
        if (!toChange.isEmpty()) {
            text.append("\n  What would change it:");
            toChange.forEach(change -> text.append("\n    - ").append(change));
        }
        return text.toString();
    }
}
