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

/**
 * The scan that is going on: its number, what it takes on trust, its bounds and what it cost so far. Not thread-safe.
 */
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

    /** Begins the next one; {@code trust} takes what a watch vouches for without a look. */
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

    /** When the scan began: no look of it was earlier, so what holds by this holds. */
    Instant began() {
        return began;
    }

    ScanCost cost() {
        return new ScanCost(looks, listings, entries, reads);
    }

    void looked() {
        looks++;
    }

    void looked(int times) {
        looks += times;
    }

    void listed(int names) {
        listings++;
        entries += names;
        learned += names;
    }

    /** A name was looked up by itself. */
    void lookedUp() {
        learned++;
    }

    void read() {
        reads++;
        learned++;
    }

    /** What a fact of the index depends on was gone through, since some of it was different. */
    void readAgain(int places) {
        learned += places;
    }

    /** Names and files that were made out since this was last {@linkplain #kept kept}. */
    long learned() {
        return learned;
    }

    void kept() {
        learned = 0;
    }

    /** What lies at a path, the last name not followed if it is a link; null when that cannot be said. */
    @Nullable
    BasicFileAttributes look(Path path) {
        try {
            return lookOrFail(path);
        } catch (IOException e) {
            return null; // below something that may not be entered
        }
    }

    /** As {@link #look}, but null says that there is nothing. */
    @Nullable
    BasicFileAttributes lookOrFail(Path path) throws IOException {
        looks++;
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Size, times, kind and identity of a file with its ctime, at one look; empty when they are not to be had. */
    static Map<String, Object> lookClosely(Path path) {
        try {
            return Files.readAttributes(
                    path, "unix:isRegularFile,size,lastModifiedTime,ctime,fileKey", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** When anything about a file last changed (ctime), which nobody can set; null when that is not to be had. */
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

    /** Since 1970; the least or the most that there is for a time further away. */
    static long nanos(Instant time) {
        return FileTime.from(time).to(TimeUnit.NANOSECONDS);
    }

    /** Whether {@link #nanos} says the time as it is. */
    static boolean isNear(Instant time) {
        long nanos = nanos(time);
        return nanos != Long.MIN_VALUE && nanos != Long.MAX_VALUE;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    /**
     * Whether two identities are the same. The JDK's are opaque, so one from the {@link ScanIndex} is the hash of one,
     * which on Unix is made of device and inode and differs for any two inodes of a device below 2^32.
     */
    static boolean sameKey(@Nullable Object known, @Nullable Object found) {
        return known instanceof Integer hash ? found != null && hash == found.hashCode() : Objects.equals(known, found);
    }

    /**
     * Whether something modified at {@code modified} may have been modified again, unseen, after a look: "racily clean"
     * in git's words. A change within the same tick of the file system's clock as the look leaves the time as it was. So
     * what was modified within that granularity of the look, or after it, is not trusted for its time. A time without
     * fractions of a second means a coarse clock (2 seconds on FAT); otherwise a kernel tick is assumed (10 ms at most,
     * doubled here).
     */
    static boolean racy(Instant modified, Instant looked) {
        if (modified.getEpochSecond() < looked.getEpochSecond() - CERTAIN_SECONDS) {
            return false; // nearly all are
        }
        Duration granularity = modified.truncatedTo(ChronoUnit.SECONDS).equals(modified) ? COARSE : TICK;
        return !modified.isBefore(looked.minus(granularity));
    }
}
