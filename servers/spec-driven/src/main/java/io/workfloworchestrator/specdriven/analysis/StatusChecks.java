package io.workfloworchestrator.specdriven.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether what is said to be done agrees with the boxes in the files. Pure functions. */
final class StatusChecks {
    private static final Pattern PHASE = Pattern.compile("(?i)phase\\s+\\d");

    private StatusChecks() {}

    /** @param status of the feature's item; empty if it has none */
    static List<Finding> of(FeatureFiles files, Optional<String> status) {
        List<Finding> all = new ArrayList<>();
        String said = status.orElse("");
        if (said.equals("done")) {
            files.work().tasks().stream()
                    .filter(ReadTasks.Task::isOpen)
                    .findFirst()
                    .ifPresent(open -> all.add(open.at()
                            .error(
                                    "status-disagrees",
                                    "The feature is said to be done, but " + open.id() + " is not ticked.",
                                    "Do or drop what is open, or reopen the feature.")));
        }
        if (List.of("planned", "tasked", "building", "done").contains(said)
                && files.plan().isEmpty()
                && (said.equals("planned") || isPlanned(files))) {
            all.add(missing(files, said, "plan is", files.planPath()));
        }
        if (List.of("tasked", "building", "done").contains(said)
                && files.tasks().isEmpty()) {
            all.add(missing(files, said, "tasks are", files.tasksPath()));
        }
        for (ReadSpec.Statement each : files.spec().living()) {
            List<ReadTasks.Task> tasks = files.work().of(each);
            Optional<ReadTasks.Task> open =
                    tasks.stream().filter(ReadTasks.Task::isOpen).findFirst();
            if (each.met() && open.isPresent()) {
                all.add(each.at()
                        .error(
                                "status-disagrees",
                                each.id() + " is ticked as met, but "
                                        + open.get().id() + ", which carries it out, is open (" + files.tasksPath()
                                        + ":" + open.get().line() + ").",
                                "Tick the task if it is done, or clear the box of " + each.id() + "."));
            }
            if (!each.met() && open.isEmpty() && tasks.stream().anyMatch(ReadTasks.Task::isDone)) {
                all.add(each.at()
                        .note(
                                "met-not-said",
                                "All tasks of " + each.id() + " are done, but it is not ticked as met.",
                                "Tick it if its tests pass."));
            }
        }
        return all;
    }

    /**
     * Whether the tasks were made of the phases of a plan, such as Phase 1; other tools need none, as OpenSpec and Kiro, whose
     * design.md may be left out, and whose groups of tasks an import names phases.
     */
    private static boolean isPlanned(FeatureFiles files) {
        return files.tasks().isEmpty()
                || files.work().tasks().stream()
                        .anyMatch(task -> task.fields()
                                .find("phase")
                                .filter(phase -> PHASE.matcher(phase).lookingAt())
                                .isPresent());
    }

    private static Finding missing(FeatureFiles files, String status, String what, String path) {
        return Finding.at(path, 0, files.id())
                .error(
                        "status-disagrees",
                        "The feature is said to be " + status + ", but its " + what + " not there: '" + path + "'.",
                        "Write it, or restore the file.");
    }
}
