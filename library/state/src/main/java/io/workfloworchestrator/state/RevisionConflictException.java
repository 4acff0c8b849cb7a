package io.workfloworchestrator.state;

import java.util.List;

/** Somebody else changed the same places first; nothing was changed by this call. */
public final class RevisionConflictException extends StateException {
    private static final long serialVersionUID = 1L;

    private final transient Revision expected;
    private final transient Commit winner;
    private final transient List<String> paths;

    RevisionConflictException(String message, Revision expected, Commit winner, List<String> paths) {
        super("E_CONFLICT", message);
        this.expected = expected;
        this.winner = winner;
        this.paths = List.copyOf(paths);
    }

    public Revision expected() {
        return expected;
    }

    /** The newest commit that changed one of the {@link #paths() places} first. */
    public Commit winner() {
        return winner;
    }

    /** JSON pointers of the places that both changed. */
    public List<String> paths() {
        return paths;
    }
}
