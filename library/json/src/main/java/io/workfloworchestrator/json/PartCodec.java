package io.workfloworchestrator.json;

import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes and reads the values of one type. */
interface PartCodec {
    /** {@code base} and {@code baseJson} are the same value; both are null if there is no base. */
    default Json encode(Object value, @Nullable Object base, @Nullable Json baseJson) {
        return value == base && baseJson != null ? baseJson : write(value, base, baseJson);
    }

    /** {@code base} and {@code baseJson} are the same value; both are null if there is no base. */
    default Object decode(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
        return json == baseJson && base != null ? base : read(json, path, base, baseJson);
    }

    /** As {@link #encode}, for a value that is not the identical object in the base. */
    Json write(Object value, @Nullable Object base, @Nullable Json baseJson);

    /** As {@link #decode}, for JSON that is not the identical object in the base. */
    Object read(Json json, String path, @Nullable Object base, @Nullable Json baseJson);

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

        String shown = Words.clip(got.toString(), 80);
        return JsonException.shape(path, "expected " + expected + ", but it is " + shown + ".", null);
    }
}
