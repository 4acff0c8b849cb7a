package io.workfloworchestrator.specdriven.analysis;

import java.util.Optional;

/**
 * Something in the documents of a feature that somebody has to say. Immutable.
 *
 * @param id unique within the feature and the same at each look, such as {@code vague:FR-003}
 * @param kind contradiction, unanswered, number, vague or wording
 * @param impact how much depends on the answer, 5 (most) to 1
 * @param line from 1; 0 if it is about the file as a whole
 * @param answer the question of the interview whose answer is edited by this; empty if the text is a person's own
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
