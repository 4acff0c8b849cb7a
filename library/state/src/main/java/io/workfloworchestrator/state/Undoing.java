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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes back commits, tells which change a commit is about, and finds the later commits that changed a place. Thread-safe.
 *
 * <p>The reason of an undo begins with {@code undo revision N} or {@code redo revision N}, where N is the change itself and
 * never another undo, so reasons do not grow. In older histories N may be an undo too; such reasons are followed to the
 * change.
 */
final class Undoing {
    private static final Pattern REASON = Pattern.compile("(undo|redo) revision ([1-9]\\d{0,17})\\b.*", Pattern.DOTALL);

    /** The most links from undo to undo that are followed. */
    private static final int MOST = 1_000;

    private final StateStore store;
    private final Committer committer;

    Undoing(StateStore store, Committer committer) {
        this.store = store;
        this.committer = committer;
    }

    /** The change that a commit is about: itself, or the change that it took back or brought back. */
    private record About(Commit change, boolean inForce) {}

    TakenBack takeBack(Moment now, Revision revision, Cause cause, Runnable beside) {
        Commit undone = now.commit(revision);
        About about = about(undone);
        boolean redo = !about.inForce;
        String action = (redo ? "redo revision " : "undo revision ") + about.change.revision() + " ("
                + about.change.cause().headline() + ")";
        Optional<Commit> made = undo(undone, cause.doing(action), beside);
        Moment after = now.at(made.map(Commit::revision).orElseGet(store::head));
        return new TakenBack(undone, about.change, redo, made, after);
    }

    Optional<Commit> undo(Commit undone, Cause cause, Runnable beside) {
        Revision revision = undone.revision();
        Revision before = Revision.of(revision.number() - 1);
        Committer.Outcome<Commit> outcome = committer.commit(cause, Optional.of(undone), draft -> {
            for (String key : undone.keys()) {
                Entry newest = draft.entry(key);
                Optional<Json> now = newest == null ? Optional.empty() : newest.value();
                JsonMerge merge = JsonMerge.of(value(key, revision), now, value(key, before));
                if (!merge.isClean()) {
                    throw changedSince(key, undone, merge.conflicts());
                }
                draft.putJson(key, merge.merged());
            }
            beside.run();
            return undone;
        });
        return outcome.commit();
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

    private RevisionConflictException changedSince(String key, Commit undone, List<String> paths) {
        Revision revision = undone.revision();
        List<Commit> later = changedAfter(key, revision, paths);
        Commit winner = later.isEmpty() ? undone : later.get(0);
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
        Set<Revision> found = new LinkedHashSet<>();
        List<Optional<Json>> after = new ArrayList<>();
        List<Revision> at = new ArrayList<>();
        store.walk(key, store.head(), (here, value) -> {
            if (!after.isEmpty()) {
                List<JsonDiff> changes = JsonDiff.between(value, after.get(0));
                if (wanted.removeIf(path -> changes.stream().anyMatch(change -> meet(change.path(), path)))) {
                    found.add(at.get(0));
                }
                after.clear();
                at.clear();
            }
            after.add(value);
            at.add(here);
            return here.compareTo(revision) > 0 && !wanted.isEmpty();
        });
        List<Commit> commits = new ArrayList<>();
        for (Revision one : found) {
            commits.addAll(store.commits(Revision.of(one.number() - 1), one, 1));
        }
        return commits;
    }

    /** Whether two places are the same, or one is within the other. */
    private static boolean meet(String a, String b) {
        return a.equals("/") || b.equals("/") || (a + "/").startsWith(b + "/") || (b + "/").startsWith(a + "/");
    }

    private Optional<Json> value(String key, Revision revision) {
        return store.readAsOf(key, revision).flatMap(Entry::value);
    }
}
