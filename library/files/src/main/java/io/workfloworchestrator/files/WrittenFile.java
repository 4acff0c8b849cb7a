package io.workfloworchestrator.files;

import java.time.Instant;
import java.util.Objects;

/**
 * The identity of a file that was just written. A watch of the folder needs it to tell this change from those of others.
 *
 * @param path relative to the project, with '/'
 * @param size in bytes
 * @param modified as the file system keeps it
 * @param fingerprint SHA-256 of the content, 64 hexadecimal digits
 */
public record WrittenFile(String path, long size, Instant modified, String fingerprint) {
    public WrittenFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
