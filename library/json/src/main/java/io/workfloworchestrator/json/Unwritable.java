package io.workfloworchestrator.json;

import java.io.Serial;

/**
 * A value that cannot be written, with the way to it. The way is put together while the refusal passes the levels above,
 * so that it costs nothing where all is well.
 */
final class Unwritable extends CodedException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String what;

    private Unwritable(String code, String path, String what) {
        super(code, "at " + (path.isEmpty() ? "/" : path) + ": " + what);
        this.path = path;
        this.what = what;
    }

    /** A null where the type does not allow one: it could be written as absent, and would then not be read again. */
    static Unwritable missing() {
        return new Unwritable(
                "E_STATE_SHAPE",
                "",
                "this is null, which only a component that is marked @Nullable may be. Nothing was changed.");
    }

    /** As {@code refusal}, which came from below the part of this name. */
    static Unwritable below(String name, CodedException refusal) {
        String step = "/" + JsonDiff.escape(name);
        return refusal instanceof Unwritable known
                ? new Unwritable(known.code(), step + known.path, known.what)
                : new Unwritable(refusal.code(), step, String.valueOf(refusal.getMessage()));
    }
}
