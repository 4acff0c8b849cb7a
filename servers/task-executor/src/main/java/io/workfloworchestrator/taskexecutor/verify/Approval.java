package io.workfloworchestrator.taskexecutor.verify;

import java.time.Instant;

/**
 * A person's word that a command may be run.
 *
 * @param check the name of the check at that time
 */
public record Approval(String check, String command, String by, Instant at) {}
