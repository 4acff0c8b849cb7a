package io.workfloworchestrator.workflow;

import java.util.Set;

/**
 * What the caller offers for doing what is advised.
 *
 * @param tools the tools that may be suggested as calls
 * @param standard which of them does what
 */
record Offer(Set<String> tools, StandardTools standard, Commands commands) {
    static final Offer NOTHING = new Offer(Set.of(), StandardTools.NONE, new Commands() {});
}
