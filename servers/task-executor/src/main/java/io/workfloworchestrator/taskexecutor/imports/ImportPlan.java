package io.workfloworchestrator.taskexecutor.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What taking over a list would do.
 *
 * @param list what the list is called, so that two lists of one tool are told apart
 * @param added the tasks that are new, in the order of the list; they need only each other and what is known
 * @param known the tasks that are there already: their ids in the list, and the ids of their items
 */
public record ImportPlan(
        ImportFormat format, String list, List<PortableTask> added, Map<String, String> known, List<ImportNote> notes) {
    public ImportPlan {
        added = List.copyOf(added);
        known = Map.copyOf(known);
        notes = List.copyOf(notes);
    }

    public Map<String, Integer> states() {
        Map<String, Integer> states = new LinkedHashMap<>();
        for (TaskState state : TaskState.values()) {
            int count =
                    (int) added.stream().filter(task -> task.state() == state).count();
            if (count > 0) {
                states.put(state.word(), count);
            }
        }
        return states;
    }
}
