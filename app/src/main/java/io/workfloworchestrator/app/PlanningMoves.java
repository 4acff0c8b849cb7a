package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.FileMoves;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.MovedFiles;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that move when the planning of a project goes on as the other one. Pure functions. */
final class PlanningMoves {
    private static final Pattern LIVE = Pattern.compile("/items/server/[^/]+/fields/live");

    private PlanningMoves() {}

    /** From one planning to the other, once the files say what the state says. */
    static FileMoves between(LocalProject project, String from, String to) {
        Workflow<Json> running = project.workflow(from, new OwnCommands()).open();
        Workflow<Json> target = project.workflow(to, new OwnCommands()).open();
        project.files().flush();
        return project.moves(StateKey.json(from), running.running(), StateKey.json(to), target.definition());
    }

    /**
     * Those that go back with a commit that is taken back, if it was one by which the planning went on as the other one.
     *
     * @throws io.workfloworchestrator.projectmanagement.environments.EnvironmentException {@code E_UNDO_LIVE} if it made another
     *     release of a server live
     */
    static Optional<MovedFiles> goingBack(LocalProject project, Commit undone) {
        requireKept(project.state(), undone);
        List<String> both = List.of(Planning.LEAN, Planning.FULL);
        List<String> there = both.stream()
                .filter(key -> project.state().find(StateKey.json(key)).isPresent())
                .toList();
        if (!undone.keys().containsAll(both) || there.size() != 1) {
            return Optional.empty();
        }
        String from = there.get(0);
        return Optional.of(between(project, from, from.equals(Planning.LEAN) ? Planning.FULL : Planning.LEAN));
    }

    /**
     * Refuses to take back a commit that made another release live. Clients start what the pointers name, and only a rollback starts
     * the older release first, looks whether it can read the store, and moves the pointers together with the state.
     *
     * @throws EnvironmentException {@code E_UNDO_LIVE}
     */
    private static void requireKept(StateManager states, Commit undone) {
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
