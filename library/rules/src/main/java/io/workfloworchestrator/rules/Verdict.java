package io.workfloworchestrator.rules;

/** What can be said of conditions before there are facts. */
public enum Verdict {
    /** They are false for no facts: the conditions say nothing. */
    ALWAYS,
    /** They hold for no facts: a contradiction. */
    NEVER,
    /** It depends on the facts, or it is not known. */
    DEPENDS
}
