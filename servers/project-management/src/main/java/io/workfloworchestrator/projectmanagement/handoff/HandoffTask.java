package io.workfloworchestrator.projectmanagement.handoff;

import java.util.List;
import java.util.Optional;

/** @param id as the file names it, such as {@code T003}; else its place among the tasks, such as {@code 3} */
public record HandoffTask(String id, String description, Optional<Double> estimatedHours, List<String> dependsOn) {
    public HandoffTask {
        dependsOn = List.copyOf(dependsOn);
    }
}
