package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.FileMoves;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.MovedFiles;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** The files that move when the planning of a project goes on as the other one. Pure functions. */
final class PlanningMoves {
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
        LiveReleases.requireKept(project.state(), undone);
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
}
