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

/**
 * Plans how texts that people and git wrote into one file become state. It changes nothing but the plan, and the value that the
 * key will have after it. For one file at one look; not thread-safe.
 */
final class EditPlanner {
    private final ShadowStore store;
    private final Formats formats;
    private final SetBacks backs;
    private final LongSupplier nanos;
    private final FilePlan plan;
    private final FileState.Known file;
    private final Optional<Entry> entry;
    private final PlannedValues planned;
    private final Portion portion;
    private final List<Json> texts = new ArrayList<>();
    private Optional<Json> keyValue;

    /** What the file holds of the value that the key will have; empty if that has nothing of it. */
    private Optional<Json> current;

    private @Nullable Full full;
    private int stage;
    private boolean isPartlyRefused;

    /** The value that the key has with a portion, and what it had before. */
    private record Full(Json next, Optional<Json> before, Json value) {}

    /** What all files are planned with. */
    record Tools(ShadowStore store, Formats formats, SetBacks backs, LongSupplier nanos) {}

    EditPlanner(Tools tools, FilePlan plan, Optional<Entry> entry, PlannedValues planned) {
        this.store = tools.store;
        this.formats = tools.formats;
        this.backs = tools.backs;
        this.nanos = tools.nanos;
        this.plan = plan;
        this.file = plan.file;
        this.portion = file.portion();
        this.entry = entry;
        this.planned = planned;
        this.keyValue = planned.of(file.key());
        this.current = portion.of(keyValue);
    }

    /** Whether the value that the key will have has nothing of the file. */
    boolean isEmpty() {
        return current.isEmpty();
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
        return portion.value(text.bytes(), current);
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
        current = portion.of(keyValue);
    }

    /**
     * Plans what git did to the file since the last look. A text that was saved and then committed is an edit like any other.
     * A move is the difference between two commits, merged with the state.
     *
     * @return whether the file's content is what git left, so that there is nothing else to decide about it
     */
    boolean followGit(Optional<Reading.Content> content, List<GitStep> steps) {
        boolean followed = false;
        for (GitStep step : steps) {
            Optional<Json> text = read(step.text());
            if (text.isPresent()) {
                boolean isLast = stage == steps.size() - 1;
                boolean isLeft = isLast
                        && content.filter(some -> step.text().isIn(some.bytes()))
                                .isPresent();
                boolean taken = step instanceof GitStep.Moved move
                        ? moved(move, text.get(), evidence(steps, content))
                        : saved(step.text(), text.get());
                followed = isLeft && taken;
                if (followed) {
                    plan.holds(current.equals(text));
                }
            }
            stage++;
        }
        return followed;
    }

    /** Plans a text that git took from the working folder; false if it is known already. */
    private boolean saved(GitText text, Json parsed) {
        String fingerprint = Rendered.fingerprint(text.bytes());
        if (store.known(file.path(), fingerprint).isPresent()) {
            return false;
        }
        Json value = accepted(parsed);
        value = merge(
                FilePlan.Why.EDITED,
                edit(value, editBase(value)),
                value,
                new FilePlan.Copy.Beside(text.bytes(), fingerprint, List.of(), false));
        plan.saved = Optional.of(value);
        texts.add(0, value);
        return true;
    }

    /** Plans what git wrote; false if it turns out that git did not write it. */
    private boolean moved(GitStep.Moved move, Json parsed, Optional<Json> evidence) {
        Optional<Json> from = move.from().flatMap(this::read);
        // Even after a move that always writes the file, somebody may have undone it there, or update-ref moved HEAD
        // alone.
        boolean isShown = move.certain()
                ? from.isEmpty() || !isNearer(evidence, from.get(), Optional.of(parsed))
                : isNearer(evidence, parsed, from);
        if (!isShown) {
            return false;
        }
        Json value = accepted(parsed);
        Optional<Json> base = from.map(json -> converted(json).orElse(json))
                .or(() -> move.whole().flatMap(GitText::value).flatMap(json -> portion.of(Optional.of(json))));
        JsonMerge merge;
        if (current.isEmpty() && move.appeared()) {
            merge = new JsonMerge(Optional.of(value), List.of());
        } else {
            // Without a base, as when git never had our file, both versions of each difference are kept.
            plan.base = base;
            merge = JsonMerge.of(base, current, Optional.of(value));
        }
        String fingerprint = Rendered.fingerprint(move.text().bytes());
        Optional<Json> before = current;
        merge(
                FilePlan.Why.CHECKED_OUT,
                merge,
                value,
                new FilePlan.Copy.Beside(move.text().bytes(), fingerprint, List.of(), true));
        if (!current.equals(before)) {
            plan.mark(GitTrail.markOf(file.path()), move.after().fingerprint());
        }
        texts.add(0, value);
        return true;
    }

    /** What the working folder had after a step; empty if it cannot be read. */
    private Optional<Json> evidence(List<GitStep> steps, Optional<Reading.Content> content) {
        for (GitStep later : steps.subList(stage + 1, steps.size())) {
            if (later instanceof GitStep.Saved saved) {
                return read(saved.text());
            }
        }
        return content.flatMap(some -> portion.value(some.bytes(), current));
    }

    private static boolean isNearer(Optional<Json> evidence, Json value, Optional<Json> other) {
        return evidence.isPresent()
                && JsonDiff.between(evidence, Optional.of(value)).size()
                        < JsonDiff.between(evidence, other).size();
    }

    private Json accepted(Json value) {
        if (portion.isWhole()) {
            formats.requireAcceptable(file.key(), value, current);
        }
        return converted(value).orElse(value);
    }

    /** Only a file with everything can be the document of another product. */
    private Optional<Json> converted(Json value) {
        return portion.isWhole() ? formats.convert(file.key(), value) : Optional.empty();
    }

    private void check(Json value) {
        formats.check(file.key(), with(value));
    }

    /** Whether a document that the file never had belongs where somebody else's file was. */
    boolean isOthers(Json value) {
        return !portion.isWhole() && current.isPresent() && !current.equals(Optional.of(value)) && !wasThere();
    }

    /** While there was never anything but files, they are right. */
    void adopt(Reading.Content content, Json value) {
        // What was read was read without the value that the key has by the file with everything.
        Json read = portion.read(content.bytes(), current).value();
        Json json = converted(read).orElse(read);
        check(json);
        take(content, read, json);
    }

    /** Whether an edit takes something away from the version that was opened. */
    boolean takesAway(Json value) {
        return current.isPresent()
                && JsonDiff.between(editBase(value).value(), Optional.of(value)).stream()
                        .anyMatch(change -> change.after().isEmpty());
    }

    void edited(Reading.Content content, Json value) {
        Optional<Json> converted = converted(value);
        Json json = converted.orElse(value);
        if (entry.isEmpty() && portion.isWhole()) {
            check(json);
            create(content, value, converted);
        } else if (current.isEmpty()
                && (file.seenRevision() >= revision().number() || !portion.isWhole() && !wasThere())) {
            check(json);
            take(content, value, json);
        } else if (!goneOn(content, json)) {
            MergeBase.Base base = editBase(json);
            if (!portion.isWhole()) {
                // What a document means, such as which line is which item, shows beside the one that it was made from.
                json = portion.read(content.bytes(), base.value()).value();
                base = setBack(content, json, base);
            }
            json = merge(
                    FilePlan.Why.EDITED,
                    edit(json, base),
                    json,
                    new FilePlan.Copy.Beside(content.bytes(), content.fingerprint(), List.of(), false));
            plan.saved = Optional.of(json);
            plan.holds(converted.isEmpty() && current.equals(Optional.of(json)));
        }
    }

    /**
     * Plans the end of a text whose beginnings were taken over: as if all of it had been saved when the first of them was, so that
     * what only a beginning took away is there again as it was. What others changed since stays.
     *
     * @return false if there was no beginning, or the state does not take the text so
     */
    private boolean goneOn(Reading.Content content, Json read) {
        if (file.beginnings().isEmpty()) {
            return false;
        }
        Revision newest = before(file.beginnings().get(0));
        Optional<Json> before = Optional.empty();
        Optional<Json> after = Optional.empty();
        for (Revision taken : file.beginnings()) {
            Optional<Json> had = store.valueAsOf(file.key(), before(taken));
            before = after.isEmpty() ? had : JsonMerge.of(after, had, before).merged();
            after = store.valueAsOf(file.key(), taken);
        }
        Optional<Json> had = portion.of(before);
        MergeBase.Base base = MergeBase.asOf(store, file, newest, had, read, nanos);
        if (had.isEmpty()
                || after.isEmpty()
                || base.value().isEmpty()
                || !base.doubtful().isEmpty()) {
            return false;
        }
        // A new line is the item that it became when the beginning was taken over.
        Optional<Json> known =
                JsonMerge.of(Optional.empty(), base.value(), portion.of(after)).merged();
        Json text = portion.read(content.bytes(), known).value();
        JsonMerge saved = portion.merge(base.value(), had, Optional.of(text));
        JsonMerge whole;
        try {
            Json full = portion.in(before, saved.merged().orElse(text));
            whole = JsonMerge.of(after, keyValue, Optional.of(full));
            formats.check(file.key(), whole.merged().orElse(full));
        } catch (CodedException e) {
            return false;
        }
        List<String> conflicts = new ArrayList<>(saved.conflicts());
        conflicts.addAll(whole.conflicts());
        goOn(content, text, whole.merged(), conflicts);
        plan.base = base.value();
        return true;
    }

    private static Revision before(Revision revision) {
        return Revision.of(revision.number() - 1);
    }

    private void goOn(Reading.Content content, Json text, Optional<Json> value, List<String> conflicts) {
        String fingerprint = content.fingerprint();
        if (!conflicts.isEmpty()) {
            plan.copy(new FilePlan.Copy.Beside(content.bytes(), fingerprint, conflicts, false));
        }
        if (value.isPresent() && !value.equals(keyValue)) {
            plan.changes.add(new FilePlan.Change(
                    stage, FilePlan.Why.EDITED, file.key(), value.get(), revision(), List.of(), marks(fingerprint)));
            keyValue = value;
            current = portion.of(keyValue);
        } else {
            plan.taken.add(fingerprint);
        }
        plan.held.add(FileState.Held.now(text));
        plan.saved = Optional.of(text);
        plan.holds(current.equals(Optional.of(text)));
    }

    /**
     * From what an edit starts that says all that an older document said, in other words or with other blank lines: from what
     * is there now, if its author means it.
     */
    private MergeBase.Base setBack(Reading.Content content, Json json, MergeBase.Base base) {
        if (!base.value().equals(Optional.of(json)) || current.equals(base.value())) {
            return base;
        }
        if (backs.isMeant(file, content)) {
            return new MergeBase.Base(current, List.of());
        }
        plan.back = Optional.of(content);
        plan.tell(
                "E_FILE_STALE",
                "this file says what an older version of it said; the state stays as it is and the file is written"
                        + " anew. To take a change back, use undo, or save it so once more.");
        return base;
    }

    /** Merges an edit. If it is in doubt what was edited, nothing is taken over and every difference is named. */
    private JsonMerge edit(Json json, MergeBase.Base base) {
        plan.base = base.value();
        return base.doubtful().isEmpty()
                ? portion.merge(base.value(), current, Optional.of(json))
                : new JsonMerge(current, base.doubtful());
    }

    private MergeBase.Base editBase(Json json) {
        return wasThere() ? base(json, List.of()) : MergeBase.Base.NONE;
    }

    private MergeBase.Base base(Json json, List<Json> not) {
        return MergeBase.of(store, file, current, texts, json, not, nanos);
    }

    /** Whether the file ever had the state, so that somebody can have started from it. */
    private boolean wasThere() {
        return SeenRevisions.newest(store, file) > 0
                || !texts.isEmpty()
                || !store.publications(FileState.edited(file.path()), 1).isEmpty()
                || !portion.isWhole() && SeenRevisions.wroteDocument(store, file.path(), file.key(), portion);
    }

    /** The first value of a key; a document of another product is taken in as it is, and then converted. */
    private void create(Reading.Content content, Json value, Optional<Json> converted) {
        FilePlan.Why why = converted.isPresent()
                ? FilePlan.Why.IMPORTED
                : store.isUnwritten() ? FilePlan.Why.RESTORED : FilePlan.Why.EDITED;
        String path = file.path();
        change(why, value, marks(content.fingerprint()));
        converted.ifPresent(json -> {
            change(FilePlan.Why.CONVERTED, json, Map.of());
            plan.besides.put(Layout.stem(path) + ".reference-1.0.json", content.bytes());
        });
        plan.holds(converted.isEmpty());
    }

    /**
     * Plans the outcome of a merge.
     *
     * @param json what was merged into the state
     * @param version the text to keep if there is a conflict; its fingerprint is empty if the file does not have it
     * @return what was merged, without what the state refuses
     */
    private Json merge(FilePlan.Why why, JsonMerge whole, Json json, FilePlan.Copy.Beside version) {
        Optional<Json> taken = whole.merged().map(this::takeable);
        boolean isAllTaken = taken.equals(whole.merged());
        JsonMerge merge = isAllTaken ? whole : new JsonMerge(taken, whole.conflicts());
        boolean changes = !merge.merged().equals(current) && merge.merged().isPresent();
        // The other version must be kept beside before its content counts as known, or it would be lost.
        if (!merge.isClean()) {
            plan.copy(version.in(merge.conflicts()));
        }
        if (changes) {
            List<String> older = older(merge, json);
            // A text of which something was refused is not known as taken over, so each process says what is wrong with
            // it.
            Map<String, String> marks = isPartlyRefused ? Map.of() : marks(version.fingerprint());
            change(why, merge.merged().get(), older, marks);
            if (why == FilePlan.Why.EDITED && !older.isEmpty() && !isPartlyRefused) {
                plan.tell(
                        "E_FILE_STALE",
                        "this file was saved from an older version of it: what was typed was taken over, and what"
                                + " changed since that version stays: " + KeptCopies.shown(older)
                                + ". To set such a place back, edit it in the file as it is now.");
            }
        } else if (!merge.isClean() && !version.fingerprint().isEmpty()) {
            plan.taken.add(version.fingerprint());
        }
        Json had = isAllTaken
                ? json
                : JsonMerge.of(whole.merged(), Optional.of(json), taken)
                        .merged()
                        .orElse(json);
        plan.held.add(FileState.Held.now(had));
        return had;
    }

    /** What of a value the state takes: all of it, or a document without the items that are refused. */
    private Json takeable(Json value) {
        if (Optional.of(value).equals(current)) {
            return value;
        }
        try {
            check(value);
            return value;
        } catch (CodedException e) {
            Documents.Acceptable some = portion.acceptable(keyValue, value)
                    .filter(found -> !found.refused().isEmpty())
                    .orElseThrow(() -> e);
            check(some.document());
            some.refused().forEach(this::refuse);
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

    private Map<String, String> marks(String fingerprint) {
        return fingerprint.isEmpty() ? Map.of() : Map.of(FileState.edited(file.path()), fingerprint);
    }

    private void take(Reading.Content content, Json value, Json result) {
        if (!current.equals(Optional.of(result))) {
            change(FilePlan.Why.EDITED, result, marks(content.fingerprint()));
        }
        boolean isSaid = current.equals(Optional.of(value));
        plan.held.add(FileState.Held.now(value));
        plan.holds(result.equals(value) && isSaid);
    }

    /** Takes edits of the file back in the state, as somebody did in the file. */
    void takeBack(Finding.SetBack back) {
        check(back.value());
        take(back.content(), back.value(), back.value());
        plan.saved = Optional.of(back.value());
        plan.tell(
                "E_FILE_STALE",
                "this file was set back to what it was at revision " + back.revision()
                        + ": what was edited in it since, or came by git, is taken back in the state too. If"
                        + " that was not meant, use undo.");
    }

    /** Converts a document of another product, if the process that took it in died before it did. */
    void convertImported() {
        current.flatMap(this::converted).ifPresent(converted -> {
            change(FilePlan.Why.CONVERTED, converted, Map.of());
            plan.holds(false);
        });
    }

    /** Merges what git could not. If both sides changed the same place, ours stays there and theirs is kept beside. */
    void mergeSides(Finding.Unmerged unmerged) {
        Finding.Sides sides = unmerged.sides();
        // Both sides changed the file, or git would have merged it, so neither is the base.
        Optional<Json> base = sides.base()
                .or(() -> base(sides.other(), List.of(sides.ours(), sides.other()))
                        .value());
        JsonMerge both = portion.merge(base, Optional.of(sides.ours()), Optional.of(sides.other()));
        Json one = both.merged().orElse(sides.ours());
        if (portion.isWhole()) {
            formats.requireAcceptable(file.key(), one, current);
        }
        MergeBase.Base from = base(sides.ours(), List.of());
        JsonMerge merge = from.doubtful().isEmpty()
                ? portion.merge(from.value(), current, Optional.of(one))
                : new JsonMerge(current, from.doubtful());
        List<String> conflicts = new ArrayList<>(both.conflicts());
        conflicts.addAll(merge.conflicts());
        merge(
                FilePlan.Why.EDITED,
                new JsonMerge(merge.merged(), conflicts),
                one,
                new FilePlan.Copy.Beside(sides.theirs(), "", List.of(), true));
        plan.base = base;
        plan.saved = Optional.of(one);
        plan.over = Optional.of(sides.mine());
        plan.holds(false);
    }
}
