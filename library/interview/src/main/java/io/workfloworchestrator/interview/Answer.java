package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;
import java.time.Instant;

/**
 * What was said to one question. Immutable.
 *
 * @param value the typed value; null in JSON if the question was skipped
 * @param because why, in words: the source of an assumption or a draft; empty if nobody said
 * @param when by the clock of the process that took it
 * @param by who gave, confirmed or decided it
 * @param order its place among all answers of the interview, from 1: what was said later has a higher one
 */
public record Answer(Json value, AnswerSource source, String because, Instant when, String by, int order) {}
