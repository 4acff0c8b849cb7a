package io.workfloworchestrator.taskexecutor.schedule;

/**
 * A task that is not done, and what speaks for doing it next.
 *
 * @param task its id
 * @param ready whether it waits for nothing
 * @param critical whether the whole becomes later when it does
 * @param unblocks how many tasks wait for it, directly or through others
 * @param slack by how many hours it may begin later without making the whole later (its total float)
 * @param words all of that for people: {@code ready · critical path · unblocks 7}
 */
public record RankedTask(String task, boolean ready, boolean critical, int unblocks, double slack, String words) {}
