package io.workfloworchestrator.json;

import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes and reads one type. */
interface Shape {
    /** {@code base} and {@code baseJson} are the same value; both are null if there is no base. */
    Json encode(Object value, @Nullable Object base, @Nullable Json baseJson);

    /** {@code base} and {@code baseJson} are the same value; both are null if there is no base. */
    Object decode(Json json, String path, @Nullable Object base, @Nullable Json baseJson);

    /** The value of an absent field; null if an absent field is an error. */
    default @Nullable Object absent() {
        return null;
    }

    /** Refuses null, which a caller without null checks may give. */
    static Object present(@Nullable Object value) {
        if (value == null) {
            throw Unwritable.missing();
        }
        return value;
    }

    static JsonException mismatch(String path, String expected, Json got) {
        String shown = got.toString();
        return new JsonException(
                "E_STATE_SHAPE",
                "at " + (path.isEmpty() ? "/" : path) + ": expected " + expected + ", but it is "
                        + Words.clip(shown, 80) + ".");
    }
}
