package io.workfloworchestrator.interview;

/**
 * What is wrong with one answer.
 *
 * @param code stable, such as {@code E_ANSWER_TYPE}
 */
public record AnswerProblem(String id, String code, String message) {}
