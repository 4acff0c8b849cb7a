package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
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

    WorkflowException refusal(Commit commit) {
        String places = Names.fitting(List.copyOf(places(commit)), ", ", LONGEST_PLACES);
        return new WorkflowException(
                "E_UNDO_DETECTED",
                "Revision " + commit.revision() + " says only what was found on disk ("
                        + commit.cause().headline()
                        + "), so taking it back would last until the next look. The files decide it: "
                        + (places.isEmpty() ? "those that the definition's facts read" : places)
                        + ". Change them, and the state follows by itself. Nothing was changed." + other());
    }

    /** The newest of these commits that somebody made, or that files decide. */
    Optional<Commit> newestMeant(List<Commit> commits) {
        return commits.stream()
                .filter(commit -> !commit.cause().actor().equals(Settling.DETECTED)
                        || !places(commit).isEmpty())
                .findFirst();
    }

    private Set<String> places(Commit commit) {
        Set<String> found = new LinkedHashSet<>();
        commit.keys().forEach(key -> found.addAll(places(key, commit)));
        return found;
    }

    /** The change that somebody probably means to take back. */
    private String other() {
        return now.history(100).stream()
                .filter(commit -> !commit.cause().actor().equals(Settling.DETECTED))
                .findFirst()
                .map(commit -> " The newest change that somebody made is revision " + commit.revision() + " ("
                        + commit.cause().actor() + ": " + commit.cause().headline() + ").")
                .orElse("");
    }

    /** Empty if the workflow cannot be read any more. */
    private Set<String> places(String key, Commit commit) {
        try {
            return places(workflows.apply(key, now), commit);
        } catch (CodedException e) {
            return Set.of();
        }
    }

    private static Set<String> places(WorkflowMoment<?> now, Commit commit) {
        Revision before = Revision.of(commit.revision().number() - 1);
        Set<String> places = new LinkedHashSet<>();
        for (JsonDiff change : now.moment().diff(now.state().key(), before, commit.revision())) {
            List<String> path = new ArrayList<>(List.of(change.path().split("/", -1)));
            path.replaceAll(part -> part.replace("~1", "/").replace("~0", "~"));
            if (path.size() > 2 && path.get(1).equals("steps")) {
                places.addAll(ofStep(now, path.get(2)));
            } else if (path.size() > 3 && path.get(1).equals("tracked")) {
                places.add(ofItem(now.state().value(), path.get(2), path.get(3)));
            }
        }
        return places;
    }

    private static List<String> ofStep(WorkflowMoment<?> now, String step) {
        Situation at = now.looked().at();
        Condition done = at.compiled.done.get(step);
        return done == null
                ? List.of()
                : done.check(at.facts).facts().stream()
                        .filter(fact -> fact.path().startsWith("facts.")
                                && !fact.source().isEmpty())
                        .map(fact -> fact.source())
                        .toList();
    }

    private static String ofItem(WorkflowState<?> state, String name, String key) {
        TrackedItem item = state.tracked().getOrDefault(name, Map.of()).get(key);
        return item != null && item.fields().get("path") instanceof Json.Str path ? path.text() : name + " " + key;
    }
}
