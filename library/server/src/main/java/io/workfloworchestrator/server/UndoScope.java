package io.workfloworchestrator.server;

import io.workfloworchestrator.state.Commit;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which changes the tool {@code undo} may mean where its caller names no revision. A server of one workflow means those of that
 * workflow; a server of many, such as one workflow for each feature, says the types of all that it writes. Immutable.
 *
 * @param types the types of the states that the server's tools write, such as {@code feature}; empty for the workflow that is served
 * @param isLook whether a commit only records what somebody saw, such as an analysis; such a commit is passed over
 */
public record UndoScope(Set<String> types, Predicate<Commit> isLook) {
    public static final UndoScope SERVED = new UndoScope(Set.of(), commit -> false);

    public UndoScope {
        types = Set.copyOf(types);
    }

    public static UndoScope of(String... types) {
        return new UndoScope(Set.of(types), commit -> false);
    }

    /** The same, where these commits are passed over: they only record what somebody saw. */
    public UndoScope passingOver(Predicate<Commit> looks) {
        return new UndoScope(types, isLook.or(looks));
    }

    /** The changes of both, for one server that does the work of two. */
    public UndoScope and(UndoScope other) {
        Set<String> all = new TreeSet<>(types);
        all.addAll(other.types);
        return new UndoScope(all, isLook.or(other.isLook));
    }

    /** Whether a commit changed something that the server writes. */
    boolean has(Commit commit) {
        return commit.keys().stream().anyMatch(key -> types.contains(key.substring(0, Math.max(0, key.indexOf('/')))));
    }
}
