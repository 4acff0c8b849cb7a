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

/**
 * Plans how texts that people and git wrote into one file become state. It changes nothing but the plan, and the value that the
 * key will have after it. For one file at one look; not thread-safe.
 */
final class EditPlanner {
    private final Tools tools;
    private final ShadowStore store;
    private final FilePlan plan;
    private final FileState.Known file;
    private final Portion portion;
    private final Optional<Entry> entry;
    final PlannedValue next;

    /** What the file held in this look before, newest first. */
    private final List<Json> texts = new ArrayList<>();

    /** What somebody had saved before git's last step took it: what is in the file now was made from it. */
    private Optional<Json> committed = Optional.empty();

    record Tools(ShadowStore store, Formats formats, SetBacks backs, LongSupplier nanos) {}

    EditPlanner(Tools tools, FilePlan plan, Optional<Entry> entry, PlannedValues planned) {
        this.tools = tools;
        this.store = tools.store;
        this.plan = plan;
        this.file = plan.file;
        this.portion = file.portion();
        this.entry = entry;
        this.next = new PlannedValue(tools.formats, plan, entry, planned);
    }

    private Optional<Json> read(GitText text) {
        return portion.value(text.bytes(), next.current);
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
                boolean isLast = next.stage == steps.size() - 1;
                boolean isLeft = isLast
                        && content.filter(some -> step.text().isIn(some.bytes()))
                                .isPresent();
                boolean taken = step instanceof GitStep.Moved move
                        ? moved(move, text.get(), evidence(steps, content))
                        : saved(step.text(), text.get());
                followed = isLeft && taken;
                if (followed) {
                    plan.holds(next.current.equals(text));
                }
            }
            next.stage++;
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
        MergeBase.Base base = editBase(value);
        value = next.merge(
                FilePlan.Why.EDITED,
                edit(value, base),
                value,
                new FilePlan.Copy.Beside(text.bytes(), fingerprint, List.of(), false));
        plan.saved = Optional.of(value);
        texts.add(0, value);
        committed = Optional.of(taken(value, base.value().orElse(Json.Obj.EMPTY), next.current.orElse(value)));
        return true;
    }

    /** A text as it was taken over: what is new in it became what the state has of it, such as an item with a number. */
    private static Json taken(Json text, Json before, Json now) {
        if (!(text instanceof Json.Obj fields)
                || !(before instanceof Json.Obj old)
                || !(now instanceof Json.Obj state)) {
            return text;
        }
        Json.Obj taken = fields;
        for (String name : fields.keys()) {
            Json is = fields.get(name);
            Json becomes = state.get(name);
            if (is != null && becomes != null) {
                Json was = old.get(name);
                taken = taken.with(name, was == null ? becomes : taken(is, was, becomes));
            }
        }
        return taken;
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
        if (next.current.isEmpty() && move.appeared()) {
            merge = new JsonMerge(Optional.of(value), List.of());
        } else {
            // Without a base, as when git never had our file, both versions of each difference are kept.
            plan.base = base;
            merge = JsonMerge.of(base, next.current, Optional.of(value));
        }
        String fingerprint = Rendered.fingerprint(move.text().bytes());
        Optional<Json> before = next.current;
        next.merge(
                FilePlan.Why.CHECKED_OUT,
                merge,
                value,
                new FilePlan.Copy.Beside(move.text().bytes(), fingerprint, List.of(), true));
        if (!next.current.equals(before)) {
            plan.mark(GitTrail.markOf(file.path()), move.after().fingerprint());
        }
        texts.add(0, value);
        committed = Optional.empty();
        return true;
    }

    /** What the working folder had after a step; empty if it cannot be read. */
    private Optional<Json> evidence(List<GitStep> steps, Optional<Reading.Content> content) {
        for (GitStep later : steps.subList(next.stage + 1, steps.size())) {
            if (later instanceof GitStep.Saved saved) {
                return read(saved.text());
            }
        }
        return content.flatMap(some -> portion.value(some.bytes(), next.current));
    }

    private static boolean isNearer(Optional<Json> evidence, Json value, Optional<Json> other) {
        return evidence.isPresent()
                && JsonDiff.between(evidence, Optional.of(value)).size()
                        < JsonDiff.between(evidence, other).size();
    }

    private Json accepted(Json value) {
        if (portion.isWhole()) {
            tools.formats.requireAcceptable(file.key(), value, next.current);
        }
        return converted(value).orElse(value);
    }

    /** Only a file with everything can be the document of another product. */
    private Optional<Json> converted(Json value) {
        return portion.isWhole() ? tools.formats.convert(file.key(), value) : Optional.empty();
    }

    /** Whether a document that the file never had belongs where somebody else's file was. */
    boolean isOthers(Json value) {
        return !portion.isWhole()
                && next.current.isPresent()
                && !next.current.equals(Optional.of(value))
                && !wasThere();
    }

    /** While there was never anything but files, they are right. */
    void adopt(Reading.Content content, Json value) {
        // What was read was read without the value that the key has by the file with everything.
        Json read = portion.read(content.bytes(), next.current).value();
        Json json = converted(read).orElse(read);
        next.check(json);
        next.take(content, read, json);
    }

    /** Whether an edit takes something away from the version that was opened. */
    boolean takesAway(Json value) {
        return next.current.isPresent()
                && JsonDiff.between(editBase(value).value(), Optional.of(value)).stream()
                        .anyMatch(change -> change.after().isEmpty());
    }

    /**
     * Plans what was done to a text after git took it; also when that sets the file back to what was there before.
     *
     * @return false if git took nothing that was new
     */
    boolean editedAfterCommit(Optional<Reading.Content> content) {
        Optional<Json> value =
                committed.isEmpty() ? committed : content.flatMap(some -> portion.value(some.bytes(), next.current));
        value.ifPresent(json -> edited(content.get(), json));
        return value.isPresent();
    }

    void edited(Reading.Content content, Json value) {
        Optional<Json> converted = converted(value);
        Json json = converted.orElse(value);
        if (entry.isEmpty() && portion.isWhole()) {
            next.check(json);
            create(content, value, converted);
        } else if (next.current.isEmpty()
                && (file.seenRevision() >= next.revision.number() || !portion.isWhole() && !wasThere())) {
            next.check(json);
            next.take(content, value, json);
        } else if (!goneOn(content, json)) {
            MergeBase.Base base = editBase(json);
            if (!portion.isWhole()) {
                // What a document means, such as which line is which item, shows beside the one that it was made from.
                json = portion.read(content.bytes(), base.value()).value();
                base = setBack(content, json, base);
            }
            json = next.merge(
                    FilePlan.Why.EDITED,
                    edit(json, base),
                    json,
                    new FilePlan.Copy.Beside(content.bytes(), content.fingerprint(), List.of(), false));
            plan.saved = Optional.of(json);
            plan.savedAsTaken =
                    Optional.of(taken(json, base.value().orElse(Json.Obj.EMPTY), next.current.orElse(json)));
            plan.holds(converted.isEmpty() && next.current.equals(Optional.of(json)));
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
        MergeBase.Base base = MergeBase.of(store, file, newest, had, List.of(), read, List.of(), tools.nanos);
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
            whole = JsonMerge.of(after, next.keyValue, Optional.of(full));
            tools.formats.check(file.key(), whole.merged().orElse(full));
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
        if (value.isPresent() && !value.equals(next.keyValue)) {
            next.set(FilePlan.Why.EDITED, value.get(), List.of(), next.marks(fingerprint));
        } else {
            plan.taken.add(fingerprint);
        }
        plan.held.add(FileState.Held.now(text));
        plan.saved = Optional.of(text);
        plan.holds(next.current.equals(Optional.of(text)));
    }

    /** The value that is there now, if the author of an edit that says all that an older document said means it. */
    private MergeBase.Base setBack(Reading.Content content, Json json, MergeBase.Base base) {
        if (!base.value().equals(Optional.of(json)) || next.current.equals(base.value())) {
            return base;
        }
        if (tools.backs.isMeant(file, content)) {
            return new MergeBase.Base(next.current, List.of());
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
                ? portion.merge(base.value(), next.current, Optional.of(json))
                : new JsonMerge(next.current, base.doubtful());
    }

    private MergeBase.Base editBase(Json json) {
        if (committed.isPresent()) {
            return new MergeBase.Base(committed, List.of());
        }
        Optional<Json> held = portion.isWhole() || !texts.isEmpty() ? Optional.empty() : held();
        if (held.isPresent()) {
            return new MergeBase.Base(held, List.of());
        }
        return wasThere() ? base(json, List.of()) : MergeBase.Base.NONE;
    }

    /**
     * What the file said, without what was refused of it, if it was held as somebody saved it and was not written since: then nobody
     * can have opened another text, however much like an older one the new text is. What was refused is so tried again.
     */
    private Optional<Json> held() {
        return EditNotes.read(store, file.noteName())
                .filter(EditNotes.Save::isHeld)
                .filter(save -> store.publications(file.path(), 1).stream()
                        .allMatch(written -> written.revision().compareTo(save.revision()) < 0))
                .map(EditNotes.Save::value);
    }

    private MergeBase.Base base(Json json, List<Json> not) {
        return MergeBase.of(store, file, store.head(), next.current, texts, json, not, tools.nanos);
    }

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
        next.change(why, value, List.of(), next.marks(content.fingerprint()));
        converted.ifPresent(json -> {
            next.change(FilePlan.Why.CONVERTED, json, List.of(), Map.of());
            plan.besides.put(Layout.stem(path) + ".reference-1.0.json", content.bytes());
        });
        plan.holds(converted.isEmpty());
    }

    /** Takes edits of the file back in the state, as somebody did in the file. */
    void takeBack(Finding.SetBack back) {
        next.check(back.value());
        next.take(back.content(), back.value(), back.value());
        plan.saved = Optional.of(back.value());
        plan.tell(
                "E_FILE_STALE",
                "this file was set back to what it was at revision " + back.revision()
                        + ": what was edited in it since, or came by git, is taken back in the state too. If"
                        + " that was not meant, use undo.");
    }

    /** Converts a document of another product, if the process that took it in died before it did. */
    void convertImported() {
        next.current.flatMap(this::converted).ifPresent(converted -> {
            next.change(FilePlan.Why.CONVERTED, converted, List.of(), Map.of());
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
            tools.formats.requireAcceptable(file.key(), one, next.current);
        }
        MergeBase.Base from = base(sides.ours(), List.of());
        JsonMerge merge = from.doubtful().isEmpty()
                ? portion.merge(from.value(), next.current, Optional.of(one))
                : new JsonMerge(next.current, from.doubtful());
        List<String> conflicts = new ArrayList<>(both.conflicts());
        conflicts.addAll(merge.conflicts());
        next.merge(
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
