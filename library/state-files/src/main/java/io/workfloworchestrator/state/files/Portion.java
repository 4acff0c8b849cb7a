package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What one file holds of the value of its key, and how the file is written: everything as JSON, or a part as a document. All
 * decisions about a file compare values of its portion.
 */
sealed interface Portion permits WholePortion, DocumentPortion {
    /** What a text says, and what could not be read in it. */
    record Text(Json value, List<DocumentFinding> findings) {}

    /**
     * What a text says.
     *
     * @param last the portion that the state has
     * @throws CodedException if the text as a whole cannot be read
     */
    Text read(byte[] bytes, Optional<Json> last);

    /** The portion of a key's value; empty if the value does not have it. */
    Optional<Json> of(Optional<Json> keyValue);

    /** The key's value with this portion in it. */
    Json in(Optional<Json> keyValue, Json portion);

    /**
     * The file for a value.
     *
     * @param existing the file as it is; empty if there is none
     */
    Rendered render(Json value, Optional<byte[]> existing);

    /** The name under which the store keeps notes about the file at this path. */
    String noteName(String path);

    /** Whether this is everything, as JSON. */
    default boolean isWhole() {
        return this instanceof WholePortion;
    }

    /** What a text says; empty if it cannot be read. */
    default Optional<Json> value(byte[] bytes, Optional<Json> last) {
        try {
            return Optional.of(read(bytes, last).value());
        } catch (CodedException e) {
            return Optional.empty();
        }
    }
}
