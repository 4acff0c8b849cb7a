package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.state.Cause;
import java.util.function.Consumer;

/** Writes each result of a check down as evidence on the release, and passes it on. Not thread-safe. */
final class GateRecorder {
    private final ServerChanges changes;
    private final ReleaseEntry release;
    private final Cause cause;
    private final Consumer<GateResult> told;

    GateRecorder(ServerChanges changes, ReleaseEntry release, Cause cause, Consumer<GateResult> told) {
        this.changes = changes;
        this.release = release;
        this.cause = cause;
        this.told = told;
    }

    void take(GateResult result) {
        take(result, Json.Obj.EMPTY);
    }

    /** @param found fields of the release that the check found */
    void take(GateResult result, Json.Obj found) {
        Object unused = changes.proved(release, result.evidence(), found, cause);
        told.accept(result);
    }
}
