package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.List;

/** An evaluation as the fields of a goal. Pure functions. */
final class EvaluatedFields {
    private static final List<String> LEVELS = List.of(
            "impact", "effort", "tier", "problemSeverity", "strategicValue", "technicalComplexity", "scopeClarity");

    private EvaluatedFields() {}

    static Json.Obj of(Evaluation evaluation) {
        Json.Obj impact = evaluation.impact().factors();
        Json.Obj effort = evaluation.effort().factors();
        Json.Obj fields = Json.Obj.EMPTY
                .with("impact", evaluation.impact().level().word())
                .with("impactReasoning", evaluation.impact().reasoning())
                .with("impactConfidence", evaluation.impact().confidence().word())
                .with("effort", evaluation.effort().level().word())
                .with("effortReasoning", evaluation.effort().reasoning())
                .with("effortConfidence", evaluation.effort().confidence().word())
                .with("tier", evaluation.tier().word());
        for (Factor factor : Factor.values()) {
            Json value = impact.find(factor.scored())
                    .or(() -> effort.find(factor.scored()))
                    .orElse(null);
            fields = value == null ? fields : fields.with(factor.field, value);
        }
        return fields;
    }

    /**
     * The same for a goal that is there: a value that is no level, such as an effort of "3 days", and a reasoning in a person's own
     * words stay as they are.
     */
    static Json.Obj of(Evaluation evaluation, Goal goal) {
        Json.Obj fields = of(evaluation);
        for (String name : LEVELS) {
            if (goal.text(name)
                    .filter(word ->
                            Level.find(word).isEmpty() && Tier.find(word).isEmpty())
                    .isPresent()) {
                fields = fields.without(name);
            }
        }
        for (String name : List.of("impactReasoning", "effortReasoning")) {
            if (goal.text(name).filter(words -> !Score.isJudged(words)).isPresent()) {
                fields = fields.without(name);
            }
        }
        return fields;
    }
}
