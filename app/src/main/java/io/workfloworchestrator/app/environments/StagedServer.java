package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Starts a release in staging, on a copy of a project. Pure functions. */
final class StagedServer {
    private static final int MOST_CALLS = 20;

    private StagedServer() {}

    /**
     * A server that has shaken hands.
     *
     * @param with the folders of what it is built with, by name
     * @throws io.workfloworchestrator.projectmanagement.environments.EnvironmentException {@code E_SERVER_PROTOCOL}, {@code
     *     E_SERVER_COMMAND}, {@code E_SERVER_WORDS}
     */
    static StdioProbe start(ReleaseFolder release, Map<String, Path> with, StagingCopy copy, CheckLimits limits) {
        StdioProbe probe = new StdioProbe(
                release.words(with),
                copy.path(),
                Map.of(
                        "WORKFLOW_ENVIRONMENT",
                        "staging",
                        "WORKFLOW_PROJECT",
                        copy.path().toString()),
                limits.answer());
        try {
            Object unused = probe.handshake();
            return probe;
        } catch (RuntimeException e) {
            probe.close();
            throw e;
        }
    }

    /** Has it answer these tools, which need no arguments. @return those that it refused */
    static Set<String> refused(
            ReleaseFolder release, Map<String, Path> with, StagingCopy copy, Set<String> tools, CheckLimits limits) {
        try (StdioProbe probe = start(release, with, copy, limits)) {
            Set<String> refused = new TreeSet<>();
            for (String tool : tools) {
                if (new IssueCall(tool, Json.Obj.EMPTY).make(probe).isError()) {
                    refused.add(tool);
                }
            }
            return refused;
        }
    }

    /** The tools of a server that only read, as it says itself, and need no arguments. */
    static Set<String> readers(Surface surface) {
        Set<String> readers = new TreeSet<>();
        surface.part("tools").forEach((name, tool) -> {
            boolean isReading = tool.at("annotations", "readOnlyHint").equals(Optional.of(Json.of(true)));
            boolean isBare = tool.at("inputSchema", "required")
                    .map(Json::asList)
                    .orElse(List.of())
                    .isEmpty();
            if (isReading && isBare && readers.size() < MOST_CALLS) {
                readers.add(name);
            }
        });
        return readers;
    }
}
