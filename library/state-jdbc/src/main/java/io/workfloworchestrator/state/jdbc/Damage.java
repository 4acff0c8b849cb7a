package io.workfloworchestrator.state.jdbc;

/** The database says something that we never wrote. Becomes E_STATE_CORRUPT; never leaves the package. */
final class Damage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damage(String what) {
        super(what);
    }

    Damage(String what, Throwable cause) {
        super(what, cause);
    }
}
