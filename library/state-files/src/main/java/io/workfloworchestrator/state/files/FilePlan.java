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

/**
 * What will be done about one file. It has no effect until the {@link Applier} carries it out.
 *
 * @param file what was known of it
 * @param finding what was found
 * @param base what an edit of it was made from; empty if that is not known
 * @param changes what will be committed, in this order
 * @param copies what must be on the disk before anything is committed
 * @param standing whether the content may be replaced
 * @param refusal why the key cannot be changed, with {@link Standing#REFUSED}
 * @param holds whether the content has the value that the key will have
 * @param write when the file will be written
 * @param memory what will be remembered of its content
 * @param notice what to say of the content; empty to say nothing
 * @param event what to say until the state of the key changes
 */
record FilePlan(
        FileState.Known file,
        Finding finding,
        Optional<Json> base,
        List<Change> changes,
        List<Copy> copies,
        Standing standing,
        Optional<CodedException> refusal,
        boolean holds,
        Write write,
        Memory memory,
        Optional<Notice> notice,
        Optional<Notice> event) {

    /** Whether a file's content may be replaced. */
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

    /** When a file will be written. */
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

        /** Whether a change came from a file that people and git changed. */
        static boolean isFromFile(Cause cause) {
            return DiskChange.of(cause).filter(DiskChange::isOfFile).isPresent();
        }
    }

    /**
     * A new value of a key.
     *
     * @param stage changes with the same stage and reason are committed together, in the order of both
     * @param key the key of the file, or the one as which that goes on
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

    /** A copy to keep of what a person or git wrote. */
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

    /**
     * What will be remembered of a content after the commit.
     *
     * @param held values that the file had, oldest first
     * @param saved what a person saved, for the next save of the same editor
     * @param taken fingerprints of contents that were taken over although no commit says so
     * @param besides texts that must be written beside before the file is replaced, by name
     * @param over the document over which the next one is written; empty if that is what the file has
     * @param findings what could not be read in a document
     * @param back an older document that is replaced and named, for {@link SetBacks}
     */
    record Memory(
            List<FileState.Held> held,
            Optional<Json> saved,
            List<String> taken,
            Map<String, byte[]> besides,
            Optional<byte[]> over,
            List<Notice> findings,
            Optional<Reading.Content> back) {}

    /** Whether this plan changes the state. */
    boolean commits() {
        return !changes.isEmpty();
    }

    /** This plan, after which the content has not the value that the key will have. */
    FilePlan outdated() {
        return new FilePlan(
                file, finding, base, changes, copies, standing, refusal, false, Write.NOW, memory, notice, event);
    }

    /** The same file, of which nothing is taken over before it is looked at again. */
    FilePlan waiting(String code, String message) {
        return new Builder(file, finding)
                .base(base)
                .standing(Standing.WAITING)
                .say(code, message)
                .build();
    }

    /** Collects a plan. Not thread-safe. */
    static final class Builder {
        private final FileState.Known file;
        private final Finding finding;
        private final List<Change> changes = new ArrayList<>();
        private final List<Copy> copies = new ArrayList<>();
        private final List<FileState.Held> held = new ArrayList<>();
        private final Map<String, byte[]> besides = new LinkedHashMap<>();
        private Optional<Json> base = Optional.empty();
        private Optional<Json> saved = Optional.empty();
        private final List<String> taken = new ArrayList<>();
        private Standing standing = Standing.ACCEPTED;
        private boolean holds;
        private Optional<byte[]> over = Optional.empty();
        private Optional<Reading.Content> back = Optional.empty();
        private final List<Notice> findings = new ArrayList<>();
        private Write write = Write.NEVER;
        private Optional<CodedException> refusal = Optional.empty();
        private Optional<Notice> notice = Optional.empty();
        private Optional<Notice> event = Optional.empty();

        Builder(FileState.Known file, Finding finding) {
            this.file = file;
            this.finding = finding;
        }

        Builder base(Optional<Json> from) {
            base = from;
            return this;
        }

        Builder change(Change change) {
            changes.add(change);
            return this;
        }

        boolean commits() {
            return !changes.isEmpty();
        }

        Builder copy(Copy copy) {
            copies.add(copy);
            return this;
        }

        Builder had(FileState.Held content) {
            held.add(content);
            return this;
        }

        Builder saved(Json value) {
            saved = Optional.of(value);
            return this;
        }

        Builder taken(String fingerprint) {
            taken.add(fingerprint);
            return this;
        }

        /** Records this with the last change. */
        Builder mark(String name, String fingerprint) {
            int last = changes.size() - 1;
            changes.set(last, changes.get(last).with(name, fingerprint));
            return this;
        }

        Builder beside(String name, byte[] content) {
            besides.put(name, content);
            return this;
        }

        Builder over(byte[] document) {
            over = Optional.of(document);
            return this;
        }

        Builder back(Reading.Content content) {
            back = Optional.of(content);
            return this;
        }

        Builder finding(String code, String message) {
            findings.add(new Notice(code, file.path(), message));
            return this;
        }

        Builder finding(DocumentFinding found) {
            findings.add(new Notice(
                    found.code(),
                    file.path(),
                    "line " + found.line() + ", column " + found.column() + ": " + found.message()));
            return this;
        }

        /** What could be read is taken over, and the file stays as it is: to ask for it to be written would never end. */
        Builder hold() {
            standing = standing == Standing.ACCEPTED || standing == Standing.AS_BEFORE ? Standing.HELD : standing;
            write = standing == Standing.HELD ? Write.NEVER : write;
            return this;
        }

        Builder standing(Standing is) {
            standing = is;
            return this;
        }

        Builder refusal(Optional<CodedException> why) {
            refusal = why;
            return this;
        }

        /** If the content has the newest value, nothing is written; otherwise the file is written at once. */
        Builder holds(boolean newest) {
            holds = newest;
            return newest ? this : write(Write.NOW);
        }

        Builder write(Write when) {
            write = when;
            return this;
        }

        Builder say(String code, String message) {
            notice = Optional.of(new Notice(code, file.path(), message));
            return this;
        }

        Builder tell(String code, String message) {
            event = Optional.of(new Notice(code, file.path(), message));
            return this;
        }

        FilePlan build() {
            return new FilePlan(
                    file,
                    finding,
                    base,
                    List.copyOf(changes),
                    List.copyOf(copies),
                    standing,
                    refusal,
                    holds,
                    write,
                    new Memory(
                            List.copyOf(held), saved, List.copyOf(taken), besides, over, List.copyOf(findings), back),
                    notice,
                    event);
        }
    }
}
