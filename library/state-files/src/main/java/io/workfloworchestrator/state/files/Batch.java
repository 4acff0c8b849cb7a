package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one look at the files found to commit: one commit for each reason, and what to do when all of them are in. */
final class Batch {
    /** Why files changed; committed in this order. */
    enum Why {
        RESTORED("restored from files"),
        IMPORTED("imported"),
        CONVERTED("imported"),
        CHECKED_OUT("git checkout"),
        EDITED("edited on disk");

        final String actor;

        Why(String actor) {
            this.actor = actor;
        }
    }

    /** Files up to this length are compared byte by byte, and their former values remembered, without a second thought. */
    static final int SMALL = 64 << 10;

    /** Values up to this length are rendered and fingerprinted on the way into the commit, which waits for that. */
    static final int ANNOUNCED = 4 << 10;

    /** Under this name instead of the path we know contents that people wrote and that were taken over. */
    static final String EDITED = "edited:";

    private final Map<Why, List<Change>> changes = new LinkedHashMap<>();
    private final List<Runnable> after = new ArrayList<>();
    private final List<Runnable> undo = new ArrayList<>();

    /**
     * A new value of a key.
     *
     * @param expected the revision at which its value was looked at
     * @param fingerprint of the file, if its content will have been taken over; empty if not
     */
    record Change(String path, String key, Json value, Revision expected, String fingerprint) {}

    void add(Why why, Change change) {
        changes.computeIfAbsent(why, any -> new ArrayList<>()).add(change);
    }

    /** The newest value of each key that it has. */
    Map<String, Json> values() {
        Map<String, Json> values = new HashMap<>();
        for (Why why : Why.values()) {
            changes.getOrDefault(why, List.of()).forEach(change -> values.put(change.key, change.value));
        }
        return values;
    }

    void then(Runnable action) {
        after.add(action);
    }

    /** To be done when this is not committed. */
    void otherwise(Runnable action) {
        undo.add(action);
    }

    void undo() {
        undo.forEach(Runnable::run);
    }

    /** Commits all and does what follows; false when something else was committed meanwhile, and all is to be redone. */
    boolean commit(ShadowStore store, Clock clock) {
        Map<String, Revision> committed = new HashMap<>();
        for (Why why : Why.values()) {
            List<Change> some = changes.get(why);
            if (some != null) {
                Commit commit = commit(store, clock, why, some, committed);
                if (commit == null) {
                    undo();
                    return false;
                }
                commit.keys().forEach(key -> committed.put(key, commit.revision()));
            }
        }
        after.forEach(Runnable::run);
        return true;
    }

    private static @Nullable Commit commit(
            ShadowStore store, Clock clock, Why why, List<Change> some, Map<String, Revision> committed) {
        SortedMap<String, Revision> expected = new TreeMap<>();
        SortedMap<String, Optional<Json>> values = new TreeMap<>();
        Map<String, Proposal.Announcement> announcements = new HashMap<>();
        List<String> paths = new ArrayList<>();
        for (Change change : some) {
            expected.put(change.key, committed.getOrDefault(change.key, change.expected));
            values.put(change.key, Optional.of(change.value));
            paths.add(change.path);
            if (!change.fingerprint.isEmpty()) {
                announcements.put(EDITED + change.path, new Proposal.Announcement(change.key, change.fingerprint));
            }
            if (change.value.bytes() <= SMALL) {
                announcements.put(
                        change.path,
                        new Proposal.Announcement(
                                change.key, Rendered.of(change.value).fingerprint()));
            }
        }
        CommitOutcome outcome =
                store.restore(new Proposal(expected, values, cause(why, paths), clock.instant(), announcements));
        return outcome instanceof CommitOutcome.Committed done ? done.commit() : null;
    }

    private static Cause cause(Why why, List<String> paths) {
        String names = Kept.shown(paths);
        return switch (why) {
            case RESTORED -> Cause.of(why.actor, "the state begins with " + names);
            case IMPORTED -> Cause.of("imported from " + fileName(paths.get(0)), "the document as it was: " + names);
            case CONVERTED -> Cause.of("imported from " + fileName(paths.get(0)), "converted to this format: " + names);
            case CHECKED_OUT -> Cause.of(why.actor, "git changed " + names);
            case EDITED -> Cause.of(why.actor, "changed " + names);
        };
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
