package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;

/**
 * A document and where it belongs.
 *
 * @param path relative to the project, with {@code /}
 * @param value what the file says together with what its place means, as {@link Documents.Place#value} gives it
 */
public record PlacedDocument(String path, Json value) {}
