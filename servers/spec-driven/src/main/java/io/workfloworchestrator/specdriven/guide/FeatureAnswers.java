package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import java.util.Optional;

/**
 * What was answered for one feature so far: everything that its documents are written from. Immutable and thread-safe.
 *
 * @param featureId the name of its folder below the specifications, such as {@code 001-login}; the workflow of its requirements and
 *     tasks is {@code feature/} and this
 * @param scenario new-project, existing-project, add-feature, bug-fix or design-first
 * @param answers the members {@code constitution}, {@code specification} and {@code planning}, each exactly as {@link
 *     io.workfloworchestrator.interview.InterviewMoment#answers()} gives it, and an empty object while nothing was asked
 * @param goal the goal that it serves, as it was handed over
 * @param health whether protected health data is touched: the constitution says so, or an answer does
 */
public record FeatureAnswers(
        String featureId, String scenario, Json.Obj answers, Optional<Json.Obj> goal, boolean health) {

    /** The answers of one set: {@code constitution}, {@code specification} or {@code planning}. */
    public Json.Obj of(String set) {
        return answers.find(set).filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast).orElse(Json.Obj.EMPTY);
    }
}
