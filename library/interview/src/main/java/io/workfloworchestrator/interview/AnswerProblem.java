package io.workfloworchestrator.interview;

/**
 * What is wrong with one answer: a code such as {@code E_ANSWER_TYPE}, and what to do, for people.
 *
 * @param id of the question; of several that nobody can decide, all of them, with commas
 */
public record AnswerProblem(String id, String code, String message) {}
