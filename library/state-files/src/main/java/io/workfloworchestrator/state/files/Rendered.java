package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A value as it is published; the fingerprint is the SHA-256 of the bytes, 64 hexadecimal digits. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied because it may be megabytes.
record Rendered(Json value, byte[] bytes, String fingerprint) {
    static Rendered of(Json value) {
        return of(value, value.toPrettyText().getBytes(StandardCharsets.UTF_8));
    }

    static Rendered of(Json value, byte[] bytes) {
        return new Rendered(value, bytes, fingerprint(bytes));
    }

    /** SHA-256 as 64 hexadecimal digits. */
    static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
