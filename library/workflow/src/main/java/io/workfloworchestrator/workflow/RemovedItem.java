package io.workfloworchestrator.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an item that was removed: enough to name it to those that still need it, and to give its number to
 * nobody else. The whole item is in the history.
 *
 * @param number its number; empty if it had none
 */
public record RemovedItem(String title, Optional<String> number, String status, Instant at, String by) {}
