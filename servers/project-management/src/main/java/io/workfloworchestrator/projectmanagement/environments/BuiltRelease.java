package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import java.util.Map;

/**
 * What is known of a release when it was built. Immutable and thread-safe.
 *
 * @param serial its number among the releases of its server
 * @param content SHA-256 over the paths and bytes of its folder and the words that start it
 * @param folder the name of its folder
 * @param source SHA-256 over the paths and bytes of the source that it was built of
 * @param with what it was built with: ids of releases by the ids of their servers
 */
public record BuiltRelease(long serial, String content, String folder, String source, Map<String, String> with) {
    public BuiltRelease {
        with = Map.copyOf(with);
    }

    Json.Obj fields(ServerEntry server) {
        Json.Obj releases = Json.Obj.EMPTY;
        for (Map.Entry<String, String> one : with.entrySet()) {
            releases = releases.with(one.getKey(), Json.of(one.getValue()));
        }
        return Json.Obj.EMPTY
                .with("title", Json.of(server.name() + " " + serial))
                .with("server", Json.of(server.id()))
                .with("serial", Json.of(serial))
                .with("content", Json.of(content))
                .with("folder", Json.of(folder))
                .with("source", Json.of(source))
                .with("with", releases);
    }
}
