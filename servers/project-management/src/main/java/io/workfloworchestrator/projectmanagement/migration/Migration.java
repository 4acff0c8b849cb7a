package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.state.StateKey;
import java.util.List;

/**
 * A migration as the state keeps it, so that any process can go on with it or take it back.
 *
 * @param id when it began, such as {@code 20260801-120000}
 * @param backup the folder with copies of the files as they were; empty if there are none
 */
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
