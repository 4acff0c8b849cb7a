package io.workfloworchestrator.taskexecutor.schedule;

/**
 * One task in a schedule.
 *
 * @param task the id of the task
 * @param agent which of the agents works on it, from 1
 * @param start when it begins, in hours after the beginning
 * @param end when it is done, in hours after the beginning
 */
public record Slot(String task, int agent, double start, double end) {}
