package io.workfloworchestrator.taskexecutor.imports;

import java.util.List;

/**
 * What was found in a list of another tool.
 *
 * @param tasks in the order of the list
 */
public record ReadTasks(List<PortableTask> tasks, List<ImportNote> notes) {
    public ReadTasks {
        tasks = List.copyOf(tasks);
        notes = List.copyOf(notes);
    }
}
