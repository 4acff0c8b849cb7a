package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What we remember of one file since we last looked at it. Guarded by the absorber's lock; planning gets a copy, as
 * {@link Known}.
 */
final class FileState {
    /** Files up to this length are always compared byte by byte, and their former values are remembered. */
    static final int SMALL = 64 << 10;

    /** Values up to this length are rendered and fingerprinted before the commit, which waits for that. */
    static final int ANNOUNCED = 4 << 10;

    /** After this long, unchanged times prove that nothing was written in the tick of the first look. */
    private static final long GRAIN = 20_000_000L;

    private static final long COARSE_GRAIN = 2_100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int RECENT = 32;
    private static final int RECENT_LARGE = 4;

    final String path;
    final String key;

    /** What was there; null if nothing was. */
    @Nullable
    Stat stat;

    /** Whether it was ever looked at. */
    boolean seen;

    /** SHA-256 of the content that {@code stat} belongs to; empty if it was not read. */
    String fingerprint = "";

    /** Whether the content may be replaced: ours, or kept elsewhere. */
    boolean safe;

    /** Whether the next look must decide again even if nothing changed. */
    boolean pending;

    /** Why the key cannot be changed; null if it can. */
    @Nullable
    CodedException refusal;

    /** Whether the file must stay as it is, while the state goes on. */
    boolean held;

    /** The newest revision whose value the file was ever seen to have; 0 if there is none. */
    long seenRevision;

    /** The revision of the key whose value the content has, in any formatting; 0 if it has none. */
    long sameAs;

    /** Contents that must be written beside before the file is replaced, by name. */
    final Map<String, byte[]> toKeep = new LinkedHashMap<>();

    /** What the file held lately, newest first: an editor that is still open started from one of them. */
    final Deque<Held> recent = new ArrayDeque<>();

    /** A content, and the revision of the key at that time. The content is null if it is the key's value at that revision. */
    record Held(@Nullable Json content, Revision revision) {
        /** A content that the current look finds. */
        static Held now(Json content) {
            return new Held(content, Revision.NONE);
        }

        Held at(Revision now) {
            return revision.equals(Revision.NONE) ? new Held(content, now) : this;
        }
    }

    /**
     * What is known of a file before it is looked at.
     *
     * @param fingerprint of the content that was read last; empty if it was not read
     * @param isSafe whether that content is ours or was taken over, and there is nothing to decide anew
     * @param seenRevision the newest revision whose value the file was ever seen to have; 0 if there is none
     * @param recent what the file held lately, newest first
     * @param unfitSince when this content was first seen here, in nanoseconds of the file system's clock
     */
    record Known(
            String path,
            String key,
            String fingerprint,
            boolean isSafe,
            long seenRevision,
            List<Held> recent,
            long unfitSince) {}

    private long readAt;
    private boolean confirmed;
    private long unfitSince;

    /** A large file that changes often is not read before this time. */
    long notBefore;

    FileState(String path, String key) {
        this.path = path;
        this.key = key;
    }

    /** The name under which the store knows edits of a file that were taken over. */
    static String edited(String path) {
        return "edited:" + path;
    }

    /**
     * Notes what was decided about the content that was read.
     *
     * @return whether the notice of the content may be another one now
     */
    boolean settle(FilePlan.Standing standing, Optional<CodedException> why) {
        pending = standing == FilePlan.Standing.WAITING;
        switch (standing) {
            case AS_BEFORE -> {
                return false;
            }
            case ACCEPTED -> {
                safe = true;
                held = false;
                refusal = null;
            }
            case UNREAD -> {
                held = false;
                refusal = null;
            }
            case WAITING -> safe = false;
            case HELD -> held = true;
            case REFUSED -> refusal = why.orElse(null);
        }
        return true;
    }

    Known known() {
        return new Known(path, key, fingerprint, safe && !pending, seenRevision, List.copyOf(recent), unfitSince);
    }

    /** Notes what was found. */
    void read(Reading reading, long now) {
        if (reading instanceof Reading.Content content) {
            read(content.stat(), content.fingerprint(), now);
        } else {
            unread(reading instanceof Reading.Unfit unfit ? unfit.stat() : null, now);
        }
    }

    private void read(Stat stat, String fingerprint, long now) {
        Stat before = this.stat;
        confirmed = before != null && seen && before.equals(stat) && fingerprint.equals(this.fingerprint);
        if (!confirmed || readAt == 0) {
            readAt = now;
        }
        if (!fingerprint.equals(this.fingerprint)) {
            this.unfitSince = now;
            this.safe = false;
            this.sameAs = 0;
        }
        this.stat = stat;
        this.fingerprint = fingerprint;
        this.seen = true;
    }

    private void unread(@Nullable Stat stat, long now) {
        if (!java.util.Objects.equals(stat, this.stat)) {
            unfitSince = now;
        }
        this.stat = stat;
        this.fingerprint = "";
        this.seen = true;
        this.confirmed = true;
        this.safe = false;
        this.sameAs = 0;
    }

    /** Notes that we put this content there. */
    void published(Stat stat, String fingerprint, long revision, long now) {
        this.stat = stat;
        this.fingerprint = fingerprint;
        this.seen = true;
        this.safe = true;
        this.pending = false;
        this.held = false;
        this.refusal = null;
        this.readAt = now;
        this.confirmed = false;
        sameAs(revision);
    }

    /** Notes that the content has the value that the key has as of this revision. */
    void sameAs(long revision) {
        this.sameAs = revision;
        this.seenRevision = Math.max(seenRevision, revision);
    }

    /** Whether this content must be looked at. */
    boolean needsLook(@Nullable Stat now, long time) {
        if (!seen || pending || !java.util.Objects.equals(now, stat)) {
            return true;
        }
        return isUnconfirmed(time);
    }

    /**
     * The racily-clean rule: equal times prove that nothing was written since the look only if the look was later than the
     * times by more than the clock's granularity. So the content is read once more, later.
     */
    boolean isUnconfirmed(long time) {
        Stat is = stat;
        long grain = is != null && is.modified() % SECOND == 0 ? COARSE_GRAIN : GRAIN;
        return !confirmed && is != null && time - readAt > grain;
    }

    void remember(Held held, long bytes) {
        recent.addFirst(held);
        int most = bytes > SMALL ? RECENT_LARGE : RECENT;
        while (recent.size() > most) {
            recent.removeLast();
        }
    }
}
