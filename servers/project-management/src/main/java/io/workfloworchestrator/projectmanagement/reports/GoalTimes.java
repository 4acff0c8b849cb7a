package io.workfloworchestrator.projectmanagement.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** When a goal came into each of its statuses. Immutable and thread-safe. */
public record GoalTimes(Instant created, List<Change> changes) {
    /** A change to a status. */
    public record Change(Instant at, String status) {}

    public GoalTimes {
        changes = List.copyOf(changes);
    }

    /** When it was first selected: it stopped being potential without being shelved. */
    public Optional<Instant> selected() {
        return first(status -> !status.equals("potential") && !status.equals("shelved"));
    }

    /** When it was completed for good; empty while it is not. */
    public Optional<Instant> completed() {
        Optional<Instant> since = Optional.empty();
        for (Change change : changes) {
            boolean done =
                    change.status().equals("completed") || change.status().equals("implemented");
            since = done ? since.or(() -> Optional.of(change.at())) : Optional.empty();
        }
        return since;
    }

    /** From its selection, or from its beginning if that is not known, to its completion; empty while it is not completed. */
    public Optional<Duration> toComplete() {
        return completed()
                .map(done -> Duration.between(
                        selected().filter(at -> !at.isAfter(done)).orElse(created), done));
    }

    private Optional<Instant> first(Predicate<String> wanted) {
        return changes.stream()
                .filter(change -> wanted.test(change.status()))
                .map(Change::at)
                .findFirst();
    }
}
