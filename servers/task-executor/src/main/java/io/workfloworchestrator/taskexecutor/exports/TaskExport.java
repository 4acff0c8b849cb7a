package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import java.time.Instant;
import java.util.List;

/**
 * Tasks that are to be written for another tool.
 *
 * @param title what the list is called
 * @param tasks in the order of people; the ids are those that people see
 * @param agents on how many agents a timeline is planned, 1 or more
 * @param now the time of the export
 */
public record TaskExport(String title, List<PortableTask> tasks, int agents, Instant now) {
    /** Copies the list. */
    public TaskExport {
        tasks = List.copyOf(tasks);
    }
}
