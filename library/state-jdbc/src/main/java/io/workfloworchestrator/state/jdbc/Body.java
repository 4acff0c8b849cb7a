package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;

/** JSON text as the UTF-8 bytes in which it is stored. Immutable. */
final class Body {
    static final Body EMPTY = new Body(new byte[0]);

    private final byte[] utf8;

    private Body(byte[] utf8) {
        this.utf8 = utf8;
    }

    static Body of(Json json) {
        return new Body(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes bytes that were read from a row and that nobody else has. */
    static Body read(byte[] utf8) {
        return new Body(utf8);
    }

    int size() {
        return utf8.length;
    }

    /** The bytes themselves; the caller must not change them. */
    byte[] utf8() {
        return utf8;
    }

    Json parse() {
        return Json.parse(utf8);
    }
}
