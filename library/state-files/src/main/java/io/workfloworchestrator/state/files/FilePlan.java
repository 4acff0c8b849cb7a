package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What will be done about one file, once the {@link Applier} carries it out. Not thread-safe. */
final class FilePlan {
    final FileState.Known file;
    final Finding finding;

    /** What will be committed, in this order. */
    final List<Change> changes = new ArrayList<>();

    /** What must be on the disk before anything is committed. */
    final List<Copy> copies = new ArrayList<>();

    /** Values that the file had, oldest first; to be remembered. */
    final List<FileState.Held> held = new ArrayList<>();

    /** Fingerprints of contents that were taken over although no commit says so. */
    final List<String> taken = new ArrayList<>();

    /** Texts that must be written beside before the file is replaced, by name. */
    final Map<String, byte[]> besides = new LinkedHashMap<>();

    /** What could not be read in a document. */
    final List<Notice> findings = new ArrayList<>();

    /** What an edit of it was made from; empty if that is not known. */
    Optional<Json> base = Optional.empty();

    /** What a person saved, for the next save of the same editor. */
    Optional<Json> saved = Optional.empty();

    /** The same, of which what is new became what the state has of it; for the next save while the file is held. */
    Optional<Json> savedAsTaken = Optional.empty();

    /** The document over which the next one is written; empty if that is what the file has. */
    Optional<byte[]> over = Optional.empty();

    /** An older document that is replaced and named, for {@link SetBacks}. */
    Optional<Reading.Content> back = Optional.empty();

    Standing standing = Standing.ACCEPTED;

    /** Why the key cannot be changed, with {@link Standing#REFUSED}. */
    Optional<CodedException> refusal = Optional.empty();

    /** Whether the content has the value that the key will have. */
    boolean holds;

    Write write = Write.NEVER;

    /** What to say of the content; empty to say nothing. */
    Optional<Notice> notice = Optional.empty();

    /** What to say until the state of the key changes. */
    Optional<Notice> event = Optional.empty();

    FilePlan(FileState.Known file, Finding finding) {
        this.file = file;
        this.finding = finding;
    }

    enum Standing {
        /** The last decision stands. */
        AS_BEFORE,
        /** It is ours, or was taken over or kept. */
        ACCEPTED,
        /** Nothing is there, or nothing that can be read. */
        UNREAD,
        /** It must be looked at again. */
        WAITING,
        /** It must stay as it is; the state goes on. */
        HELD,
        /** It must stay as it is and be looked at again, since another file says that it is the same document. */
        TWICE,
        /** It must stay as it is, and the key cannot be changed. */
        REFUSED
    }

    enum Write {
        NEVER,
        SOON,
        /** At once, since a person waits for it. */
        NOW
    }

    /** Why the state changes; the text is the actor of the commit. */
    enum Why {
        RESTORED(DiskChange.RESTORED.actor()),
        IMPORTED("imported"),
        CONVERTED("imported"),
        CHECKED_OUT(DiskChange.CHECKED_OUT.actor()),
        EDITED(DiskChange.EDITED.actor());

        final String actor;

        Why(String actor) {
            this.actor = actor;
        }

        static boolean isFromFile(Cause cause) {
            return DiskChange.of(cause).filter(DiskChange::isOfFile).isPresent();
        }
    }

    /**
     * A new value of a key.
     *
     * @param stage changes with the same stage and reason are committed together, in the order of both
     * @param expected the revision at which the value was looked at
     * @param older places in which the text is older than the state, whose value stays; as JSON pointers
     * @param marks fingerprints to record with the commit, by name
     */
    record Change(
            int stage,
            Why why,
            String key,
            Json value,
            Revision expected,
            List<String> older,
            Map<String, String> marks) {
        Change with(String name, String fingerprint) {
            Map<String, String> more = new HashMap<>(marks);
            more.put(name, fingerprint);
            return new Change(stage, why, key, value, expected, older, more);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    sealed interface Copy {
        /** The content as it is, into the quarantine. */
        record Quarantine(byte[] bytes, String fingerprint, CodedException why) implements Copy {}

        /** The file itself, unread, into the quarantine. */
        record QuarantineUnread(Stat stat, CodedException why) implements Copy {}

        /**
         * A version that contradicts the state, beside the file.
         *
         * @param places where, as JSON pointers
         * @param isGits whether git brought it, and nobody saved it here
         */
        record Beside(byte[] bytes, String fingerprint, List<String> places, boolean isGits) implements Copy {
            Beside in(List<String> conflicts) {
                return new Beside(bytes, fingerprint, conflicts, isGits);
            }
        }
    }

    boolean commits() {
        return !changes.isEmpty();
    }

    /** The same file, of which nothing is taken over before it is looked at again. */
    FilePlan waiting(String code, String message) {
        FilePlan waiting =
                new FilePlan(file, finding).standing(Standing.WAITING).say(code, message);
        waiting.base = base;
        return waiting;
    }

    /** Whether what is in the file now is not what was held in it, or need not be held any more. */
    boolean endsHold() {
        return finding instanceof Finding.Older
                || file.wasHeld() && standing == Standing.ACCEPTED
                || changes.stream().anyMatch(change -> change.why() == Why.CHECKED_OUT);
    }

    void mark(String name, String fingerprint) {
        int last = changes.size() - 1;
        changes.set(last, changes.get(last).with(name, fingerprint));
    }

    void finding(String code, String message) {
        findings.add(new Notice(code, file.path(), message));
    }

    void finding(DocumentFinding found) {
        finding(found.code(), "line " + found.line() + ", column " + found.column() + ": " + found.message());
    }

    /** What could be read is taken over, and the file stays as it is: to ask for it to be written would never end. */
    void hold() {
        standing = standing == Standing.ACCEPTED || standing == Standing.AS_BEFORE ? Standing.HELD : standing;
        write = standing == Standing.HELD ? Write.NEVER : write;
    }

    FilePlan standing(Standing is) {
        standing = is;
        return this;
    }

    /** The file stays as it is, and the key cannot be changed. */
    FilePlan refuse(CodedException why) {
        refusal = Optional.of(why);
        return standing(Standing.REFUSED);
    }

    /** If the content has the newest value, nothing is written; otherwise the file is written at once. */
    void holds(boolean newest) {
        holds = newest;
        write = newest ? write : Write.NOW;
    }

    FilePlan say(String code, String message) {
        notice = Optional.of(new Notice(code, file.path(), message));
        return this;
    }

    void copy(Copy copy) {
        copies.add(copy);
    }

    void tell(String code, String message) {
        event = Optional.of(new Notice(code, file.path(), message));
    }
}
