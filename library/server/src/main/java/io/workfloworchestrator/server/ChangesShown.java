package io.workfloworchestrator.server;

import io.workfloworchestrator.state.Changes;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what this client was told, so that its next answer says what others did since. One stdio server has one
 * client. Thread-safe.
 */
final class ChangesShown {
    private static final int SHOWN = 10;

    private Revision last = Revision.NONE;
    private @Nullable StateManager of;
    private final Set<Revision> own = new HashSet<>();

    /** Notes a commit of this client itself, which is not news to it. */
    synchronized void own(Revision revision) {
        own.add(revision);
    }

    /**
     * One line for each commit of others up to this moment, newest last. The lines begin after the revision that
     * the client says it knows, or else after the client's last answer.
     */
    synchronized List<String> news(StateManager state, Moment moment, Optional<Long> since) {
        if (of != state) { // the first answer, or the client's root changed
            of = state;
            last = moment.revision();
        }
        Revision known = since.map(number -> Revision.of(Math.max(0, number))).orElse(last);
        Changes changes = moment.changesSince(known, SHOWN * 2);
        List<String> lines = new ArrayList<>();
        for (Commit commit : changes.commits()) {
            if (!own.contains(commit.revision())) {
                lines.add(commit.revision() + " " + commit.cause().actor() + ": "
                        + commit.cause().headline());
            }
        }
        if (moment.revision().compareTo(last) > 0) { // a slower call may answer for an earlier moment
            last = moment.revision();
        }
        own.removeIf(revision -> revision.compareTo(last) <= 0); // a later one is still to come by
        int more = lines.size() - SHOWN;
        return more <= 0 ? List.copyOf(lines) : List.copyOf(lines.subList(more, lines.size()));
    }
}
