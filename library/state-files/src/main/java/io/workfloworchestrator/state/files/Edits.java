package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonMerge;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Takes over what others wrote into a file. Used under the absorber's lock. */
final class Edits {
    private final ShadowStore store;
    private final Formats formats;
    private final Kept kept;
    private final Marks marks;
    private final LongSupplier nanos;

    Edits(ShadowStore store, Formats formats, Kept kept, Marks marks, LongSupplier nanos) {
        this.store = store;
        this.formats = formats;
        this.kept = kept;
        this.marks = marks;
        this.nanos = nanos;
    }

    void checkedOut(FileState file, Reading.Content content, Json value, Optional<Entry> entry, Batch batch) {
        marks.guarded(file, entry.isPresent(), () -> {
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

    /** As long as nothing but files was ever there, they are right. */
    void adopt(FileState file, Reading.Content content, Json value, Optional<Entry> entry, Batch batch) {
        marks.guarded(file, false, () -> {
            Json json = formats.convert(file.key, value).orElse(value);
            formats.check(file.key, json);
            take(file, content, value, json, entry, Batch.Why.EDITED, batch);
        });
    }

    void edited(FileState file, Judge.Finding.Foreign foreign, Optional<Entry> entry, Batch batch) {
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
        Bases.Base base = wasThere(file) ? base(file, head, json) : Bases.Base.NONE;
        merge(file, content, merged(base, head, json), json, converted.isEmpty(), entry, batch);
    }

    private Bases.Base base(FileState file, Optional<Json> head, Json json) {
        return Bases.of(store, file, head, json, nanos);
    }

    /** Where it is in doubt what was edited, nothing of it is taken, and all of it named. */
    private static JsonMerge merged(Bases.Base base, Optional<Json> head, Json json) {
        return base.doubtful().isEmpty()
                ? JsonMerge.of(base.value(), head, Optional.of(json))
                : new JsonMerge(head, base.doubtful());
    }

    /** Whether the state ever was in the file, so that somebody can have started from it. */
    private boolean wasThere(FileState file) {
        return file.seenRevision > 0
                || SeenNotes.read(store, file.path) > 0
                || !store.publications(Batch.EDITED + file.path, 1).isEmpty();
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
        batch.then(() -> marks.accepted(file, converted.isEmpty()));
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
        }
        // The file's version must be safe beside before its content counts as known, or it would be dropped.
        if (!merge.isClean() && !keepConflict(file, content, merge.conflicts(), batch)) {
            return;
        }
        if (changes) {
            batch.add(
                    Batch.Why.EDITED,
                    new Batch.Change(
                            file.path,
                            file.key,
                            merge.merged().get(),
                            entry.map(some -> some.commit().revision()).orElse(Revision.NONE),
                            content.fingerprint()));
        } else if (!merge.isClean()) {
            batch.then(() -> known(file, content));
        }
        batch.then(() -> {
            Revision now = revision(file.key);
            file.remember(json, now);
            if (!now.equals(Revision.NONE)) {
                EditNotes.write(store, file.path, now, json);
            }
            marks.accepted(file, written && merge.merged().equals(Optional.of(json)));
        });
    }

    private boolean keepConflict(FileState file, Reading.Content content, List<String> places, Batch batch) {
        try {
            kept.conflict(file.path, content.bytes(), content.fingerprint(), places)
                    .ifPresent(name -> batch.otherwise(() -> kept.forget(name)));
            return true;
        } catch (IOException e) {
            marks.notKept(file, e);
            return false;
        }
    }

    /** Records that this content was taken over, where no commit does. */
    private void known(FileState file, Reading.Content content) {
        try {
            store.read(file.key)
                    .ifPresent(now -> store.publish(List.of(new Publication(
                            Batch.EDITED + file.path, file.key, now.commit().revision(), content.fingerprint()))));
        } catch (StateException e) {
            // It is looked at once more by the next process, with the same outcome.
        }
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
            file.remember(value, revision(file.key));
            marks.accepted(file, result.equals(value));
        });
    }

    private Revision revision(String key) {
        return store.read(key).map(now -> now.commit().revision()).orElse(Revision.NONE);
    }

    void mergeSides(FileState file, Reading.Content content, MarkedText sides, Optional<Entry> entry, Batch batch) {
        Optional<Json> head = entry.flatMap(Entry::value);
        Optional<Json> base =
                sides.base().or(() -> base(file, head, sides.theirs()).value());
        JsonMerge both = JsonMerge.of(base, Optional.of(sides.ours()), Optional.of(sides.theirs()));
        Json one = both.merged().orElse(sides.ours());
        formats.requireAcceptable(file.key, one, head);
        Bases.Base from = base(file, head, sides.ours());
        JsonMerge merge = merged(from, head, one);
        List<String> conflicts = new ArrayList<>(both.conflicts());
        conflicts.addAll(merge.conflicts());
        merge(file, content, new JsonMerge(merge.merged(), conflicts), one, false, entry, batch);
    }
}
