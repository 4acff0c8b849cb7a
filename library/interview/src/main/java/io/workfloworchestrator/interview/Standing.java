package io.workfloworchestrator.interview;

import java.util.Optional;

/**
 * Where one question of an interview stands. Immutable.
 *
 * @param id the question's address, such as {@code persona.login}
 * @param question as it is asked, with the element's name in its text
 * @param why why it is not asked, or what about it a person should know; may be empty
 * @param answer what was said to it, also if that does not count now
 * @param element the text of the loop's element; empty outside of loops
 * @param score impact times uncertainty, 1 to 25
 */
public record Standing(
        String id,
        Question question,
        String topic,
        Status status,
        String why,
        Optional<Answer> answer,
        String element,
        int score) {
    /** Where a question stands. */
    public enum Status {
        KNOWN,
        /** It was decided for the person, who may not know it. */
        ASSUMED,
        /** It has no answer yet, or only a draft. */
        OPEN,
        SKIPPED,
        /** It is not asked, now or at all; an answer that it has is kept and does not count. */
        NOT_ASKED
    }

    /** Whether its answer counts: conditions and documents read it. */
    public boolean counts() {
        return status == Status.KNOWN || status == Status.ASSUMED;
    }

    /** Whether a client drafted an answer that waits for somebody to confirm it. */
    public boolean isProposed() {
        return status == Status.OPEN
                && answer.filter(some -> some.source() == AnswerSource.PROPOSED).isPresent();
    }

    String answerId() {
        return "Q-" + id;
    }
}
