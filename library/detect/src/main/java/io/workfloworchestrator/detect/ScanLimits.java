package io.workfloworchestrator.detect;

/**
 * How far a scan goes before it says so and stops there.
 *
 * @param depth levels of folders that {@code **} descends, 1 to 32
 * @param entries names that one scan reads, at least 1
 * @param fileBytes bytes that are read of one file, 0 to 2^30
 */
public record ScanLimits(int depth, int entries, int fileBytes) {

    /** 32 levels, 200,000 entries, 1 MiB of a file. */
    public static final ScanLimits DEFAULT = new ScanLimits(PathRules.MAX_DEPTH, 200_000, 1 << 20);

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
    }
}
