package io.workfloworchestrator.interview;

import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Template;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question with its expressions, ready to be evaluated. Immutable.
 *
 * @param over what gives the elements of the topic's loop; null outside of loops
 * @param when null for always
 * @param needs the ids of the questions whose answers the condition and the loop read
 * @param advice the expression of the recommendation; null if it is literal or absent
 */
record CompiledQuestion(
        Topic topic,
        Question question,
        @Nullable Expression over,
        @Nullable Expression when,
        Set<String> needs,
        @Nullable Expression advice,
        Words words,
        @Nullable Template because) {
    /** The texts of a question, which may name the element of a loop. */
    record Words(Template text, Template hint, Template why) {}

    String id() {
        return question.id();
    }

    /** @throws NullPointerException outside of loops */
    Topic.Loop loop() {
        return Objects.requireNonNull(topic.loop(), "the question is asked once");
    }
}
