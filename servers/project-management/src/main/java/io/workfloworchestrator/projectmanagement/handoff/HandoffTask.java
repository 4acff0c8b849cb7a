package io.workfloworchestrator.projectmanagement.handoff;

import java.util.List;
import java.util.Optional;

/**
 * A task that was read from a specification.
 *
 * @param id as the file names it, such as {@code T003}; else its place among the tasks, such as {@code 3}
 * @param estimatedHours how long it takes in hours, if the file says so
 */
public record HandoffTask(String id, String description, Optional<Double> estimatedHours, List<String> dependsOn) {
    public HandoffTask {
        dependsOn = List.copyOf(dependsOn);
    }
}
