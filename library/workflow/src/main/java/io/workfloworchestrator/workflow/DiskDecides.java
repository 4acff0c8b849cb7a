package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.WorkflowState.TrackedItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Finds the files that decided what a look at the disk committed: taking that back would last until the next look. */
record DiskDecides(Moment now, BiFunction<String, Moment, WorkflowMoment<?>> workflows) {
    private static final int LONGEST_PLACES = 600;

    /** How many commits are looked at for one that somebody made. */
    private static final int MOST_LOOKED_AT = 100;

    WorkflowException refusal(Commit commit) {
        String places = Names.fitting(List.copyOf(decided(commit).places()), ", ", LONGEST_PLACES);
        return new WorkflowException(
                "E_UNDO_DETECTED",
                "Revision " + commit.revision() + " says only what was found ("
                        + commit.cause().headline()
                        + "), so taking it back would last until the next look. "
                        + (places.isEmpty()
                                ? "It follows from what was changed before it, and goes back with that."
                                : "What lies on disk decides it, or what does not: " + places
                                        + ". Change that, and the state follows by itself.")
                        + " Nothing was changed." + other());
    }

    /** The newest of these commits that somebody made, or that nothing but the disk decides. */
    Optional<Commit> newestMeant(List<Commit> commits) {
        return commits.stream()
                .filter(commit -> isMade(commit) || decided(commit).byDiskAlone())
                .findFirst();
    }

    private static boolean isMade(Commit commit) {
        return !DiskChange.isFound(commit.cause());
    }

    /** What decided the changes of a commit: places on disk, and whether a change of the state before it decided some. */
    private record Decided(Set<String> places, boolean byState) {
        boolean byDiskAlone() {
            return !places.isEmpty() && !byState;
        }
    }

    private Decided decided(Commit commit) {
        Set<String> places = new LinkedHashSet<>();
        boolean byState = false;
        for (String key : commit.keys()) {
            try {
                byState |= add(places, key, commit);
            } catch (CodedException e) {
                // A workflow that cannot be read any more tells nothing of its places.
            }
        }
        return new Decided(places, byState);
    }

    /** The change that somebody probably means to take back. */
    private String other() {
        return now.history(MOST_LOOKED_AT).stream()
                .filter(DiskDecides::isMade)
                .findFirst()
                .map(commit -> " The newest change that somebody made is revision " + commit.revision() + " ("
                        + commit.cause().actor() + ": " + commit.cause().headline() + ").")
                .orElse("");
    }

    /** Adds the places on disk that decided a workflow's changes in a commit; whether the state decided some of them. */
    private boolean add(Set<String> places, String key, Commit commit) {
        WorkflowMoment<?> after = workflows.apply(key, now.at(commit.revision()));
        Optional<WorkflowMoment<?>> before = beforeTheChangeBefore(key, commit);
        boolean byState = false;
        Revision earlier = Revision.of(commit.revision().number() - 1);
        for (JsonDiff change : now.diff(after.state().key(), earlier, commit.revision())) {
            List<String> path = new ArrayList<>(List.of(change.path().split("/", -1)));
            path.replaceAll(part -> part.replace("~1", "/").replace("~0", "~"));
            if (path.size() > 2 && path.get(1).equals("steps")) {
                String step = path.get(2);
                if (before.isPresent() && holds(after, step) != holds(before.get(), step)) {
                    byState = true;
                } else {
                    places.addAll(ofStep(after, step));
                }
            } else if (path.size() > 3 && path.get(1).equals("tracked")) {
                places.add(ofItem(after.state().value(), path.get(2), path.get(3)));
            }
        }
        return byState;
    }

    /**
     * The workflow without the last change that somebody made before a commit, on the disk as it is now: a step's condition that comes
     * out otherwise there was decided by that change and not by the disk.
     */
    private Optional<WorkflowMoment<?>> beforeTheChangeBefore(String key, Commit commit) {
        return now.at(commit.revision()).history(MOST_LOOKED_AT).stream()
                .filter(DiskDecides::isMade)
                .findFirst()
                .map(made -> now.at(Revision.of(made.revision().number() - 1)))
                .filter(moment -> moment.find(StateKey.json(key)).isPresent())
                .map(moment -> workflows.apply(key, moment));
    }

    private static boolean holds(WorkflowMoment<?> now, String step) {
        Situation at = now.looked().at();
        Condition done = at.compiled.rules.done.get(step);
        return done != null && done.check(at.facts).holds();
    }

    private static List<String> ofStep(WorkflowMoment<?> now, String step) {
        Situation at = now.looked().at();
        Condition done = at.compiled.rules.done.get(step);
        return done == null
                ? List.of()
                : done.check(at.facts).facts().stream()
                        .filter(fact ->
                                StateFacts.isOfDisk(fact) && !fact.source().isEmpty())
                        .map(fact -> fact.source())
                        .toList();
    }

    private static String ofItem(WorkflowState<?> state, String name, String key) {
        TrackedItem item = state.tracked().getOrDefault(name, Map.of()).get(key);
        return item != null && item.fields().get("path") instanceof Json.Str path ? path.text() : name + " " + key;
    }
}
