package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;

/** What a question set recommends for one interview: a valid answer, and in words where it comes from. */
public record Recommendation(Json value, String because) {}
