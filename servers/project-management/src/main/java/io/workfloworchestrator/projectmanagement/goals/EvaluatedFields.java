package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;

/** An evaluation as the fields of a goal. Pure functions. */
final class EvaluatedFields {
    private EvaluatedFields() {}

    static Json.Obj of(Evaluation evaluation) {
        Json.Obj impact = evaluation.impact().factors();
        Json.Obj effort = evaluation.effort().factors();
        Json.Obj fields = Json.Obj.EMPTY
                .with("impact", Json.of(evaluation.impact().level().word()))
                .with("impactReasoning", Json.of(evaluation.impact().reasoning()))
                .with("impactConfidence", Json.of(evaluation.impact().confidence().word()))
                .with("effort", Json.of(evaluation.effort().level().word()))
                .with("effortReasoning", Json.of(evaluation.effort().reasoning()))
                .with("effortConfidence", Json.of(evaluation.effort().confidence().word()))
                .with("tier", Json.of(evaluation.tier().word()));
        fields = copy(fields, "peopleAffected", impact, "people_affected");
        fields = copy(fields, "problemSeverity", impact, "problem_severity");
        fields = copy(fields, "strategicValue", impact, "strategic_value");
        fields = copy(fields, "technicalComplexity", effort, "technical_complexity");
        fields = copy(fields, "dependenciesCount", effort, "dependencies_count");
        fields = copy(fields, "scopeClarity", effort, "scope_clarity");
        return copy(fields, "timeEstimate", effort, "time_estimate");
    }

    private static Json.Obj copy(Json.Obj fields, String name, Json.Obj factors, String factor) {
        return factors.find(factor).map(value -> fields.with(name, value)).orElse(fields);
    }
}
