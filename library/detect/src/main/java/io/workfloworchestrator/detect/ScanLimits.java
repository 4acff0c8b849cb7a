package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathRules;

/**
 * How far a scan goes; it stops there and says so.
 *
 * @param depth levels of folders that {@code **} descends, 1 to 32
 * @param entries names that one scan reads, at least 1
 * @param fileBytes bytes that are read of one file, 0 to 2^30
 * @param totalBytes bytes of all files whose content is read, at least 0; a file counts its size, or the memory that its
 *     content takes by estimate if that is more
 */
public record ScanLimits(int depth, int entries, int fileBytes, long totalBytes) {
    private static final long MOST = 128L << 20;

    /** 32 levels, 200,000 entries, 1 MiB of a file, 128 MiB of all files, or a quarter of the heap if that is less. */
    public static final ScanLimits DEFAULT = new ScanLimits(
            PathRules.MAX_DEPTH,
            200_000,
            1 << 20,
            Math.min(MOST, Runtime.getRuntime().maxMemory() / 4));

    public ScanLimits {
        if (depth < 1 || depth > PathRules.MAX_DEPTH) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 to " + PathRules.MAX_DEPTH);
        }
        if (entries < 1) {
            throw new IllegalArgumentException("entries " + entries + " is less than 1");
        }
        if (fileBytes < 0 || fileBytes > 1 << 30) {
            throw new IllegalArgumentException("fileBytes " + fileBytes + " is not 0 to 2^30");
        }
        if (totalBytes < 0) {
            throw new IllegalArgumentException("totalBytes " + totalBytes + " is negative");
        }
    }
}
