package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;

/**
 * What a question set recommends as an answer, worked out for one interview.
 *
 * @param value a valid answer to the question
 * @param because where it comes from, in words for people
 */
public record Recommendation(Json value, String because) {}
