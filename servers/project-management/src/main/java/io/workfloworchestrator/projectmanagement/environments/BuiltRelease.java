package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.util.Map;

/**
 * What is known of a release when it was built. Immutable and thread-safe.
 *
 * @param content SHA-256 over the paths and bytes of its folder and the words that start it
 * @param source SHA-256 over the paths and bytes of the source that it was built of
 * @param with what it was built with: ids of releases by the ids of their servers
 */
public record BuiltRelease(long serial, String content, String folder, String source, Map<String, String> with) {
    public BuiltRelease {
        with = Map.copyOf(with);
    }

    Json.Obj fields(ServerEntry server) {
        Json.Obj known = RecordCodec.of(BuiltRelease.class).encode(this).asObject();
        return known.with("title", server.name() + " " + serial).with("server", server.id());
    }
}
