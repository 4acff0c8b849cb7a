package io.workfloworchestrator.json;

import org.jspecify.annotations.Nullable;

/**
 * Reads values that follow from each other, such as those of one key: what a value shares with the one before is not read again.
 * It keeps the last value and what was read from it. Thread-safe when the codec is.
 *
 * <pre>{@code
 * SuccessiveDecoder<Plan> plans = new SuccessiveDecoder<>(RecordCodec.of(Plan.class));
 * Plan first = plans.decode(json);
 * Plan second = plans.decode(json.with("title", Json.of("New"))); // reads only the title
 * }</pre>
 */
public final class SuccessiveDecoder<T> {
    private final Codec<T> codec;
    private volatile @Nullable Decoded<T> last;

    private record Decoded<T>(Json json, T value) {}

    public SuccessiveDecoder(Codec<T> codec) {
        this.codec = codec;
    }

    /**
     * What this value says.
     *
     * @throws CodedException if the codec cannot read it; the next value is then compared with the one before
     */
    public T decode(Json json) {
        Decoded<T> before = last;
        T value = before == null ? codec.decode(json) : codec.decode(json, before.value, before.json);
        last = new Decoded<>(json, value);
        return value;
    }

    /** Writes a value that was made from another one, and expects it to be read next. */
    public Json encode(T value, T base, Json baseJson) {
        Json json = codec.encode(value, base, baseJson);
        last = new Decoded<>(json, value);
        return json;
    }
}
