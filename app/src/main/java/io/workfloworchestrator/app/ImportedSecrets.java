package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.Secrets;
import io.workfloworchestrator.state.StateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a history that brings a secret. An imported history goes into the store as it is, past the check that each change
 * of the state passes, so every commit is checked here.
 */
final class ImportedSecrets {
    private ImportedSecrets() {}

    /**
     * Checks every commit and its cause.
     *
     * @param file the name of the history's file in messages
     * @throws StateException (E_SECRET) with the first place, its kind and the revision that brings it
     */
    static void refuse(String file, List<Archive.Step> history) {
        List<String> found = new ArrayList<>();
        Map<String, Json> before = new HashMap<>();
        for (Archive.Step step : history) {
            String revision = "revision " + step.revision() + " brings a secret: ";
            Secrets.kind(step.cause().actor()).ifPresent(kind -> found.add(revision + "its actor looks like " + kind));
            Secrets.kind(step.cause().reason())
                    .ifPresent(kind -> found.add(revision + "its reason looks like " + kind));
            step.changes().forEach((key, value) -> {
                Optional<Json> was =
                        Optional.ofNullable(value.isPresent() ? before.put(key, value.get()) : before.remove(key));
                value.ifPresent(json -> Secrets.added(was, json)
                        .forEach(secret -> found.add(revision + "in '" + key + "', " + secret)));
            });
        }
        if (!found.isEmpty()) {
            throw new StateException(
                    "E_SECRET",
                    "nothing was imported: in the history of " + file + ", " + found.get(0)
                            + (found.size() == 1 ? "" : ", and " + (found.size() - 1) + " more")
                            + ". State is plain text, for git and for every agent, and its history keeps it. Leave out"
                            + " --history to import the newest values alone, if it is no longer in them. To take the"
                            + " history as it is, replace the secret where it is valid and import with "
                            + LocalProject.ALLOW_SECRETS + "=1 in the environment.");
        }
    }
}
