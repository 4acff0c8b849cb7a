package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;

/** The fields of a new goal: what is given, and for the rest what the words say. Pure functions. */
final class CreatedFields {
    private CreatedFields() {}

    static Json.Obj of(GoalRules rules, CreateGoal.In in, String name) {
        String text = name
                + in.goalDescription().map(more -> "\n" + more).orElse("")
                + in.context().map(more -> "\n" + more).orElse("");
        Json.Obj fields = EvaluatedFields.of(Evaluation.of(rules, text, factors(in)))
                .with("title", name)
                .with("measures", Json.strings(Measures.require(in.measures())));
        fields = reasons(fields, in);
        fields = texts(fields, in);
        fields = list(fields, "suggestions", in.suggestions());
        fields = list(fields, "nextSteps", in.nextSteps());
        fields = autonomy(fields, in);
        return fields;
    }

    private static Factors factors(CreateGoal.In in) {
        return new Factors(
                level("impactScore", in.impactScore()),
                in.peopleAffected(),
                level("problemSeverity", in.problemSeverity()),
                level("strategicValue", in.strategicValue()),
                level("effortScore", in.effortScore()),
                level("technicalComplexity", in.technicalComplexity()),
                in.dependenciesCount(),
                level("scopeClarity", in.scopeClarity()),
                in.timeEstimate().filter(text -> !text.isBlank()),
                in.userOverride()
                        .filter(text -> !text.isBlank())
                        .map(text -> Tier.of("userOverride", text))
                        .or(() -> in.suggestedTier().map(text -> Tier.of("suggestedTier", text))));
    }

    private static Optional<Level> level(String name, Optional<String> text) {
        return text.map(one -> Level.of(name, one));
    }

    /** Reasons and confidences that are given stand in the place of those that were found. */
    private static Json.Obj reasons(Json.Obj fields, CreateGoal.In in) {
        Json.Obj all = text(fields, "impactReasoning", in.impactReasoning());
        all = text(all, "effortReasoning", in.effortReasoning());
        all = text(
                all,
                "impactConfidence",
                level("impactConfidence", in.impactConfidence()).map(Level::word));
        return text(
                all,
                "effortConfidence",
                level("effortConfidence", in.effortConfidence()).map(Level::word));
    }

    private static Json.Obj texts(Json.Obj fields, CreateGoal.In in) {
        Json.Obj all = text(fields, "description", in.goalDescription());
        all = text(all, "context", in.context());
        all = text(all, "objective", in.objective());
        all = text(all, "problem", in.problem());
        all = text(all, "expectedValue", in.expectedValue());
        all = text(all, "effortDetails", in.effortDetails());
        all = text(all, "dependencies", in.dependencies());
        all = text(all, "risks", in.risks());
        all = text(all, "alternatives", in.alternatives());
        all = text(all, "decisionCriteria", in.decisionCriteria());
        return text(all, "notes", in.notes());
    }

    private static Json.Obj autonomy(Json.Obj fields, CreateGoal.In in) {
        Json.Obj all = text(fields, "recommendedAction", in.recommendedAction());
        all = text(all, "issueType", in.issueType());
        all = text(all, "baseType", in.baseType());
        all = text(all, "classificationReasoning", in.classificationReasoning());
        Json.Obj sure = all;
        all = in.autonomousConfidence()
                .map(value -> sure.with("autonomousConfidence", value))
                .orElse(sure);
        Json.Obj known = all;
        return in.autonomousEligible()
                .map(value -> known.with("autonomousEligible", value))
                .orElse(known);
    }

    private static Json.Obj text(Json.Obj fields, String name, Optional<String> text) {
        return text.filter(one -> !one.isBlank())
                .map(one -> fields.with(name, one))
                .orElse(fields);
    }

    private static Json.Obj list(Json.Obj fields, String name, List<String> texts) {
        return texts.isEmpty() ? fields : fields.with(name, Json.strings(texts));
    }
}
