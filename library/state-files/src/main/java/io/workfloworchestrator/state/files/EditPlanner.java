package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Plans how texts that people and git wrote become state. It changes nothing but the plan and its {@link Progress}. */
final class EditPlanner {
    private final ShadowStore store;
    private final Formats formats;
    private final SetBacks backs;
    private final LongSupplier nanos;

    EditPlanner(ShadowStore store, Formats formats, SetBacks backs, LongSupplier nanos) {
        this.backs = backs;
        this.store = store;
        this.formats = formats;
        this.nanos = nanos;
    }

    /** The plan for one key so far, and the value that the key will have after its changes. Not thread-safe. */
    static final class Progress {
        private final FilePlan plan;
        private final FileState.Known file;
        private final Optional<Entry> entry;
        private final PlannedValues planned;
        private final Portion portion;
        private final List<Json> texts = new ArrayList<>();
        private Optional<Json> keyValue;
        private Optional<Json> value;
        private @Nullable Full full;
        private int stage;
        private boolean isPartlyRefused;

        /** The value that the key has with a portion, and what it had before. */
        private record Full(Json next, Optional<Json> before, Json value) {}

        Progress(FilePlan plan, Optional<Entry> entry, PlannedValues planned) {
            this.plan = plan;
            this.file = plan.file;
            this.portion = file.portion();
            this.entry = entry;
            this.planned = planned;
            this.keyValue = planned.of(file.key());
            this.value = portion.of(keyValue);
        }

        /** What the file holds of the value that the key will have; empty if that has nothing of it. */
        Optional<Json> value() {
            return value;
        }

        /** Whether something in the file was not taken, so that the file must stay as it is. */
        boolean isPartlyRefused() {
            return isPartlyRefused;
        }

        private void refuse(CodedException why) {
            isPartlyRefused = true;
            plan.finding(
                    why.code(),
                    why.getMessage()
                            + " This was not taken over; everything else in the file was. The file is left as it is,"
                            + " and not written, until this is corrected.");
        }

        /** Lets the next file of the key go on from here. */
        void finish() {
            if (plan.commits()) {
                planned.set(file.key(), keyValue);
            }
        }

        private Optional<Json> read(GitText text) {
            return portion.value(text.bytes(), value);
        }

        private Revision revision() {
            return entry.map(some -> some.commit().revision()).orElse(Revision.NONE);
        }

        private void change(FilePlan.Why why, Json next, Map<String, String> marks) {
            change(why, next, List.of(), marks);
        }

        /** The value of the key with this portion. It is kept, because it is checked first and then planned. */
        private Json with(Json next) {
            Full known = full;
            if (known == null || known.next != next || !known.before.equals(keyValue)) {
                known = new Full(next, keyValue, portion.in(keyValue, next));
                full = known;
            }
            return known.value;
        }

        private void change(FilePlan.Why why, Json next, List<String> older, Map<String, String> marks) {
            Json full = with(next);
            if (!portion.isWhole() && keyValue.equals(Optional.of(full))) {
                return; // The document says something that is not for it to decide; it is written anew.
            }
            plan.changes.add(new FilePlan.Change(stage, why, file.key(), full, revision(), older, marks));
            keyValue = Optional.of(full);
            value = portion.of(keyValue);
        }
    }

    /**
     * Plans what git did to the file since the last look. A text that was saved and then committed is an edit like any other.
     * A move is the difference between two commits, merged with the state.
     *
     * @return whether the file's content is what git left, so that there is nothing else to decide about it
     */
    boolean followGit(Progress progress, Optional<Reading.Content> content, List<GitStep> steps) {
        boolean followed = false;
        for (GitStep step : steps) {
            Optional<Json> text = progress.read(step.text());
            if (text.isPresent()) {
                boolean isLast = progress.stage == steps.size() - 1;
                boolean isLeft = isLast
                        && content.filter(some -> step.text().isIn(some.bytes()))
                                .isPresent();
                boolean taken = step instanceof GitStep.Moved move
                        ? moved(progress, move, text.get(), evidence(progress, steps, content))
                        : saved(progress, step.text(), text.get());
                followed = isLeft && taken;
                if (followed) {
                    progress.plan.holds(progress.value.equals(text));
                }
            }
            progress.stage++;
        }
        return followed;
    }

    /** Plans a text that git took from the working folder; false if it is known already. */
    private boolean saved(Progress progress, GitText text, Json parsed) {
        String fingerprint = Rendered.fingerprint(text.bytes());
        if (store.known(progress.file.path(), fingerprint).isPresent()) {
            return false;
        }
        Json value = accepted(progress, parsed);
        value = merge(
                progress,
                FilePlan.Why.EDITED,
                edit(progress, value, editBase(progress, value)),
                value,
                new FilePlan.Copy.Beside(text.bytes(), fingerprint, List.of(), false));
        progress.plan.saved = Optional.of(value);
        progress.texts.add(0, value);
        return true;
    }

    /** Plans what git wrote; false if it turns out that git did not write it. */
    private boolean moved(Progress progress, GitStep.Moved move, Json parsed, Optional<Json> evidence) {
        Optional<Json> from = move.from().flatMap(progress::read);
        // Even after a move that always writes the file, somebody may have undone it there, or update-ref moved HEAD
        // alone.
        boolean isShown = move.certain()
                ? from.isEmpty() || !isNearer(evidence, from.get(), Optional.of(parsed))
                : isNearer(evidence, parsed, from);
        if (!isShown) {
            return false;
        }
        Json value = accepted(progress, parsed);
        Optional<Json> base = from.map(json -> converted(progress, json).orElse(json))
                .or(() -> move.whole().flatMap(GitText::value).flatMap(json -> progress.portion.of(Optional.of(json))));
        JsonMerge merge;
        if (progress.value.isEmpty() && move.appeared()) {
            merge = new JsonMerge(Optional.of(value), List.of());
        } else {
            // Without a base, as when git never had our file, both versions of each difference are kept.
            progress.plan.base = base;
            merge = JsonMerge.of(base, progress.value, Optional.of(value));
        }
        String fingerprint = Rendered.fingerprint(move.text().bytes());
        Optional<Json> before = progress.value;
        merge(
                progress,
                FilePlan.Why.CHECKED_OUT,
                merge,
                value,
                new FilePlan.Copy.Beside(move.text().bytes(), fingerprint, List.of(), true));
        if (!progress.value.equals(before)) {
            progress.plan.mark(
                    GitTrail.markOf(progress.file.path()), move.after().fingerprint());
        }
        progress.texts.add(0, value);
        return true;
    }

    /** What the working folder had after a step; empty if it cannot be read. */
    private static Optional<Json> evidence(Progress progress, List<GitStep> steps, Optional<Reading.Content> content) {
        for (GitStep later : steps.subList(progress.stage + 1, steps.size())) {
            if (later instanceof GitStep.Saved saved) {
                return progress.read(saved.text());
            }
        }
        return content.flatMap(some -> progress.portion.value(some.bytes(), progress.value));
    }

    private static boolean isNearer(Optional<Json> evidence, Json value, Optional<Json> other) {
        return evidence.isPresent()
                && JsonDiff.between(evidence, Optional.of(value)).size()
                        < JsonDiff.between(evidence, other).size();
    }

    private Json accepted(Progress progress, Json value) {
        if (progress.portion.isWhole()) {
            formats.requireAcceptable(progress.file.key(), value, progress.value);
        }
        return converted(progress, value).orElse(value);
    }

    /** Only a file with everything can be the document of another product. */
    private Optional<Json> converted(Progress progress, Json value) {
        return progress.portion.isWhole() ? formats.convert(progress.file.key(), value) : Optional.empty();
    }

    private void check(Progress progress, Json value) {
        formats.check(progress.file.key(), progress.with(value));
    }

    /** Whether a document that the file never had belongs where somebody else's file was. */
    boolean isOthers(Progress progress, Json value) {
        return !progress.portion.isWhole()
                && progress.value.isPresent()
                && !progress.value.equals(Optional.of(value))
                && !wasThere(progress);
    }

    /** While there was never anything but files, they are right. */
    void adopt(Progress progress, Reading.Content content, Json value) {
        // What was read was read without the value that the key has by the file with everything.
        Json read = progress.portion.read(content.bytes(), progress.value).value();
        Json json = converted(progress, read).orElse(read);
        check(progress, json);
        take(progress, content, read, json);
    }

    /** Whether an edit takes something away from the version that was opened. */
    boolean takesAway(Progress progress, Json value) {
        return progress.value.isPresent()
                && JsonDiff.between(editBase(progress, value).value(), Optional.of(value)).stream()
                        .anyMatch(change -> change.after().isEmpty());
    }

    void edited(Progress progress, Reading.Content content, Json value) {
        FileState.Known file = progress.file;
        Optional<Json> converted = converted(progress, value);
        Json json = converted.orElse(value);
        if (progress.entry.isEmpty() && progress.portion.isWhole()) {
            check(progress, json);
            create(progress, content, value, converted);
        } else if (progress.value.isEmpty()
                && (file.seenRevision() >= progress.revision().number()
                        || !progress.portion.isWhole() && !wasThere(progress))) {
            check(progress, json);
            take(progress, content, value, json);
        } else {
            MergeBase.Base base = editBase(progress, json);
            if (!progress.portion.isWhole()) {
                // What a document means, such as which line is which item, shows beside the one that it was made from.
                json = progress.portion.read(content.bytes(), base.value()).value();
                base = setBack(progress, content, json, base);
            }
            json = merge(
                    progress,
                    FilePlan.Why.EDITED,
                    edit(progress, json, base),
                    json,
                    new FilePlan.Copy.Beside(content.bytes(), content.fingerprint(), List.of(), false));
            progress.plan.saved = Optional.of(json);
            progress.plan.holds(converted.isEmpty() && progress.value.equals(Optional.of(json)));
        }
    }

    /**
     * From what an edit starts that says all that an older document said, in other words or with other blank lines: from what
     * is there now, if its author means it.
     */
    private MergeBase.Base setBack(Progress progress, Reading.Content content, Json json, MergeBase.Base base) {
        if (!base.value().equals(Optional.of(json)) || progress.value.equals(base.value())) {
            return base;
        }
        if (backs.isMeant(progress.file, content)) {
            return new MergeBase.Base(progress.value, List.of());
        }
        progress.plan.back = Optional.of(content);
        progress.plan.tell(
                "E_FILE_STALE",
                "this file says what an older version of it said; the state stays as it is and the file is written"
                        + " anew. To take a change back, use undo, or save it so once more.");
        return base;
    }

    /** Merges an edit. If it is in doubt what was edited, nothing is taken over and every difference is named. */
    private static JsonMerge edit(Progress progress, Json json, MergeBase.Base base) {
        progress.plan.base = base.value();
        return base.doubtful().isEmpty()
                ? progress.portion.merge(base.value(), progress.value, Optional.of(json))
                : new JsonMerge(progress.value, base.doubtful());
    }

    private MergeBase.Base editBase(Progress progress, Json json) {
        return wasThere(progress) ? base(progress, json, List.of()) : MergeBase.Base.NONE;
    }

    private MergeBase.Base base(Progress progress, Json json, List<Json> not) {
        return MergeBase.of(store, progress.file, progress.value, progress.texts, json, not, nanos);
    }

    /** Whether the file ever had the state, so that somebody can have started from it. */
    private boolean wasThere(Progress progress) {
        FileState.Known file = progress.file;
        return SeenRevisions.newest(store, file) > 0
                || !progress.texts.isEmpty()
                || !store.publications(FileState.edited(file.path()), 1).isEmpty()
                || !progress.portion.isWhole()
                        && SeenRevisions.wroteDocument(store, file.path(), file.key(), progress.portion);
    }

    /** The first value of a key; a document of another product is taken in as it is, and then converted. */
    private void create(Progress progress, Reading.Content content, Json value, Optional<Json> converted) {
        FilePlan.Why why = converted.isPresent()
                ? FilePlan.Why.IMPORTED
                : store.isUnwritten() ? FilePlan.Why.RESTORED : FilePlan.Why.EDITED;
        String path = progress.file.path();
        progress.change(why, value, marks(progress.file, content.fingerprint()));
        converted.ifPresent(json -> {
            progress.change(FilePlan.Why.CONVERTED, json, Map.of());
            progress.plan.besides.put(Layout.stem(path) + ".reference-1.0.json", content.bytes());
        });
        progress.plan.holds(converted.isEmpty());
    }

    /**
     * Plans the outcome of a merge.
     *
     * @param json what was merged into the state
     * @param version the text to keep if there is a conflict; its fingerprint is empty if the file does not have it
     * @return what was merged, without what the state refuses
     */
    private Json merge(Progress progress, FilePlan.Why why, JsonMerge whole, Json json, FilePlan.Copy.Beside version) {
        Optional<Json> taken = whole.merged().map(merged -> takeable(progress, merged));
        boolean isAllTaken = taken.equals(whole.merged());
        JsonMerge merge = isAllTaken ? whole : new JsonMerge(taken, whole.conflicts());
        boolean changes =
                !merge.merged().equals(progress.value) && merge.merged().isPresent();
        // The other version must be kept beside before its content counts as known, or it would be lost.
        if (!merge.isClean()) {
            progress.plan.copies.add(version.in(merge.conflicts()));
        }
        if (changes) {
            List<String> older = older(merge, json);
            // A text of which something was refused is not known as taken over, so each process says what is wrong with
            // it.
            Map<String, String> marks =
                    progress.isPartlyRefused ? Map.of() : marks(progress.file, version.fingerprint());
            progress.change(why, merge.merged().get(), older, marks);
            if (why == FilePlan.Why.EDITED && !older.isEmpty() && !progress.isPartlyRefused) {
                progress.plan.tell(
                        "E_FILE_STALE",
                        "this file was saved from an older version of it: what was typed was taken over, and what"
                                + " changed since that version stays: " + KeptCopies.shown(older)
                                + ". To set such a place back, edit it in the file as it is now.");
            }
        } else if (!merge.isClean() && !version.fingerprint().isEmpty()) {
            progress.plan.taken.add(version.fingerprint());
        }
        Json had = isAllTaken
                ? json
                : JsonMerge.of(whole.merged(), Optional.of(json), taken)
                        .merged()
                        .orElse(json);
        progress.plan.held.add(FileState.Held.now(had));
        return had;
    }

    /** What of a value the state takes: all of it, or a document without the items that are refused. */
    private Json takeable(Progress progress, Json value) {
        if (Optional.of(value).equals(progress.value)) {
            return value;
        }
        try {
            check(progress, value);
            return value;
        } catch (CodedException e) {
            Documents.Acceptable some = progress.portion
                    .acceptable(progress.keyValue, value)
                    .filter(found -> !found.refused().isEmpty())
                    .orElseThrow(() -> e);
            check(progress, some.document());
            some.refused().forEach(progress::refuse);
            return some.document();
        }
    }

    /** The places in which the text lacks changes that are newer than the version it was made from. */
    private static List<String> older(JsonMerge merge, Json json) {
        return JsonDiff.between(Optional.of(json), merge.merged()).stream()
                .map(JsonDiff::path)
                .filter(path -> !merge.conflicts().contains(path))
                .toList();
    }

    private static Map<String, String> marks(FileState.Known file, String fingerprint) {
        return fingerprint.isEmpty() ? Map.of() : Map.of(FileState.edited(file.path()), fingerprint);
    }

    private void take(Progress progress, Reading.Content content, Json value, Json result) {
        if (!progress.value.equals(Optional.of(result))) {
            progress.change(FilePlan.Why.EDITED, result, marks(progress.file, content.fingerprint()));
        }
        boolean isSaid = progress.value.equals(Optional.of(value));
        progress.plan.held.add(FileState.Held.now(value));
        progress.plan.holds(result.equals(value) && isSaid);
    }

    /** Takes edits of the file back in the state, as somebody did in the file. */
    void takeBack(Progress progress, Finding.SetBack back) {
        check(progress, back.value());
        take(progress, back.content(), back.value(), back.value());
        progress.plan.saved = Optional.of(back.value());
        progress.plan.tell(
                "E_FILE_STALE",
                "this file was set back to what it was at revision " + back.revision()
                        + ": what was edited in it since, or came by git, is taken back in the state too. If"
                        + " that was not meant, use undo.");
    }

    /** Converts a document of another product, if the process that took it in died before it did. */
    void convertImported(Progress progress) {
        progress.value.flatMap(json -> converted(progress, json)).ifPresent(converted -> {
            progress.change(FilePlan.Why.CONVERTED, converted, Map.of());
            progress.plan.holds(false);
        });
    }

    /** Merges what git could not. If both sides changed the same place, ours stays there and theirs is kept beside. */
    void mergeSides(Progress progress, Finding.Unmerged unmerged) {
        Finding.Sides sides = unmerged.sides();
        // Both sides changed the file, or git would have merged it, so neither is the base.
        Optional<Json> base = sides.base()
                .or(() -> base(progress, sides.other(), List.of(sides.ours(), sides.other()))
                        .value());
        JsonMerge both = progress.portion.merge(base, Optional.of(sides.ours()), Optional.of(sides.other()));
        Json one = both.merged().orElse(sides.ours());
        if (progress.portion.isWhole()) {
            formats.requireAcceptable(progress.file.key(), one, progress.value);
        }
        MergeBase.Base from = base(progress, sides.ours(), List.of());
        JsonMerge merge = from.doubtful().isEmpty()
                ? progress.portion.merge(from.value(), progress.value, Optional.of(one))
                : new JsonMerge(progress.value, from.doubtful());
        List<String> conflicts = new ArrayList<>(both.conflicts());
        conflicts.addAll(merge.conflicts());
        merge(
                progress,
                FilePlan.Why.EDITED,
                new JsonMerge(merge.merged(), conflicts),
                one,
                new FilePlan.Copy.Beside(sides.theirs(), "", List.of(), true));
        progress.plan.base = base;
        progress.plan.saved = Optional.of(one);
        progress.plan.over = Optional.of(sides.mine());
        progress.plan.holds(false);
    }
}
