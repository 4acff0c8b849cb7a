package io.workfloworchestrator.detect;

/**
 * The cost of a scan.
 *
 * @param looks paths whose attributes were asked for
 * @param listings folders whose names were read
 * @param entries names read
 * @param reads files whose content was read
 */
public record ScanCost(long looks, long listings, long entries, long reads) {
    /** Nothing was asked of the disk. */
    public static final ScanCost NONE = new ScanCost(0, 0, 0, 0);

    ScanCost plus(ScanCost other) {
        return new ScanCost(
                looks + other.looks, listings + other.listings, entries + other.entries, reads + other.reads);
    }
}
