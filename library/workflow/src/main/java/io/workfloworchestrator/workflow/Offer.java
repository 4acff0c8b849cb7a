package io.workfloworchestrator.workflow;

import java.util.Set;

/** What the caller offers for doing what is advised: tools, which of them does what, and command lines. */
record Offer(Set<String> tools, StandardTools standard, Commands commands) {
    static final Offer NOTHING = new Offer(Set.of(), StandardTools.NONE, new Commands() {});
}
