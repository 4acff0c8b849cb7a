package io.workfloworchestrator.definition;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * The names under which the state keeps the definitions that running work began with: {@code definition/<type>-<fingerprint>}.
 */
public final class DefinitionKey {
    /** The type of the keys; no workflow can have it. */
    public static final String TYPE = "definition";

    private static final int DIGITS = 20;
    private static final int LONGEST_NAME = 40;

    private DefinitionKey() {}

    /** The fingerprint of a definition: the same for two that differ only in words for people. */
    public static String fingerprint(Json.Obj definition) {
        return hash(DefinitionWriter.meaning(definition));
    }

    /** The fingerprint of a definition with its words for people, as older states have it. */
    static String hash(Json json) {
        return Fingerprints.of(json.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    /** Whether a fingerprint, of today's kind or of older states', is the one of this definition. */
    public static boolean isTextOf(String fingerprint, Json.Obj definition) {
        return fingerprint(definition).equals(fingerprint) || hash(definition).equals(fingerprint);
    }

    /** The name of the key of a definition. */
    public static String of(String type, String fingerprint) {
        return prefix(type) + fingerprint;
    }

    /** Whether a key has a definition of this type. */
    public static boolean isOf(String key, String type) {
        String prefix = prefix(type);
        return key.startsWith(prefix) && key.length() == prefix.length() + DIGITS;
    }

    /** Whether a text can be the fingerprint of a definition. */
    public static boolean isFingerprint(String text) {
        return text.matches("[0-9a-f]{" + DIGITS + "}");
    }

    private static String prefix(String type) {
        String name = type.length() > LONGEST_NAME ? type.substring(0, LONGEST_NAME) : type;
        return TYPE + "/" + name + "-";
    }
}
