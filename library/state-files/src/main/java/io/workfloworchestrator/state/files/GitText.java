package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A text that git has, and the id of its blob: 40 or 64 hexadecimal digits. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied because it may be megabytes.
record GitText(String id, byte[] bytes) {
    /** Its value; empty if it is not JSON. */
    Optional<Json> value() {
        try {
            return Optional.of(Json.parse(bytes));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Whether a file with this content is this text. With {@code core.autocrlf} a checkout writes other line ends. */
    boolean isIn(byte[] content) {
        if (java.util.Arrays.equals(bytes, content)) {
            return true;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.contains("\r\n")
                && text.replace("\r\n", "\n").equals(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
