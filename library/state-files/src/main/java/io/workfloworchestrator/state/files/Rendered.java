package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A value as it is published: the bytes of the file and their SHA-256.
 *
 * @param value what is rendered
 * @param bytes the file
 * @param fingerprint 64 hexadecimal digits
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied because it may be megabytes.
record Rendered(Json value, byte[] bytes, String fingerprint) {
    static Rendered of(Json value) {
        byte[] bytes = value.toPrettyText().getBytes(StandardCharsets.UTF_8);
        return new Rendered(value, bytes, fingerprint(bytes));
    }

    /** SHA-256 as 64 hexadecimal digits. */
    static String fingerprint(byte[] bytes) {
        return hash("SHA-256", bytes);
    }

    static String hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
