package io.workfloworchestrator.files;

import java.time.Instant;
import java.util.Objects;

/**
 * The identity of a file that was just written, by which a watch of the folder knows this change.
 *
 * @param path relative to the project, with '/'
 * @param fingerprint SHA-256 of the content, 64 hexadecimal digits
 */
public record WrittenFile(String path, long size, Instant modified, String fingerprint) {
    public WrittenFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
