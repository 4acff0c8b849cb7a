package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.migration.Migration.Move;
import io.workfloworchestrator.projectmanagement.migration.Migration.Status;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves the files of a migration, all or none.
 *
 * <p>What is to be moved is written into the state before the first file moves, and that it is done after the last. A process that
 * dies in between leaves the record: {@link #forward} goes on where it stopped, {@link #back} takes back what was moved. Both look
 * at each file anew, so either may be repeated. A move is one rename; nothing is overwritten. If a move fails, those before are
 * taken back. Both remove the temporary files that the dead process
 * left.
 *
 * @param step told before each step; a test stops here
 */
record MigrationRun(ProjectFolder project, StateManager state, Consumer<String> step) {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /**
     * @param notes what people should know, such as that git could not be told
     * @param revision of the commit that says it
     */
    record Ended(List<String> notes, Revision revision) {}

    static Optional<Migration> newest(StateManager state) {
        return state.find(Migration.KEY).map(Snapshot::value);
    }

    /** Begins a migration: from here on it can be gone on with, or taken back. */
    Revision begin(Migration migration, Cause cause) {
        step.accept("begin");
        Snapshot<Migration> begun = state.update(
                Migration.KEY,
                () -> migration.with(Status.UNDONE),
                before -> {
                    if (before.status() == Status.MOVING) {
                        throw open(before);
                    }
                    return migration;
                },
                cause.doing("began to move " + migration.moves().size() + " files"));
        return begun.revision();
    }

    static CodedException open(Migration migration) {
        return new CodedException(
                "E_MIGRATION_OPEN",
                "The migration " + migration.id() + " was begun and not finished. Call confirm_migration without"
                        + " suggestions to go on with it, or with undo: true to take it back. Nothing was changed.");
    }

    /**
     * Moves what is not moved yet.
     *
     * @throws CodedException {@code E_MIGRATION_FAILED} if a file cannot be moved; then all are where they were
     */
    Ended forward(Migration migration, Cause cause) {
        List<Move> moved = new ArrayList<>();
        try {
            removeLeftovers(migration);
            backUp(migration);
            for (Move move : migration.moves()) {
                step.accept("move " + move.from());
                move(move);
                moved.add(move);
            }
        } catch (CodedException e) {
            throw failed(migration, moved, cause, e);
        }
        return end(migration, Status.DONE, migration.moves(), "moved", cause);
    }

    private void removeLeftovers(Migration migration) {
        project.removeLeftovers(".");
        if (migration.backup().isEmpty()) {
            return;
        }
        migration.moves().stream()
                .map(move -> copy(migration, move))
                .map(copy -> copy.substring(0, copy.lastIndexOf('/')))
                .distinct()
                .forEach(project::removeLeftovers);
    }

    private static String copy(Migration migration, Move move) {
        return migration.backup() + "/" + move.from();
    }

    /**
     * Copies each file that is still where it was. A copy that is there is kept, unless it is empty: then it may be only a name that
     * a dead process reserved.
     */
    private void backUp(Migration migration) {
        for (Move move : migration.moves()) {
            String copy = copy(migration, move);
            if (!migration.backup().isEmpty() && isMissingOrEmpty(copy) && project.exists(move.from())) {
                step.accept("back up " + move.from());
                project.replace(copy, project.read(move.from(), MOST_BYTES));
            }
        }
    }

    private boolean isMissingOrEmpty(String copy) {
        return project.attributes(copy)
                .map(found -> found.kind() == PathAttributes.Kind.FILE && found.size() == 0)
                .orElse(true);
    }

    private void move(Move move) {
        boolean isThere = isFile(move.from());
        boolean isMoved = isFile(move.to());
        if (isThere && !isMoved) {
            project.move(move.from(), move.to());
        } else if (isThere == isMoved) {
            throw new CodedException(
                    "E_MIGRATION_FAILED",
                    isThere
                            ? "\"" + move.to() + "\" is there already, beside \"" + move.from() + "\"."
                            : "Neither \"" + move.from() + "\" nor \"" + move.to() + "\" is there.");
        }
    }

    private boolean isFile(String path) {
        return project.attributes(path)
                .filter(found -> found.kind() == PathAttributes.Kind.FILE)
                .isPresent();
    }

    private CodedException failed(Migration migration, List<Move> moved, Cause cause, RuntimeException why) {
        List<String> left = new ArrayList<>();
        for (int i = moved.size() - 1; i >= 0; i--) {
            Move back = moved.get(i).reversed();
            try {
                move(back);
            } catch (CodedException e) {
                left.add(back.from());
            }
        }
        String said = "The migration was broken off: " + why.getMessage();
        if (!left.isEmpty()) {
            return new CodedException(
                    "E_MIGRATION_FAILED",
                    said + " These files could not be taken back: " + String.join(", ", left)
                            + ". Mend that, then call confirm_migration with undo: true.",
                    why);
        }
        end(migration, Status.UNDONE, List.of(), "could not move", cause);
        return new CodedException(
                "E_MIGRATION_FAILED", said + " All files are where they were. Mend that, then repeat the call.", why);
    }

    /**
     * Takes back what was moved; what people changed in a moved file since then goes back with it.
     *
     * @throws CodedException {@code E_MIGRATION_UNDO} if something lies where a file was; then nothing was moved
     */
    Ended back(Migration migration, Cause cause) {
        removeLeftovers(migration);
        List<String> taken = new ArrayList<>();
        for (Move move : migration.moves()) {
            boolean isThere = isFile(move.to());
            if (isThere && project.exists(move.from()) || !isThere && !isFile(move.from())) {
                taken.add(move.from());
            }
        }
        if (!taken.isEmpty()) {
            throw new CodedException(
                    "E_MIGRATION_UNDO",
                    "These files cannot go back, since something lies where they were, or they are nowhere: "
                            + String.join(", ", taken.subList(0, Math.min(10, taken.size())))
                            + ". The copies are in " + migration.backup() + ". Nothing was moved.");
        }
        List<Move> back = new ArrayList<>();
        for (int i = migration.moves().size() - 1; i >= 0; i--) {
            Move move = migration.moves().get(i);
            back.add(move.reversed());
            if (!isFile(move.from())) {
                step.accept("take back " + move.to());
                project.move(move.to(), move.from());
            }
        }
        return end(migration, Status.UNDONE, back, "took back the move of", cause);
    }

    private Ended end(Migration migration, Status status, List<Move> moves, String done, Cause cause) {
        step.accept("git");
        List<String> notes = new GitIndex(project.root()).move(moves).stream().toList();
        step.accept("end");
        Snapshot<Migration> ended = state.update(
                Migration.KEY,
                before -> before.id().equals(migration.id()) ? before.with(status) : before,
                cause.doing(done + " " + migration.moves().size() + " files"));
        return new Ended(notes, ended.revision());
    }
}
