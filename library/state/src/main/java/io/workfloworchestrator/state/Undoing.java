package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes back commits, tells which change a commit is about, and finds the later commits that changed a place. Thread-safe.
 *
 * <p>The reason of an undo begins with {@code undo revision N} or {@code redo revision N}, where N is the change itself and
 * never another undo, so reasons do not grow. In older histories N may be an undo too; such reasons are followed to the
 * change.
 */
record Undoing(StateStore store, Committer committer) {
    static final Pattern REASON = Pattern.compile("(undo|redo) revision ([1-9]\\d{0,17})\\b.*", Pattern.DOTALL);

    /** The most links from undo to undo that are followed. */
    private static final int MOST = 1_000;

    /** The change that a commit is about: itself, or the change that it took back or brought back. */
    private record About(Commit change, boolean inForce) {}

    TakenBack takeBack(Moment now, Revision revision, Cause cause, Predicate<Commit> follows, Runnable beside) {
        Commit undone = now.commit(revision);
        About about = about(undone);
        boolean redo = !about.inForce;
        String action = (redo ? "redo revision " : "undo revision ") + about.change.revision() + " ("
                + about.change.cause().headline() + ")";
        Optional<Commit> made = undo(undone, cause.doing(action), follows, beside);
        Moment after = now.at(made.map(Commit::revision).orElseGet(store::head));
        return new TakenBack(undone, about.change, redo, made, after);
    }

    Optional<Commit> undo(Commit undone, Cause cause, Predicate<Commit> follows, Runnable beside) {
        Committer.Outcome<Commit> outcome = committer.commit(cause, Optional.of(undone), draft -> {
            for (String key : undone.keys()) {
                Entry newest = draft.entry(key);
                Optional<Json> now = newest == null ? Optional.empty() : newest.value();
                draft.putJson(key, without(key, undone, now, follows));
            }
            beside.run();
            return undone;
        });
        return outcome.commit();
    }

    /** The newest value without what the commit changed; what only followed from the commit goes with it. */
    private Optional<Json> without(String key, Commit undone, Optional<Json> now, Predicate<Commit> follows) {
        Optional<Json> after = value(key, undone.revision());
        Optional<Json> before = value(key, Revision.of(undone.revision().number() - 1));
        JsonMerge merge = JsonMerge.of(after, now, before);
        if (merge.isClean()) {
            return merge.merged();
        }
        List<Commit> later = allChangedAfter(key, undone.revision(), merge.conflicts());
        Optional<Commit> meant = later.stream().filter(follows.negate()).findFirst();
        if (later.isEmpty() || meant.isPresent()) {
            throw changedSince(key, undone, meant.orElse(undone), merge.conflicts());
        }
        // In each conflict the merge takes its second side.
        return JsonMerge.of(after, before, now).merged();
    }

    private About about(Commit commit) {
        Commit at = commit;
        boolean inForce = true;
        for (int i = 0; i < MOST; i++) {
            Matcher reason = REASON.matcher(at.cause().reason());
            if (!reason.matches()) {
                return new About(at, inForce);
            }
            long number = Long.parseLong(reason.group(2));
            List<Commit> found = number >= at.revision().number()
                    ? List.of()
                    : store.commits(Revision.of(number - 1), Revision.of(number), 1);
            if (found.isEmpty()) {
                return new About(at, inForce);
            }
            inForce = reason.group(1).equals("undo") != inForce;
            at = found.get(0);
        }
        return new About(at, inForce);
    }

    private static RevisionConflictException changedSince(
            String key, Commit undone, Commit winner, List<String> paths) {
        Revision revision = undone.revision();
        return new RevisionConflictException(
                "revision " + revision + " (" + undone.cause().headline() + ") cannot be taken back alone: revision "
                        + winner.revision() + " (" + winner.cause().actor() + ": "
                        + winner.cause().headline() + ") changed the same place of '" + key + "' since, "
                        + String.join(", ", paths) + ". Nothing was changed. Take back revision " + winner.revision()
                        + " first, or set what you want there by a new change.",
                revision,
                winner,
                paths);
    }

    /** The commits after a revision that changed one of these places, newest first, until each place has one. */
    List<Commit> changedAfter(String key, Revision revision, List<String> paths) {
        Set<String> wanted = new TreeSet<>(paths);
        return changers(
                key, revision, changes -> wanted.removeIf(path -> changed(changes, path)), () -> !wanted.isEmpty());
    }

    private List<Commit> allChangedAfter(String key, Revision revision, List<String> paths) {
        return changers(key, revision, changes -> paths.stream().anyMatch(path -> changed(changes, path)), () -> true);
    }

    private List<Commit> changers(
            String key, Revision revision, Predicate<List<JsonDiff>> isWanted, BooleanSupplier goesOn) {
        Set<Revision> found = new LinkedHashSet<>();
        List<Optional<Json>> after = new ArrayList<>();
        List<Revision> at = new ArrayList<>();
        store.walk(key, store.head(), (here, value) -> {
            if (!after.isEmpty()) {
                if (isWanted.test(JsonDiff.between(value, after.get(0)))) {
                    found.add(at.get(0));
                }
                after.clear();
                at.clear();
            }
            after.add(value);
            at.add(here);
            return here.compareTo(revision) > 0 && goesOn.getAsBoolean();
        });
        return found.stream()
                .flatMap(one -> store.commits(Revision.of(one.number() - 1), one, 1).stream())
                .toList();
    }

    private static boolean changed(List<JsonDiff> changes, String path) {
        return changes.stream().anyMatch(change -> meet(change.path(), path));
    }

    /** Whether two places are the same, or one is within the other. */
    private static boolean meet(String a, String b) {
        return a.equals("/") || b.equals("/") || (a + "/").startsWith(b + "/") || (b + "/").startsWith(a + "/");
    }

    private Optional<Json> value(String key, Revision revision) {
        return store.readAsOf(key, revision).flatMap(Entry::value);
    }
}
