package io.workfloworchestrator.specdriven.analysis;

import java.util.Optional;

/**
 * Something in the documents of a feature that somebody has to say. Immutable.
 *
 * @param id unique within the feature and the same at each look, such as {@code vague:FR-003}
 * @param kind contradiction, unanswered, number, vague or wording
 * @param impact how much depends on the answer, 5 (most) to 1
 * @param line from 1; 0 if it is about the file as a whole
 * @param about what it is about, such as {@code FR-003}
 * @param answer the question of the interview from which the text came: an edit of its answer answers this; empty if the text
 *     is a person's own and is changed in the file
 */
public record OpenQuestion(
        String id,
        String kind,
        int impact,
        String path,
        int line,
        String about,
        String text,
        String question,
        String why,
        Optional<String> answer) {}
