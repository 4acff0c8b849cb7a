package io.workfloworchestrator.specdriven.tasks;

import java.util.List;
import java.util.Optional;

/**
 * A task that is passed on. The names are those that the server of tasks reads.
 *
 * @param id its number in the feature, such as {@code T003}; by this name its progress comes back
 * @param item the id of its item, which never changes
 * @param description what is to be done
 * @param estimatedHours empty if nobody estimated it
 * @param dependsOn the numbers of the open tasks that have to be done before it
 * @param complexity 1 to 10; empty if nobody judged it
 * @param covers the numbers of the requirements that it carries out
 * @param files that it is about
 * @param parallel whether it may be done at the same time as its neighbours
 * @param phase of the plan
 * @param health whether it touches protected health data
 */
public record HandedTask(
        String id,
        String item,
        String description,
        Optional<Double> estimatedHours,
        List<String> dependsOn,
        Optional<Integer> complexity,
        List<String> covers,
        List<String> files,
        boolean parallel,
        Optional<String> phase,
        boolean health) {
    /** Copies. */
    public HandedTask {
        dependsOn = List.copyOf(dependsOn);
        covers = List.copyOf(covers);
        files = List.copyOf(files);
    }

    HandedTask needing(List<String> needs) {
        return new HandedTask(
                id, item, description, estimatedHours, needs, complexity, covers, files, parallel, phase, health);
    }
}
