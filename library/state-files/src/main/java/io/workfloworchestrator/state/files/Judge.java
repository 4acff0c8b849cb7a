package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonMerge;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides what a file that changed means for the state. Used under the absorber's lock. */
final class Judge {
    /** A file that cannot be read is taken for being written as long as it was changed less than this ago. */
    static final long SETTLED_MILLIS = 300;

    static final long SETTLED_NANOS = SETTLED_MILLIS * 1_000_000L;

    private final Project project;
    private final ShadowStore store;
    private final Formats formats;
    private final Notices notices;
    private final Kept kept;
    private final Consumer<String> publish;

    /** @param publish told each key whose file must be written */
    Judge(Project project, ShadowStore store, Formats formats, Notices notices, Kept kept, Consumer<String> publish) {
        this.project = project;
        this.store = store;
        this.formats = formats;
        this.notices = notices;
        this.kept = kept;
        this.publish = publish;
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

        /** What we published of an older value, or took over from a person back then. */
        record Older(Reading.Content content, Json value, Revision revision) implements Finding {}

        /** Written by somebody else. */
        record Foreign(Reading.Content content, Json value) implements Finding {}

        /** Not acceptable as state. */
        record Bad(Reading.Content content, StateException why) implements Finding {}

        default boolean isStrange() {
            return this instanceof Older || this instanceof Foreign || this instanceof Bad;
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
        if (publication.path().equals(file.path)
                && head.isPresent()
                && head.get().value().isPresent()
                && head.get().commit().revision().compareTo(publication.revision()) <= 0) {
            return new Finding.Current(head.get().commit().revision());
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
            accept(file);
            file.sameAs(current.revision().number());
            convertImported(file, entry, batch);
        } else if (finding instanceof Finding.Older older) {
            if (checkedOut) {
                checkedOut(file, older.content(), older.value(), entry, batch);
            } else {
                older(file, older, entry);
            }
        } else if (finding instanceof Finding.Foreign foreign) {
            if (checkedOut) {
                checkedOut(file, foreign.content(), foreign.value(), entry, batch);
            } else {
                guarded(file, entry.isPresent(), () -> edited(file, foreign, entry, batch));
            }
        } else if (finding instanceof Finding.Bad bad) {
            bad(file, bad, entry, batch);
        }
    }

    private void accept(FileState file) {
        file.safe = true;
        file.held = false;
        file.refusal = null;
        file.pending = false;
        notices.clear(Notices.Kind.CONTENT, file.path);
    }

    private void say(FileState file, String code, String message) {
        notices.set(Notices.Kind.CONTENT, new Notice(code, file.path, message));
    }

    private void gone(FileState file, Optional<Entry> entry) {
        file.refusal = null;
        file.held = false;
        if (entry.flatMap(Entry::value).isEmpty() || store.isUnwritten()) {
            notices.clear(Notices.Kind.CONTENT, file.path);
        } else if (file.seenRevision > 0 || SeenNotes.read(store, file.path) > 0) {
            say(
                    file,
                    "E_FILE_MISSING",
                    "this file is gone; the state '" + file.key + "' is kept. The file is written again with the next"
                            + " change, or by a repair. To delete the state, delete it by command.");
        } else {
            publish.accept(file.key);
        }
    }

    private void noFile(FileState file, Reading.Unfit unfit, boolean known) {
        say(file, unfit.code(), unfit.message());
        boolean linked = unfit.code().endsWith("SYMLINK");
        file.refusal = linked || !known ? new StateException(unfit.code(), unfit.message()) : null;
        Stat stat = unfit.stat();
        if (unfit.code().equals("E_STATE_TOO_LARGE") && known && stat != null) {
            try {
                kept.quarantineUnread(file.path, stat, new StateException(unfit.code(), unfit.message()));
                file.unread(null, project.fs.nanos());
                publish.accept(file.key);
                notices.clear(Notices.Kind.CONTENT, file.path);
            } catch (IOException e) {
                notKept(file, e);
            }
        }
    }

    private void convertImported(FileState file, Optional<Entry> entry, Batch batch) {
        Optional<Json> value = entry.flatMap(Entry::value);
        guarded(
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
                    batch.then(() -> publish.accept(file.key));
                }));
    }

    /** A lagging or stale copy: the newest is written over it. When it had been newer before, that is worth a word. */
    private void older(FileState file, Finding.Older older, Optional<Entry> entry) {
        long before = Math.max(file.seenRevision, SeenNotes.read(store, file.path));
        accept(file);
        file.remember(older.value());
        if (before > older.revision().number()) {
            say(
                    file,
                    "E_FILE_STALE",
                    "this file was set back to what it was at revision " + older.revision()
                            + "; the state stays at revision "
                            + entry.map(some -> some.commit().revision().toString())
                                    .orElse("0")
                            + " and the file is written anew. To take a change back, use undo.");
        }
        publish.accept(file.key);
    }

    private void checkedOut(FileState file, Reading.Content content, Json value, Optional<Entry> entry, Batch batch) {
        guarded(file, entry.isPresent(), () -> {
            Json wanted = formats.convert(file.key, value).orElse(value);
            Optional<Json> head = entry.flatMap(Entry::value);
            Json result = wanted;
            // When the file lagged behind the state before git wrote it, what it lacked is kept.
            if (entry.isPresent()
                    && head.isPresent()
                    && file.seenRevision > 0
                    && file.seenRevision < entry.get().commit().revision().number()) {
                Optional<Json> base =
                        store.readAsOf(file.key, Revision.of(file.seenRevision)).flatMap(Entry::value);
                JsonMerge merge = JsonMerge.of(base, head, Optional.of(wanted));
                result = merge.isClean() ? merge.merged().orElse(wanted) : wanted;
            }
            formats.check(file.key, result);
            take(file, content, value, result, entry, Batch.Why.CHECKED_OUT, batch);
        });
    }

    private void edited(FileState file, Finding.Foreign foreign, Optional<Entry> entry, Batch batch) {
        Reading.Content content = foreign.content();
        Optional<Json> converted = formats.convert(file.key, foreign.value());
        Json json = converted.orElse(foreign.value());
        if (entry.isEmpty()) {
            formats.check(file.key, json);
            create(file, content, foreign.value(), converted, batch);
            return;
        }
        Optional<Json> head = entry.get().value();
        if (head.isEmpty()
                && file.seenRevision >= entry.get().commit().revision().number()) {
            formats.check(file.key, json);
            take(file, content, foreign.value(), json, entry, Batch.Why.EDITED, batch);
            return;
        }
        Optional<Json> base = Bases.of(store, file.path, file.key, head, file.recent, json, content.bytes().length);
        merge(file, content, JsonMerge.of(base, head, Optional.of(json)), json, converted.isEmpty(), entry, batch);
    }

    /** The first value of a key: as it is, and then converted when it is another product's. */
    private void create(FileState file, Reading.Content content, Json value, Optional<Json> converted, Batch batch) {
        Batch.Why why = converted.isPresent()
                ? Batch.Why.IMPORTED
                : store.isUnwritten() ? Batch.Why.RESTORED : Batch.Why.EDITED;
        batch.add(why, new Batch.Change(file.path, file.key, value, Revision.NONE, content.fingerprint()));
        converted.ifPresent(json -> {
            batch.add(Batch.Why.CONVERTED, new Batch.Change(file.path, file.key, json, Revision.NONE, ""));
            String name = file.path.substring(0, file.path.length() - ".json".length()) + ".reference-1.0.json";
            batch.then(() -> file.toKeep.put(name, content.bytes()));
        });
        batch.then(() -> accepted(file, converted.isEmpty()));
    }

    private void accepted(FileState file, boolean same) {
        accept(file);
        if (same) {
            store.read(file.key)
                    .ifPresent(now -> file.sameAs(now.commit().revision().number()));
        } else {
            publish.accept(file.key);
        }
    }

    /** @param written whether {@code json} is what the file holds, not only what it means */
    private void merge(
            FileState file,
            Reading.Content content,
            JsonMerge merge,
            Json json,
            boolean written,
            Optional<Entry> entry,
            Batch batch) {
        Optional<Json> head = entry.flatMap(Entry::value);
        boolean changes = !merge.merged().equals(head) && merge.merged().isPresent();
        if (changes) {
            formats.check(file.key, merge.merged().get());
            batch.add(
                    Batch.Why.EDITED,
                    new Batch.Change(
                            file.path,
                            file.key,
                            merge.merged().get(),
                            entry.map(some -> some.commit().revision()).orElse(Revision.NONE),
                            merge.isClean() ? content.fingerprint() : ""));
        }
        batch.then(() -> {
            if (!merge.isClean() && !keepConflict(file, content, merge.conflicts())) {
                return;
            }
            file.remember(json);
            accepted(file, written && merge.merged().equals(Optional.of(json)));
        });
    }

    /** The file's version must be safe beside before its content counts as known, or another process drops it. */
    private boolean keepConflict(FileState file, Reading.Content content, List<String> places) {
        try {
            kept.conflict(file.path, content.bytes(), content.fingerprint(), places);
            store.read(file.key)
                    .ifPresent(now -> store.publish(List.of(new Publication(
                            Batch.EDITED + file.path, file.key, now.commit().revision(), content.fingerprint()))));
            return true;
        } catch (IOException e) {
            notKept(file, e);
            return false;
        } catch (StateException e) {
            return true;
        }
    }

    private void notKept(FileState file, IOException e) {
        String code = Failures.code(e);
        file.safe = false;
        file.pending = true;
        say(
                file,
                code,
                "this file cannot be kept aside, so it is left as it is: " + Failures.words(e) + ". "
                        + Failures.advice(code));
    }

    private void take(
            FileState file,
            Reading.Content content,
            Json value,
            Json result,
            Optional<Entry> entry,
            Batch.Why why,
            Batch batch) {
        if (!entry.flatMap(Entry::value).equals(Optional.of(result))) {
            batch.add(
                    why,
                    new Batch.Change(
                            file.path,
                            file.key,
                            result,
                            entry.map(some -> some.commit().revision()).orElse(Revision.NONE),
                            content.fingerprint()));
        }
        batch.then(() -> {
            file.remember(value);
            accepted(file, result.equals(value));
        });
    }

    private void bad(FileState file, Finding.Bad bad, Optional<Entry> entry, Batch batch) {
        StateException why = bad.why();
        if (entry.isEmpty() || why.code().equals("E_STATE_NEWER")) {
            file.refusal = why;
            say(file, why.code(), refusedText(why));
            return;
        }
        Reading.Content content = bad.content();
        long age = project.fs.now() - content.stat().modified() / 1_000_000L;
        if ((age < SETTLED_MILLIS) && file.age(project.fs.nanos()) < SETTLED_NANOS) {
            file.pending = true;
            say(
                    file,
                    why.code(),
                    why.getMessage() + " It was written just now, so it may be being written; it is left as it is and"
                            + " looked at again.");
            return;
        }
        try {
            kept.quarantine(file.path, content.bytes(), content.fingerprint(), why);
        } catch (IOException e) {
            notKept(file, e);
            return;
        }
        Optional<MarkedText> sides =
                why.code().equals("E_STATE_MERGE_CONFLICT") ? MarkedText.of(content.bytes()) : Optional.empty();
        if (sides.isPresent()) {
            guarded(file, true, () -> mergeSides(file, content, sides.get(), entry, batch));
        } else {
            batch.then(() -> replaced(file));
        }
    }

    /** The content is in quarantine, which names it. */
    private void replaced(FileState file) {
        accept(file);
        publish.accept(file.key);
    }

    private void mergeSides(
            FileState file, Reading.Content content, MarkedText sides, Optional<Entry> entry, Batch batch) {
        Optional<Json> head = entry.flatMap(Entry::value);
        int size = content.bytes().length;
        Optional<Json> base =
                sides.base().or(() -> Bases.of(store, file.path, file.key, head, file.recent, sides.theirs(), size));
        JsonMerge both = JsonMerge.of(base, Optional.of(sides.ours()), Optional.of(sides.theirs()));
        Json one = both.merged().orElse(sides.ours());
        formats.requireAcceptable(file.key, one, head);
        Optional<Json> from = Bases.of(store, file.path, file.key, head, file.recent, sides.ours(), size);
        JsonMerge merge = JsonMerge.of(from, head, Optional.of(one));
        List<String> conflicts = new java.util.ArrayList<>(both.conflicts());
        conflicts.addAll(merge.conflicts());
        merge(file, content, new JsonMerge(merge.merged(), conflicts), one, false, entry, batch);
    }

    /** An edit that the state must not take holds the file as it is; the state goes on, unless the file is newer. */
    private void guarded(FileState file, boolean known, Runnable work) {
        try {
            work.run();
        } catch (StateException e) {
            if (!known || e.code().equals("E_STATE_NEWER")) {
                file.refusal = e;
                say(file, e.code(), refusedText(e));
            } else {
                file.held = true;
                say(
                        file,
                        e.code(),
                        e.getMessage()
                                + " The edit was not taken over; the file is left as it is, and not written, until"
                                + " it is corrected or deleted.");
            }
        }
    }

    private static String refusedText(StateException why) {
        return why.getMessage() + " The file is left as it is, and its state cannot be changed until it is corrected or"
                + " moved away.";
    }
}
