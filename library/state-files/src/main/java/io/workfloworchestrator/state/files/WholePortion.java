package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;

/** Everything of a key's value, as JSON. */
record WholePortion() implements Portion {
    static final WholePortion EVERYTHING = new WholePortion();

    /** @throws io.workfloworchestrator.json.JsonException if the text is not JSON */
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
