package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
        fields = copy(fields, "peopleAffected", impact, "people_affected");
        fields = copy(fields, "problemSeverity", impact, "problem_severity");
        fields = copy(fields, "strategicValue", impact, "strategic_value");
        fields = copy(fields, "technicalComplexity", effort, "technical_complexity");
        fields = copy(fields, "dependenciesCount", effort, "dependencies_count");
        fields = copy(fields, "scopeClarity", effort, "scope_clarity");
        return copy(fields, "timeEstimate", effort, "time_estimate");
    }

    /**
     * The same for a goal that is there: a value that is no level, such as an effort of "3 days", and a reasoning in a person's own
     * words stay as they are.
     */
    static Json.Obj of(Evaluation evaluation, Goal goal) {
        Json.Obj fields = of(evaluation);
        for (String name : LEVELS) {
            if (goal.text(name).filter(word -> !isWord(word)).isPresent()) {
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

    private static boolean isWord(String word) {
        return Stream.concat(
                        Arrays.stream(Level.values()).map(Level::word),
                        Arrays.stream(Tier.values()).map(Tier::word))
                .anyMatch(word.strip()::equalsIgnoreCase);
    }

    private static Json.Obj copy(Json.Obj fields, String name, Json.Obj factors, String factor) {
        return factors.find(factor).map(value -> fields.with(name, value)).orElse(fields);
    }
}
