package io.workfloworchestrator.interview;

/** In which way answers are given. */
enum Taking {
    /** For the first time: an answer of somebody else is not overwritten. */
    ANSWER,
    /** In place of what was said before. */
    EDIT,
    /** As a draft, which somebody must confirm. */
    DRAFT,
    /** As the question's default, which somebody accepted. */
    DEFAULT
}
