package io.workfloworchestrator.interview;

/**
 * What is wrong with one answer.
 *
 * @param id the question that was answered, as the caller named it
 * @param code stable, such as {@code E_ANSWER_TYPE}
 * @param message what is so and what to do, for people
 */
public record AnswerProblem(String id, String code, String message) {}
