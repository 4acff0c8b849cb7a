package io.workfloworchestrator.taskexecutor.verify;

/**
 * What was found before a workflow is archived.
 *
 * @param name names what was looked at, such as {@code allConstraintsMet}
 * @param holds whether all is well
 * @param blocks whether it holds the archive up as long as it is not
 */
public record ArchiveFinding(String name, boolean holds, boolean blocks, String message) {}
