package io.workfloworchestrator.state;

/** The key that a caller wanted to create has a value already; it was not changed. */
public final class StateExistsException extends StateException {
    private static final long serialVersionUID = 1L;

    private final transient Commit existing;

    StateExistsException(String key, Commit existing) {
        super(
                "E_EXISTS",
                "'" + key + "' exists already, since revision " + existing.revision() + " (" + existing.cause()
                        + "). Change that one, or use another id.");
        this.existing = existing;
    }

    public Commit existing() {
        return existing;
    }
}
