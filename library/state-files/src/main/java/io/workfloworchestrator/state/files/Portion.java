package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.List;
import java.util.Optional;

/**
 * What one file holds of the value of its key, and how the file is written: everything as JSON, or a part as a document. All
 * decisions about a file compare values of its portion.
 */
sealed interface Portion permits Portion.Whole, DocumentPortion {
    /** A file with everything, as JSON. */
    Portion WHOLE = new Whole();

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
        return this instanceof Whole;
    }

    /** What a text says; empty if it cannot be read. */
    default Optional<Json> value(byte[] bytes, Optional<Json> last) {
        try {
            return Optional.of(read(bytes, last).value());
        } catch (CodedException e) {
            return Optional.empty();
        }
    }

    /** Everything, as JSON. */
    record Whole() implements Portion {
        /** @throws JsonException if the text is not JSON */
        @Override
        public Text read(byte[] bytes, Optional<Json> last) {
            return new Text(Json.parse(bytes), List.of());
        }

        @Override
        public Optional<Json> of(Optional<Json> keyValue) {
            return keyValue;
        }

        @Override
        public Json in(Optional<Json> keyValue, Json portion) {
            return portion;
        }

        @Override
        public Rendered render(Json value, Optional<byte[]> existing) {
            return Rendered.of(value);
        }

        @Override
        public String noteName(String path) {
            return path;
        }
    }
}
