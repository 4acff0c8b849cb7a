package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.state.StateKey;
import java.util.List;

/** A migration as the state keeps it, to go on with it or take it back; {@code backup} has copies of the files as they were. */
record Migration(String id, Status status, String backup, List<Move> moves) {
    static final StateKey<Migration> KEY = StateKey.of("migration/main", Migration.class);

    enum Status {
        MOVING,
        DONE,
        UNDONE
    }

    record Move(String from, String to) {
        Move reversed() {
            return new Move(to, from);
        }
    }

    Migration with(Status newStatus) {
        return new Migration(id, newStatus, backup, moves);
    }
}
