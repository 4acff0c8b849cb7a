package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.state.Revision;

/**
 * A text of ours that was, or was about to be, put where people read it.
 *
 * @param path where, relative to the project, with {@code /}
 * @param key of which key
 * @param revision as of which revision of the key
 * @param fingerprint SHA-256 of its bytes, 64 hexadecimal digits
 */
public record Publication(String path, String key, Revision revision, String fingerprint) {}
