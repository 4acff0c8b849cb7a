package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDelta;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.state.Revision;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds the value from which somebody made a saved file: of the values that the file had, the one that differs from it in
 * the fewest places. An editor that was open for an hour saves everything as it was an hour ago, except what was typed. Only
 * compared with the value of an hour ago, the difference is what was typed.
 *
 * <p>If several values are equally near and the newest is one of them, it is taken, since most people edit what is there now;
 * otherwise the value that was last saved by hand, since the editor may still be open; otherwise the oldest value since that
 * save. Compared with the oldest, a place that both the person and others changed is a conflict that is named; compared with
 * a newer one, the others' change would be overwritten silently.
 *
 * <p>The past is walked back from the newest value, until the file has most of what changed after the value that is reached:
 * then the file is newer than it. If the walk gets too long before that, and the file does not even have half of what changed
 * in the part that was walked, the file may be older still. Then nothing that was found is its base: the differences are
 * {@linkplain Base#doubtful in doubt}, and taking them for edits would undo the work of others.
 */
final class MergeBase {
    /** At most so many values of the past are looked at. */
    static final int MOST = 4_096;

    /** The walk takes no longer than this, since others pass us in the queue of writers after two seconds. */
    private static final long MOST_NANOS = 1_500_000_000L;

    /** After so many values the walk checks whether it may end. */
    private static final int STRIDE = 128;

    private final Json file;
    private final Portion portion;
    private final Revision since;
    private final List<Json> not;
    private final LongSupplier clock;
    private final long start;

    /** The file's content, in which everything that equals the last value is the identical object. */
    private Json shared;

    private Optional<Json> best = Optional.empty();
    private int distance = Integer.MAX_VALUE;
    private boolean isLikely;

    /** The revision of the best; a nearer value may come until the walk has passed it. */
    private Revision bestRevision = Revision.NONE;

    private int visited;
    private Optional<Json> oldest = Optional.empty();
    private boolean isCutShort;

    /**
     * What was found.
     *
     * @param value what the file was made from; empty if there is nothing
     * @param doubtful where the file differs from it, as JSON pointers, if that may come from the age of the file instead of
     *     an edit; empty if an edit is sure enough
     */
    record Base(Optional<Json> value, List<String> doubtful) {
        static final Base NONE = new Base(Optional.empty(), List.of());
    }

    private MergeBase(Json file, Portion portion, Revision since, List<Json> not, LongSupplier clock) {
        this.file = file;
        this.portion = portion;
        this.not = not;
        this.shared = file;
        this.since = since;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /**
     * Finds it. All values are of the portion that the file holds.
     *
     * @param newest the revision of {@code head}; what came after it does not count
     * @param likely what else the file is known to have held lately, newest first
     * @param not values from which it surely was not made
     * @param clock in nanoseconds
     */
    static Base of(
            ShadowStore store,
            FileState.Known file,
            Revision newest,
            Optional<Json> head,
            List<Json> likely,
            Json content,
            List<Json> not,
            LongSupplier clock) {
        boolean isPast = newest.compareTo(store.head()) < 0;
        Optional<EditNotes.Save> save = EditNotes.read(store, file.noteName())
                .filter(last -> !isPast || last.revision().compareTo(newest) <= 0);
        Revision since = save.map(EditNotes.Save::revision).orElse(Revision.NONE);
        MergeBase found = new MergeBase(content, file.portion(), since, not, clock);
        head.ifPresent(value -> found.offerLikely(value, newest));
        likely.forEach(value -> found.offerLikely(value, newest));
        save.ifPresent(last -> found.offerLikely(last.value(), last.revision()));
        file.recent().stream()
                .filter(held -> !isPast || held.revision().compareTo(newest) <= 0)
                .forEach(held -> found.content(store, file.key(), held)
                        .ifPresent(value -> found.offerLikely(value, held.revision())));
        store.walk(file.key(), newest, (revision, value) -> found.visit(revision, found.portion.of(value)));
        return new Base(found.best, found.doubtful());
    }

    private Optional<Json> content(ShadowStore store, String key, FileState.Held held) {
        return held.content() == null ? portion.of(store.valueAsOf(key, held.revision())) : Optional.of(held.content());
    }

    private boolean visit(Revision revision, Optional<Json> value) {
        if (value.isPresent()) {
            shared = JsonDelta.apply(value.get(), JsonDelta.between(value.get(), shared));
            offer(value.get(), revision);
            oldest = value;
        }
        boolean passed = revision.compareTo(bestRevision) <= 0;
        if (distance == 0 || ++visited % STRIDE == 0 && passed && isUnseenBelow(4)) {
            return false;
        }
        isCutShort = visited >= MOST || clock.getAsLong() - start > MOST_NANOS;
        return !isCutShort;
    }

    /** Offers a value that is taken unless another one is nearer. */
    private void offerLikely(Json candidate, Revision revision) {
        int apart = apart(candidate);
        if (apart < distance) {
            take(candidate, revision, apart, true);
        }
    }

    /** Offers a value of the past. Since the last save, the older of two equally near values is taken. */
    private void offer(Json candidate, Revision revision) {
        int apart = apart(candidate);
        boolean wins = revision.compareTo(since) >= 0;
        if (apart < distance || apart == distance && wins && !isLikely) {
            take(candidate, revision, apart, false);
        }
    }

    /**
     * In how many places a value differs. Of a document, an object that only one of the two has counts as all that is in it:
     * somebody who changed two fields of a line is nearer to the value with that line than to the one before it.
     */
    private int apart(Json candidate) {
        if (portion.isWhole()) {
            return JsonDiff.distance(Optional.of(candidate), Optional.of(shared));
        }
        return JsonDiff.between(Optional.of(candidate), Optional.of(shared)).stream()
                .mapToInt(
                        change -> change.before().isPresent() && change.after().isPresent()
                                ? 1
                                : change.before()
                                        .or(change::after)
                                        .map(MergeBase::leaves)
                                        .orElse(0))
                .sum();
    }

    private static int leaves(Json value) {
        if (value instanceof Json.Obj object) {
            int sum = 0;
            for (String key : object.keys()) {
                sum += leaves(object.find(key).orElseThrow());
            }
            return Math.max(1, sum);
        }
        return 1;
    }

    private void take(Json candidate, Revision revision, int apart, boolean likely) {
        if (not.contains(candidate)) {
            return;
        }
        distance = apart;
        bestRevision = revision;
        best = Optional.of(candidate);
        isLikely = likely;
    }

    /** Whether the file lacks less than one in so many of the changes since the oldest value that was looked at. */
    private boolean isUnseenBelow(int oneIn) {
        List<JsonDiff> changed = JsonDiff.between(oldest, best);
        List<JsonDiff> edited = JsonDiff.between(best, Optional.of(file));
        long unseen = changed.stream()
                .filter(change -> edited.stream().anyMatch(edit -> isSamePlace(edit.path(), change.path())))
                .count();
        return unseen * oneIn < changed.size();
    }

    private static boolean isSamePlace(String a, String b) {
        return a.equals(b) || a.startsWith(b + "/") || b.startsWith(a + "/");
    }

    private List<String> doubtful() {
        if (!isCutShort || distance == 0 || isUnseenBelow(2)) {
            return List.of();
        }
        return JsonDiff.between(best, Optional.of(file)).stream()
                .map(JsonDiff::path)
                .toList();
    }
}
