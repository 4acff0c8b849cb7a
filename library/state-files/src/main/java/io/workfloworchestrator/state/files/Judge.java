package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a file that changed means for the state. Used under the absorber's lock. */
final class Judge {
    /** A file that cannot be read is taken for being written as long as it was changed less than this ago. */
    static final long SETTLED_MILLIS = 300;

    static final long SETTLED_NANOS = SETTLED_MILLIS * 1_000_000L;

    private final Project project;
    private final ShadowStore store;
    private final Formats formats;
    private final Kept kept;
    private final Marks marks;
    private final Edits edits;

    Judge(Project project, ShadowStore store, Formats formats, Kept kept, Marks marks, Edits edits) {
        this.project = project;
        this.store = store;
        this.formats = formats;
        this.kept = kept;
        this.marks = marks;
        this.edits = edits;
    }

    /** What a file's content is to us. */
    sealed interface Finding {
        /** Nothing changed since the last look. */
        record Same() implements Finding {}

        /** Nothing is there. */
        record Gone() implements Finding {}

        /** No file that we read. */
        record NoFile(Reading.Unfit unfit) implements Finding {}

        /** The newest value, published by us or equal to it. */
        record Current(Revision revision) implements Finding {}

        /**
         * What we published of an older value, or took over from a person back then.
         *
         * @param parsed null where it is large and just the value that the key had at this revision
         */
        record Older(Reading.Content content, @Nullable Json parsed, Revision revision) implements Finding {
            Json value() {
                return parsed == null ? Json.parse(content.bytes()) : parsed;
            }
        }

        /** Written by somebody else. */
        record Foreign(Reading.Content content, Json value) implements Finding {}

        /** Not acceptable as state. */
        record Bad(Reading.Content content, StateException why) implements Finding {}

        default boolean isStrange() {
            return this instanceof Older || mayCommit();
        }

        /** Whether it is nobody's we know, so that it may have to be taken over. */
        default boolean mayCommit() {
            return this instanceof Foreign || this instanceof Bad;
        }
    }

    Finding examine(FileState file, Reading reading) {
        if (reading instanceof Reading.Absent) {
            file.unread(null, project.fs.nanos());
            return new Finding.Gone();
        }
        if (reading instanceof Reading.Unfit unfit) {
            file.unread(unfit.stat(), project.fs.nanos());
            return new Finding.NoFile(unfit);
        }
        Reading.Content content = (Reading.Content) reading;
        boolean same = content.fingerprint().equals(file.fingerprint) && file.safe && !file.pending;
        file.read(content.stat(), content.fingerprint(), project.fs.nanos());
        if (same) {
            return new Finding.Same();
        }
        Optional<Publication> ours = store.publication(file.path, content.fingerprint())
                .or(() -> store.publication(Batch.EDITED + file.path, content.fingerprint()));
        try {
            return ours.isPresent() ? own(file, content, ours.get()) : foreign(file, content);
        } catch (StateException e) {
            return new Finding.Bad(content, e);
        }
    }

    private Finding own(FileState file, Reading.Content content, Publication publication) {
        Optional<Entry> head = store.read(file.key);
        boolean copy = publication.path().equals(file.path);
        if (copy
                && head.isPresent()
                && head.get().value().isPresent()
                && head.get().commit().revision().compareTo(publication.revision()) <= 0) {
            return new Finding.Current(head.get().commit().revision());
        }
        // Several processes that commit find each other's copies all the time; parsing megabytes would hold them up.
        if (copy
                && content.bytes().length > Batch.SMALL
                && newestSeen(file) <= publication.revision().number()) {
            return new Finding.Older(content, null, publication.revision());
        }
        Json value = Json.parse(content.bytes());
        return head.flatMap(Entry::value).equals(Optional.of(value))
                ? new Finding.Current(head.get().commit().revision())
                : new Finding.Older(content, value, publication.revision());
    }

    private Finding foreign(FileState file, Reading.Content content) {
        Json value = Json.parse(content.bytes());
        formats.requireAcceptable(file.key, value, store.read(file.key).flatMap(Entry::value));
        return new Finding.Foreign(content, value);
    }

    void decide(FileState file, Finding finding, boolean checkedOut, Batch batch) {
        file.pending = false;
        Optional<Entry> entry = store.read(file.key);
        if (finding instanceof Finding.Gone) {
            gone(file, entry);
        } else if (finding instanceof Finding.NoFile noFile) {
            noFile(file, noFile.unfit(), entry.isPresent());
        } else if (finding instanceof Finding.Current current) {
            marks.accept(file);
            file.sameAs(current.revision().number());
            convertImported(file, entry, batch);
        } else if (finding instanceof Finding.Older older) {
            if (store.isUnwritten()) {
                edits.adopt(file, older.content(), older.value(), entry, batch);
            } else if (checkedOut) {
                edits.checkedOut(file, older.content(), older.value(), entry, batch);
            } else {
                older(file, older, entry);
            }
        } else if (finding instanceof Finding.Foreign foreign) {
            if (store.isUnwritten() && entry.isPresent()) {
                edits.adopt(file, foreign.content(), foreign.value(), entry, batch);
            } else if (checkedOut) {
                edits.checkedOut(file, foreign.content(), foreign.value(), entry, batch);
            } else {
                marks.guarded(file, entry.isPresent(), () -> edits.edited(file, foreign, entry, batch));
            }
        } else if (finding instanceof Finding.Bad bad) {
            bad(file, bad, entry, batch);
        }
    }

    private void gone(FileState file, Optional<Entry> entry) {
        file.refusal = null;
        file.held = false;
        if (entry.flatMap(Entry::value).isEmpty() || store.isUnwritten()) {
            marks.quiet(file);
        } else if (file.seenRevision > 0 || SeenNotes.read(store, file.path) > 0) {
            marks.say(
                    file,
                    "E_FILE_MISSING",
                    "this file is gone; the state '" + file.key + "' is kept. The file is written again with the next"
                            + " change, or by a repair. To delete the state, delete it by command.");
        } else {
            marks.publish(file);
        }
    }

    private void noFile(FileState file, Reading.Unfit unfit, boolean known) {
        marks.say(file, unfit.code(), unfit.message());
        boolean linked = unfit.code().endsWith("SYMLINK");
        file.refusal = linked || !known ? new StateException(unfit.code(), unfit.message()) : null;
        Stat stat = unfit.stat();
        if (unfit.code().equals("E_STATE_TOO_LARGE") && known && stat != null && !store.isUnwritten()) {
            try {
                kept.quarantineUnread(file.path, stat, new StateException(unfit.code(), unfit.message()));
                file.unread(null, project.fs.nanos());
                marks.publish(file);
                marks.quiet(file);
            } catch (IOException e) {
                marks.notKept(file, e);
            }
        }
    }

    private void convertImported(FileState file, Optional<Entry> entry, Batch batch) {
        Optional<Json> value = entry.flatMap(Entry::value);
        marks.guarded(
                file,
                true,
                () -> value.flatMap(json -> formats.convert(file.key, json)).ifPresent(converted -> {
                    batch.add(
                            Batch.Why.CONVERTED,
                            new Batch.Change(
                                    file.path,
                                    file.key,
                                    converted,
                                    entry.get().commit().revision(),
                                    ""));
                    batch.then(() -> marks.publish(file));
                }));
    }

    /** A lagging or stale copy: the newest is written over it. When it had been newer before, that is worth a word. */
    private void older(FileState file, Finding.Older older, Optional<Entry> entry) {
        long before = newestSeen(file);
        marks.accept(file);
        file.remember(older.parsed(), older.revision(), older.content().bytes().length);
        if (before > older.revision().number()) {
            marks.tell(
                    file,
                    "E_FILE_STALE",
                    "this file was set back to what it was at revision " + older.revision()
                            + "; the state stays at revision "
                            + entry.map(some -> some.commit().revision().toString())
                                    .orElse("0")
                            + " and the file is written anew. To take a change back, use undo.");
        }
        marks.refresh(file);
    }

    /** The newest revision of which the file was ever known to be. */
    private long newestSeen(FileState file) {
        return Math.max(file.seenRevision, SeenNotes.read(store, file.path));
    }

    private void bad(FileState file, Finding.Bad bad, Optional<Entry> entry, Batch batch) {
        StateException why = bad.why();
        if (entry.isEmpty() || store.isUnwritten() || why.code().equals("E_STATE_NEWER")) {
            file.refusal = why;
            marks.say(file, why.code(), Marks.refusedText(why));
            return;
        }
        Reading.Content content = bad.content();
        long age = project.fs.now() - content.stat().modified() / 1_000_000L;
        if ((age < SETTLED_MILLIS) && file.age(project.fs.nanos()) < SETTLED_NANOS) {
            file.pending = true;
            marks.say(
                    file,
                    why.code(),
                    why.getMessage() + " It was written just now, so it may be being written; it is left as it is and"
                            + " looked at again.");
            return;
        }
        try {
            kept.quarantine(file.path, content.bytes(), content.fingerprint(), why);
        } catch (IOException e) {
            marks.notKept(file, e);
            return;
        }
        Optional<MarkedText> sides =
                why.code().equals("E_STATE_MERGE_CONFLICT") ? MarkedText.of(content.bytes()) : Optional.empty();
        if (sides.isPresent()) {
            marks.guarded(file, true, () -> edits.mergeSides(file, content, sides.get(), entry, batch));
        } else {
            batch.then(() -> replaced(file));
        }
    }

    /** The content is in quarantine, which names it. */
    private void replaced(FileState file) {
        marks.accept(file);
        marks.publish(file);
    }
}
