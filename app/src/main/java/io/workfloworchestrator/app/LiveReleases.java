package io.workfloworchestrator.app;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.util.regex.Pattern;

/** What clients get is changed by promotions and rollbacks only. Pure functions. */
final class LiveReleases {
    private static final Pattern LIVE = Pattern.compile("/items/server/[^/]+/fields/live");

    private LiveReleases() {}

    /**
     * Refuses to take back a commit that made another release live. Clients start what the pointers name, and only a rollback starts
     * the older release first, looks whether it can read the store, and moves the pointers together with the state.
     *
     * @throws EnvironmentException {@code E_UNDO_LIVE}
     */
    static void requireKept(StateManager states, Commit undone) {
        if (!undone.keys().contains(ServerBook.WORKFLOW)) {
            return;
        }
        Moment now = states.now();
        Revision before = Revision.of(undone.revision().number() - 1);
        boolean isMoved = now.diff(StateKey.json(ServerBook.WORKFLOW), before, undone.revision()).stream()
                .anyMatch(difference -> LIVE.matcher(difference.path()).matches());
        if (isMoved) {
            throw new EnvironmentException(
                    "E_UNDO_LIVE",
                    "Revision " + undone.revision()
                            + " is not taken back: it made another release live, and clients start"
                            + " what is live. To go back: workflow server rollback NAME --reason TEXT, which starts the"
                            + " older release first. To go on: workflow server check NAME, then promote it.");
        }
    }
}
