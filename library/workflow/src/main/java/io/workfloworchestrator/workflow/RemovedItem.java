package io.workfloworchestrator.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an item that was removed, to name it to those that still need it, and to give its number to
 * nobody else; the whole item is in the history.
 */
public record RemovedItem(String title, Optional<String> number, String status, Instant at, String by) {}
