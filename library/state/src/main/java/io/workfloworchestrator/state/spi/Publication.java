package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.state.Revision;

/**
 * A text of ours that was published where people read it, or was about to be.
 *
 * @param path relative to the project, with {@code /}
 * @param revision the revision of the key that it shows
 * @param fingerprint SHA-256 of its bytes, 64 hexadecimal digits
 */
public record Publication(String path, String key, Revision revision, String fingerprint) {}
