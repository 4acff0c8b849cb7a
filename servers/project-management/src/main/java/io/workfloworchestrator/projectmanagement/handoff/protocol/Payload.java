package io.workfloworchestrator.projectmanagement.handoff.protocol;

/** What a message of the protocol says: one of the records that {@link HandoffType} names. */
public interface Payload {}
