package io.workfloworchestrator.json;

import java.io.Serial;

/**
 * A value that cannot be written, with its path. The path is put together while the exception passes the levels above, so
 * it costs nothing if all is well.
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

    /** The same refusal, with this name before its path. */
    static Unwritable below(String name, CodedException refusal) {
        String step = "/" + JsonDiff.escape(name);
        return refusal instanceof Unwritable known
                ? new Unwritable(known.code(), step + known.path, known.what)
                : new Unwritable(refusal.code(), step, String.valueOf(refusal.getMessage()));
    }
}
