package io.workfloworchestrator.interview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Questions that belong together: a heading of the coverage map. Immutable.
 *
 * @param id unique in the set
 * @param section the section of a document to which the answers go; empty if the set does not say
 * @param loop what the questions are repeated for; null if they are asked once
 * @param questions at least one
 */
public record Topic(
        String id, String title, String section, @Nullable Loop loop, List<Question> questions) {
    public Topic {
        questions = List.copyOf(questions);
    }

    /**
     * Questions that are asked once per element of an answer: per story, per phase.
     *
     * @param variable the name by which texts and conditions read the element
     * @param over an expression that gives a list of texts, or a whole number n for the elements 1 to n
     * @param most the most elements for which they are asked
     */
    public record Loop(String variable, String over, int most) {}
}
