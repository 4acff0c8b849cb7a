package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import java.util.Optional;

/**
 * What was answered for one feature. Immutable.
 *
 * @param answers the answers of {@code constitution}, {@code specification} and {@code planning}, each as {@link
 *     io.workfloworchestrator.interview.InterviewMoment#answers} gives them; a set that was not begun is absent
 * @param featureId the name of the feature's folder, such as {@code 001-login}
 * @param scenario {@code new-project}, {@code existing-project}, {@code add-feature}, {@code bug-fix} or {@code design-first}
 * @param goal what is known of the goal that it serves; empty if it serves none
 * @param health whether protected health data is touched, as far as the answers say
 */
public record FeatureAnswers(
        Json.Obj answers, String featureId, String scenario, Optional<Json.Obj> goal, boolean health) {}
