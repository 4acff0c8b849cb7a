package io.workfloworchestrator.json;

/**
 * Turns typed values into {@link Json} and back. Implementations are thread-safe and deterministic. A value that an equal
 * codec has read is not read again, so a codec that is made anew for each key should have {@code equals}.
 */
public interface Codec<T> {
    /** The value as JSON. */
    Json encode(T value);

    /**
     * The value that this JSON describes.
     *
     * @throws JsonException (E_STATE_SHAPE) if it describes no such value, with the path and the expected shape
     */
    T decode(Json json);

    /**
     * The value as JSON, with the fields of {@code baseJson} that this codec does not know: a newer version or a person wrote
     * them. Unchanged parts shall be the identical {@link Json} objects of the base.
     *
     * @param base the value that {@code baseJson} was decoded to
     */
    default Json encode(T value, T base, Json baseJson) {
        return value == base ? baseJson : encode(value);
    }

    /**
     * The value that this JSON describes. Parts that are the identical {@link Json} objects in {@code baseJson} need not be
     * decoded again.
     *
     * @param base the value that {@code baseJson} was decoded to
     */
    default T decode(Json json, T base, Json baseJson) {
        return json == baseJson ? base : decode(json);
    }

    /** State that is handled as {@link Json} itself. */
    static Codec<Json> json() {
        return JsonCodec.INSTANCE;
    }
}
