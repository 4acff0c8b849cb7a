package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import java.util.List;
import java.util.Optional;

/**
 * What one file holds of the value of its key, and how the file is written: everything as JSON, or a part as a document. All
 * decisions about a file compare values of its portion.
 */
interface Portion {
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

    Json in(Optional<Json> keyValue, Json portion);

    /** What of a portion can be taken in where {@link #in} refuses the whole; empty if nothing. */
    default Optional<Documents.Acceptable> acceptable(Optional<Json> keyValue, Json portion) {
        return Optional.empty();
    }

    /** Merges what two sides made of a value of this portion; empty means that there is none. */
    default JsonMerge merge(Optional<Json> base, Optional<Json> ours, Optional<Json> theirs) {
        return JsonMerge.of(base, ours, theirs);
    }

    /** The file for a value, written over the one that exists. */
    Rendered render(Json value, Optional<byte[]> existing);

    /** The name under which the store keeps notes about the file at this path. */
    String noteName(String path);

    /** What people call that which changed between two values of the key; empty if it has no names. */
    default List<String> changed(Optional<Json> before, Json now) {
        return List.of();
    }

    default boolean isLeft() {
        return false;
    }

    /** Whether this is everything, as JSON. */
    boolean isWhole();

    /** What a text says; empty if it cannot be read. */
    default Optional<Json> value(byte[] bytes, Optional<Json> last) {
        try {
            return Optional.of(read(bytes, last).value());
        } catch (CodedException e) {
            return Optional.empty();
        }
    }
}
