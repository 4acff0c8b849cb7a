package io.workfloworchestrator.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The running scan: its number, whether it trusts a watch, its limits and its cost so far. Not thread-safe. */
final class Scan {
    /** Before any time that a file can have. */
    static final Instant NEVER = Instant.ofEpochSecond(-100_000_000_000L);

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration COARSE = Duration.ofMillis(2_500);
    private static final long CERTAIN_SECONDS = 5;

    private final ScanLimits limits;
    private final Clock clock;
    private long number;
    private boolean trusting;
    private Instant began = NEVER;
    private long looks;
    private long listings;
    private long entries;
    private long reads;
    private long learned;

    Scan(ScanLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Begins the next scan; with {@code trust} it does not look at what a watch covers. */
    void begin(boolean trust) {
        number++;
        trusting = trust;
        began = clock.instant();
        looks = 0;
        listings = 0;
        entries = 0;
        reads = 0;
    }

    long number() {
        return number;
    }

    boolean trusting() {
        return trusting;
    }

    ScanLimits limits() {
        return limits;
    }

    /** When the scan began: all its looks were later. */
    Instant began() {
        return began;
    }

    ScanCost cost() {
        return new ScanCost(looks, listings, entries, reads);
    }

    void looked(int times) {
        looks += times;
    }

    void listed(int names) {
        listings++;
        entries += names;
        learned += names;
    }

    void lookedUp() {
        learned++;
    }

    void read() {
        reads++;
        learned++;
    }

    /** Notes that all places of a fact of the index were looked at, since some of them were different. */
    void readAgain(int places) {
        learned += places;
    }

    /** How many names and files were read since the index was last {@linkplain #kept written}. */
    long learned() {
        return learned;
    }

    void kept() {
        learned = 0;
    }

    /** The attributes of a path, without following a link in its last name; null if nothing is there or it is unreadable. */
    @Nullable
    BasicFileAttributes look(Path path) {
        try {
            return lookOrFail(path);
        } catch (IOException e) {
            return null; // below something that may not be entered
        }
    }

    /** As {@link #look}, but null means that nothing is there. */
    @Nullable
    BasicFileAttributes lookOrFail(Path path) throws IOException {
        looks++;
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Size, times (also ctime), kind and identity of a file at one look; empty if the system does not tell them. */
    static Map<String, Object> lookClosely(Path path) {
        try {
            return Files.readAttributes(
                    path, "unix:isRegularFile,size,lastModifiedTime,ctime,fileKey", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** Whether such a look shows a file of this size, with these times (modified and ctime) in nanoseconds. */
    static boolean shows(Map<String, Object> found, long size, long modified, long status) {
        return Boolean.TRUE.equals(found.get("isRegularFile"))
                && Long.valueOf(size).equals(found.get("size"))
                && found.get("lastModifiedTime") instanceof FileTime time
                && time.to(TimeUnit.NANOSECONDS) == modified
                && found.get("ctime") instanceof FileTime changing
                && changing.to(TimeUnit.NANOSECONDS) == status;
    }

    /** The time of a file's last change of any kind (ctime), which nobody can set; null if the system does not tell it. */
    @Nullable
    Instant lookAtStatus(Path path) {
        looks++;
        try {
            Object time = Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
            return time instanceof FileTime known ? known.toInstant() : null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Nanoseconds since 1970; the least or the greatest long for a time further away. */
    static long nanos(Instant time) {
        return FileTime.from(time).to(TimeUnit.NANOSECONDS);
    }

    /** Whether {@link #nanos} can say this time exactly. */
    static boolean isNear(Instant time) {
        long nanos = nanos(time);
        return nanos != Long.MIN_VALUE && nanos != Long.MAX_VALUE;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    /**
     * Whether two identities are the same. The JDK's identities are opaque, so the {@link ScanIndex} has only their hashes. On
     * Unix the hash is made of device and inode, and differs for any two inodes of a device below 2^32.
     */
    static boolean sameKey(@Nullable Object known, @Nullable Object found) {
        return known instanceof Integer hash ? found != null && hash == found.hashCode() : Objects.equals(known, found);
    }

    /**
     * Whether a file or folder with this time may have been modified again after a look, without a trace: "racily clean" in
     * git's words. A change within the same tick of the file system's clock as the look leaves the time as it was. So a
     * time within that granularity of the look, or after it, is no proof. A time without fractions of a second means a
     * coarse clock (2 seconds on FAT); otherwise a kernel tick is assumed (10 ms at most, doubled here).
     */
    static boolean racy(Instant modified, Instant looked) {
        if (modified.getEpochSecond() < looked.getEpochSecond() - CERTAIN_SECONDS) {
            return false; // nearly all files are old
        }
        Duration granularity = modified.truncatedTo(ChronoUnit.SECONDS).equals(modified) ? COARSE : TICK;
        return !modified.isBefore(looked.minus(granularity));
    }
}
