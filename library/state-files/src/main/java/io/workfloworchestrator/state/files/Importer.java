package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.util.Optional;

/** Turns a document of another product, found where our file would be, into our state. */
@FunctionalInterface
public interface Importer {
    Importer NONE = (key, document) -> Optional.empty();

    /**
     * The state that this document stands for; empty if it is not of the foreign format, and so is ours.
     *
     * @throws io.workfloworchestrator.state.StateException if it is of the foreign format but cannot be read, with a code
     *     such as E_STATE_NEWER; the file is then left alone, and its key cannot be changed
     */
    Optional<Json> convert(String key, Json document);
}
