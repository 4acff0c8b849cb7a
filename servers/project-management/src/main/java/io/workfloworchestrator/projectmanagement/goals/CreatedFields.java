package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.util.List;

/** The fields of a new goal: what is given, and for the rest what the words say. Pure functions. */
final class CreatedFields {
    /** The arguments that are kept as they are. Reasons that are given stand in the place of those that were found. */
    private static final List<String> KEPT = List.of("""
            impactReasoning effortReasoning context objective problem expectedValue effortDetails dependencies risks
            alternatives decisionCriteria notes suggestions nextSteps recommendedAction issueType baseType
            classificationReasoning autonomousConfidence autonomousEligible""".split("\\s+"));

    private CreatedFields() {}

    static Json.Obj of(GoalRules rules, CreateGoal.In in, String name) {
        Json.Obj given = RecordCodec.of(CreateGoal.In.class).encode(in).asObject();
        String text = name
                + in.goalDescription().map(more -> "\n" + more).orElse("")
                + in.context().map(more -> "\n" + more).orElse("");
        Json.Obj fields = Evaluation.of(rules, text, Factors.of(given))
                .fields()
                .with("title", name)
                .with("measures", Json.strings(Measures.require(in.measures())))
                .with("description", in.goalDescription().filter(words -> !words.isBlank()));
        for (String field : List.of("impactConfidence", "effortConfidence")) {
            fields = fields.with(
                    field, given.text(field).map(word -> Level.of(field, word).word()));
        }
        for (String field : KEPT) {
            Json value = given.find(field).orElse(Json.Null.VALUE);
            fields = saysNothing(value) ? fields : fields.with(field, value);
        }
        return fields;
    }

    private static boolean saysNothing(Json value) {
        return value instanceof Json.Null
                || value.asText().filter(String::isBlank).isPresent()
                || value instanceof Json.Arr list && list.elements().isEmpty();
    }
}
