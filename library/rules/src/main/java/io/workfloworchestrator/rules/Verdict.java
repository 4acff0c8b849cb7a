package io.workfloworchestrator.rules;

/** What is certain about conditions before there are facts. */
public enum Verdict {
    /** They hold for all facts, so the conditions say nothing. */
    ALWAYS,
    /** They hold for no facts: they contradict each other. */
    NEVER,
    /** It depends on the facts, or it is not known. */
    DEPENDS
}
