package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Revision;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a workflow stands. Mirrors the answer of the status tool.
 *
 * @param finished true once the last phase was left
 * @param progress 0 to 100, see {@link Workflow#progress}
 * @param concerns why the health is not good; what is odd about the files is said by the notices of the moment
 * @param items how many items of each kind there are, in the order of the definition; empty if it declares no kinds
 */
public record WorkflowStatus(
        String workflow,
        String id,
        String title,
        String phase,
        boolean finished,
        int progress,
        Health health,
        List<String> concerns,
        List<Phase> phases,
        List<Items> items,
        Revision revision) {
    /**
     * One phase.
     *
     * @param status {@code pending}, {@code in-progress} or {@code complete}
     */
    public record Phase(
            String id,
            String title,
            String status,
            Optional<Instant> entered,
            Optional<Instant> left,
            List<Step> steps) {
        /** How many of its steps are complete or skipped. */
        public long done() {
            return steps.stream().filter(s -> !s.status().equals("pending")).count();
        }
    }

    /**
     * One step.
     *
     * @param status {@code pending}, {@code complete} or {@code skipped}
     * @param optional true when its phase may be left without it
     * @param when since when it is complete or skipped
     * @param note who said so and why
     */
    public record Step(
            String id, String title, String status, boolean optional, Optional<Instant> when, Optional<String> note) {}

    /**
     * The items of one kind.
     *
     * @param title what people call one of them
     * @param done how many were done: they are final, and meet the needs of others
     * @param open how many are not final
     * @param blocked how many of the open ones wait for something
     * @param byStatus how many are in each status, in the order in which the definition declares them
     */
    public record Items(
            String kind, String title, int all, int done, int open, int blocked, Map<String, Integer> byStatus) {
        public Items {
            byStatus = Collections.unmodifiableMap(new LinkedHashMap<>(byStatus));
        }
    }

    /** The same at another revision, of which it is true too. */
    WorkflowStatus as(Revision other) {
        return other.equals(revision)
                ? this
                : new WorkflowStatus(
                        workflow, id, title, phase, finished, progress, health, concerns, phases, items, other);
    }

    /** The same in another health. */
    WorkflowStatus in(Health other) {
        return new WorkflowStatus(
                workflow, id, title, phase, finished, progress, other, concerns, phases, items, revision);
    }

    /** The first pending step of the current phase. */
    public Optional<String> currentStep() {
        return phases.stream()
                .filter(p -> p.id().equals(phase))
                .flatMap(p -> p.steps().stream())
                .filter(s -> s.status().equals("pending"))
                .map(Step::id)
                .findFirst();
    }
}
