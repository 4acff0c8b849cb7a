package io.workfloworchestrator.interview;

/** Where an answer comes from. */
public enum AnswerSource {
    /** A person or a client said it. */
    PERSON,
    /** A client drafted it, and it was confirmed. */
    CONFIRMED,
    /** It was decided for the person: the recommendation, or else the default. */
    ASSUMPTION,
    /** The question's default was accepted. */
    DEFAULT,
    /** A client drafted it, and nobody confirmed it yet: it does not count as an answer. */
    PROPOSED,
    /** The question was skipped: there is no value. */
    SKIPPED;

    /** Whether its value counts: conditions and documents read it. */
    public boolean counts() {
        return this != PROPOSED && this != SKIPPED;
    }
}
