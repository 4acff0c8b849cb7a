package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.state.Cause;
import java.util.function.Consumer;

/** Writes each result of a check down as evidence on the release, and passes it on. Not thread-safe. */
record GateRecorder(ServerChanges changes, ReleaseEntry release, Cause cause, Consumer<GateResult> told) {
    void take(GateResult result) {
        take(result, Json.Obj.EMPTY);
    }

    /** @param found fields of the release that the check found */
    void take(GateResult result, Json.Obj found) {
        Object unused = changes.proved(release, result.evidence(), found, cause);
        told.accept(result);
    }
}
