package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Through which statuses a task came, read from the history of its workflow. Immutable. */
record TaskHistory(List<Step> steps) {
    private static final int MOST_VALUES = 500;
    private static final int MOST_STEPS = 50;

    /** A status that the task came into. */
    record Step(String status, Instant at, String by, long revision) {}

    /** The statuses, the oldest first; what lies more than {@value #MOST_VALUES} changes of the workflow back is left out. */
    static TaskHistory of(Moment now, String key, String taskId) {
        List<Revision> came = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        int[] looked = {0};
        now.walk(StateKey.json(key), (revision, value) -> {
            Optional<String> status = value.flatMap(some -> some.at("items", Features.TASK, taskId, "status"))
                    .flatMap(Json::asText);
            int last = statuses.size() - 1;
            if (status.isPresent() && last >= 0 && statuses.get(last).equals(status.get())) {
                came.set(last, revision); // It had this status before, already.
            } else if (status.isPresent()) {
                came.add(revision);
                statuses.add(status.get());
            }
            return status.isPresent() && ++looked[0] < MOST_VALUES && statuses.size() <= MOST_STEPS;
        });
        List<Step> steps = new ArrayList<>();
        for (int i = statuses.size() - 1; i >= 0; i--) {
            Commit commit = now.commit(came.get(i));
            steps.add(new Step(
                    statuses.get(i),
                    commit.time(),
                    commit.cause().actor(),
                    commit.revision().number()));
        }
        return new TaskHistory(steps);
    }

    /** When the work began that led to where it stands; empty if it was never in progress since it was last in the backlog. */
    Optional<Instant> startedAt() {
        Optional<Instant> started = Optional.empty();
        for (Step step : steps) {
            if (step.status().equals(TaskStatus.BACKLOG.word())) {
                started = Optional.empty();
            } else if (step.status().equals(TaskStatus.IN_PROGRESS.word()) && started.isEmpty()) {
                started = Optional.of(step.at());
            }
        }
        return started;
    }

    Optional<Instant> completedAt() {
        return steps.isEmpty() || !steps.get(steps.size() - 1).status().equals(TaskStatus.DONE.word())
                ? Optional.empty()
                : Optional.of(steps.get(steps.size() - 1).at());
    }
}
