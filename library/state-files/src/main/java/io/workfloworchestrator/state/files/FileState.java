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

/** What we remember of one file since the last look. Guarded by the absorber's lock; planning gets a {@link Known}. */
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

    /** What it holds of the key's value. Which part that is shows when it is read; {@link KnownFiles#holds} changes it. */
    Portion portion;

    @Nullable
    Stat stat;

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

    /** The portion that the content says; null if it says another one than the state, or this is the file of a whole value. */
    @Nullable
    Json partValue;

    /** The {@link #partValue} that was compared with the value of the key when that part changed last; null if it differed. */
    @Nullable
    Json proved;

    /** A document that could be read, to write the next one over it; null if there was none or it is large. */
    byte @Nullable [] good;

    /** Whether the next document is written over {@link #good}, and not over what is in the file. */
    boolean isSpoilt;

    /** The document that was read in this look; null if none was. */
    private byte @Nullable [] fresh;

    /** Contents that must be written beside before the file is replaced, by name. */
    final Map<String, byte[]> toKeep = new LinkedHashMap<>();

    /** The last content that was taken over as an edit, and not replaced since: more of it may come. */
    String begun = "";

    /** The revisions that took over beginnings of what is here now, as {@link Beginnings} found them. */
    List<Revision> beginnings = List.of();

    /** What the file held lately, newest first: an editor that is still open started from one of them. */
    final Deque<Held> recent = new ArrayDeque<>();

    /** A content, and the revision of the key at that time. The content is null if it is the key's value at that revision. */
    record Held(@Nullable Json content, Revision revision) {
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
     * @param isHeld whether it was decided that this content stays in the file as it is
     * @param wasHeld whether that was decided of the content before this one, or of this one
     * @param unfitSince when this content was first seen here, in nanoseconds of the file system's clock
     * @param good how long the last document was that could be read; 0 if none is known
     * @param beginnings the revisions that took over beginnings of what is here now, oldest first
     */
    record Known(
            Target target,
            String fingerprint,
            boolean isSafe,
            long seenRevision,
            List<Held> recent,
            boolean isHeld,
            boolean wasHeld,
            long unfitSince,
            int good,
            List<Revision> beginnings) {
        String path() {
            return target.path();
        }

        String key() {
            return target.key();
        }

        Portion portion() {
            return target.portion();
        }

        String noteName() {
            return portion().noteName(path());
        }
    }

    /** The content for which {@link #held} was decided. */
    private String heldContent = "";

    private String lastFingerprint = "";

    private long readAt;
    private boolean confirmed;
    private long unfitSince;

    /** A large file that changes often is not read before this time. */
    long notBefore;

    FileState(Target target) {
        this.path = target.path();
        this.key = target.key();
        this.portion = target.portion();
    }

    Target target() {
        return new Target(path, key, portion);
    }

    /** The name under which the store knows edits of a file that were taken over. */
    static String edited(String path) {
        return "edited:" + path;
    }

    /** Notes what was decided about the content that was read; whether its notice may be another one now. */
    boolean settle(FilePlan plan) {
        pending = plan.standing == FilePlan.Standing.WAITING;
        if (!portion.isWhole() && plan.standing != FilePlan.Standing.WAITING) {
            writeOver(plan);
        }
        switch (plan.standing) {
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
            case HELD -> {
                held = true;
                heldContent = fingerprint;
            }
            case TWICE -> {
                held = true;
                pending = true;
            }
            case REFUSED -> refusal = plan.refusal.orElse(null);
        }
        return true;
    }

    Known known() {
        int length = good == null ? 0 : good.length;
        return new Known(
                target(),
                fingerprint,
                safe && !pending,
                seenRevision,
                List.copyOf(recent),
                held && fingerprint.equals(heldContent),
                held,
                unfitSince,
                length,
                beginnings);
    }

    void read(Reading reading, long now) {
        if (reading instanceof Reading.Content content) {
            read(content.stat(), content.fingerprint(), now);
            fresh = portion.isWhole() ? null : content.bytes();
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
            this.partValue = null;
        }
        this.stat = stat;
        this.fingerprint = fingerprint;
        this.seen = true;
    }

    private void unread(@Nullable Stat stat, long now) {
        if (!fingerprint.isEmpty()) {
            lastFingerprint = fingerprint;
        }
        if (!java.util.Objects.equals(stat, this.stat)) {
            unfitSince = now;
        }
        this.stat = stat;
        this.fingerprint = "";
        this.seen = true;
        this.confirmed = true;
        this.safe = false;
        this.sameAs = 0;
        this.partValue = null;
    }

    void published(Stat stat, Rendered text, long revision, long now) {
        this.stat = stat;
        this.fingerprint = text.fingerprint();
        this.seen = true;
        this.safe = true;
        this.pending = false;
        this.held = false;
        this.refusal = null;
        this.begun = "";
        this.beginnings = List.of();
        this.readAt = now;
        this.confirmed = false;
        sameAs(revision, Optional.of(text.value()));
        isSpoilt = false;
        good = portion.isWhole() || text.bytes().length > SMALL ? null : text.bytes();
    }

    /** Notes over which document the next one will be written, after this was found. */
    private void writeOver(FilePlan plan) {
        if (plan.finding instanceof Finding.Bad) {
            isSpoilt = true;
        } else if (plan.over.isPresent()) {
            isSpoilt = true;
            good = plan.over.get();
        } else if (fresh != null) {
            isSpoilt = false;
            good = fresh.length <= SMALL ? fresh : null;
        }
        fresh = null;
    }

    /** Notes that the content has the value that the key has as of this revision, of which it holds this portion. */
    void sameAs(long revision, Optional<Json> value) {
        this.sameAs = revision;
        this.seenRevision = Math.max(seenRevision, revision);
        this.partValue = portion.isWhole() ? null : value.orElse(null);
    }

    /** Whether the content is known to have the value that the key has at this revision, of which it holds this portion. */
    boolean isSame(long revision, Optional<Json> value) {
        return portion.isWhole() ? sameAs == revision : partValue != null && value.equals(Optional.of(partValue));
    }

    /** Notes that the document that was there is here now. */
    void movedFrom(FileState old, @Nullable Stat now) {
        stat = now;
        fingerprint = old.fingerprint;
        seen = true;
        pending = true;
        recent.addAll(old.recent);
        good = old.good;
        begun = old.begun;
        seenRevision = Math.max(seenRevision, old.seenRevision);
    }

    boolean isGoneDocument() {
        return !portion.isWhole() && seen && stat == null;
    }

    boolean had(String content) {
        return content.equals(lastFingerprint);
    }

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
