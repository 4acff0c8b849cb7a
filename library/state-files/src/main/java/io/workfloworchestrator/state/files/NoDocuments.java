package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A project whose state is published as JSON only. */
final class NoDocuments implements Documents {
    static final NoDocuments INSTANCE = new NoDocuments();

    private NoDocuments() {}

    @Override
    public List<String> patterns() {
        return List.of();
    }

    @Override
    public Optional<Place> place(String path) {
        return Optional.empty();
    }

    @Override
    public List<String> parts(String key, Json value) {
        return List.of();
    }

    @Override
    public Set<String> differing(String key, Json before, Json now) {
        return Set.of();
    }

    @Override
    public Optional<PlacedDocument> document(String key, Json value, String part) {
        return Optional.empty();
    }

    @Override
    public Json with(String key, Json value, String part, Json document) {
        return value;
    }

    @Override
    public List<String> changed(
            String key, Json now, String part, Optional<Json> documentBefore, Optional<Json> documentNow) {
        return List.of();
    }
}
