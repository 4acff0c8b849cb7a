package io.workfloworchestrator.taskexecutor.schedule;

/**
 * Two tasks that may run at the same time and change the same file.
 *
 * @param one the id of a task
 * @param other the id of the other one, later in the order of people
 * @param file a file that both change
 */
public record FileConflict(String one, String other, String file) {}
