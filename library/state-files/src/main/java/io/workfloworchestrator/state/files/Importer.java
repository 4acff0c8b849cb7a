package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.util.Optional;

/** Turns a document of another product, found where our file would be, into our state. */
@FunctionalInterface
public interface Importer {
    /** Imports nothing. */
    Importer NONE = (key, document) -> Optional.empty();

    /**
     * The state that this document stands for; empty when it is not of the foreign format, and so is our own.
     *
     * @throws io.workfloworchestrator.state.StateException when it is of the foreign format but cannot be read, such as
     *     E_STATE_NEWER; the file is then left alone and its key read-only
     */
    Optional<Json> convert(String key, Json document);
}
