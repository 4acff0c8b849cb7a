package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Plans how texts that people and git wrote become state. It changes nothing but the plan and its {@link Progress}. */
final class EditPlanner {
    private final ShadowStore store;
    private final Formats formats;
    private final LongSupplier nanos;

    EditPlanner(ShadowStore store, Formats formats, LongSupplier nanos) {
        this.store = store;
        this.formats = formats;
        this.nanos = nanos;
    }

    /** The plan for one key so far, and the value that the key will have after its changes. Not thread-safe. */
    static final class Progress {
        private final FilePlan.Builder plan;
        private final FileState.Known file;
        private final Optional<Entry> entry;
        private final List<Json> texts = new ArrayList<>();
        private Optional<Json> value;
        private int stage;

        Progress(FilePlan.Builder plan, FileState.Known file, Optional<Entry> entry) {
            this.plan = plan;
            this.file = file;
            this.entry = entry;
            this.value = entry.flatMap(Entry::value);
        }

        Optional<Json> value() {
            return value;
        }

        private Revision revision() {
            return entry.map(some -> some.commit().revision()).orElse(Revision.NONE);
        }

        private void change(FilePlan.Why why, Json next, Map<String, String> marks) {
            change(why, next, List.of(), marks);
        }

        private void change(FilePlan.Why why, Json next, List<String> older, Map<String, String> marks) {
            plan.change(new FilePlan.Change(stage, why, next, revision(), older, marks));
            value = Optional.of(next);
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
            Optional<Json> text = step.text().value();
            if (text.isPresent()) {
                boolean isLast = progress.stage == steps.size() - 1;
                boolean isLeft = isLast
                        && content.filter(some -> step.text().isIn(some.bytes()))
                                .isPresent();
                boolean taken = step instanceof GitStep.Moved move
                        ? moved(progress, move, text.get(), evidence(steps, progress.stage, content))
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
        merge(
                progress,
                FilePlan.Why.EDITED,
                edit(progress, value),
                value,
                new FilePlan.Copy.Beside(text.bytes(), fingerprint, List.of(), false));
        progress.plan.saved(value);
        progress.texts.add(0, value);
        return true;
    }

    /** Plans what git wrote; false if it turns out that git did not write it. */
    private boolean moved(Progress progress, GitStep.Moved move, Json parsed, Optional<Json> evidence) {
        Optional<Json> from = move.from().flatMap(GitText::value);
        // Even after a move that always writes the file, somebody may have undone it there, or update-ref moved HEAD
        // alone.
        boolean isShown = move.certain()
                ? from.isEmpty() || !isNearer(evidence, from.get(), Optional.of(parsed))
                : isNearer(evidence, parsed, from);
        if (!isShown) {
            return false;
        }
        Json value = accepted(progress, parsed);
        Optional<Json> base =
                from.map(json -> formats.convert(progress.file.key(), json).orElse(json));
        JsonMerge merge;
        if (progress.value.isEmpty() && move.appeared()) {
            merge = new JsonMerge(Optional.of(value), List.of());
        } else {
            // Without a base, as when git never had our file, both versions of each difference are kept.
            progress.plan.base(base);
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
    private static Optional<Json> evidence(List<GitStep> steps, int step, Optional<Reading.Content> content) {
        for (GitStep later : steps.subList(step + 1, steps.size())) {
            if (later instanceof GitStep.Saved saved) {
                return saved.text().value();
            }
        }
        return content.flatMap(some -> {
            try {
                return Optional.of(Json.parse(some.bytes()));
            } catch (JsonException e) {
                return Optional.empty();
            }
        });
    }

    private static boolean isNearer(Optional<Json> evidence, Json value, Optional<Json> other) {
        return evidence.isPresent()
                && JsonDiff.between(evidence, Optional.of(value)).size()
                        < JsonDiff.between(evidence, other).size();
    }

    private Json accepted(Progress progress, Json value) {
        String key = progress.file.key();
        formats.requireAcceptable(key, value, progress.value);
        return formats.convert(key, value).orElse(value);
    }

    /** While there was never anything but files, they are right. */
    void adopt(Progress progress, Reading.Content content, Json value) {
        Json json = formats.convert(progress.file.key(), value).orElse(value);
        formats.check(progress.file.key(), json);
        take(progress, content, value, json);
    }

    void edited(Progress progress, Reading.Content content, Json value) {
        FileState.Known file = progress.file;
        Optional<Json> converted = formats.convert(file.key(), value);
        Json json = converted.orElse(value);
        if (progress.entry.isEmpty()) {
            formats.check(file.key(), json);
            create(progress, content, value, converted);
        } else if (progress.value.isEmpty()
                && file.seenRevision() >= progress.revision().number()) {
            formats.check(file.key(), json);
            take(progress, content, value, json);
        } else {
            merge(
                    progress,
                    FilePlan.Why.EDITED,
                    edit(progress, json),
                    json,
                    new FilePlan.Copy.Beside(content.bytes(), content.fingerprint(), List.of(), false));
            progress.plan.saved(json).holds(converted.isEmpty() && progress.value.equals(Optional.of(json)));
        }
    }

    /** Merges an edit. If it is in doubt what was edited, nothing is taken over and every difference is named. */
    private JsonMerge edit(Progress progress, Json json) {
        MergeBase.Base base = wasThere(progress) ? base(progress, json, List.of()) : MergeBase.Base.NONE;
        progress.plan.base(base.value());
        return base.doubtful().isEmpty()
                ? JsonMerge.of(base.value(), progress.value, Optional.of(json))
                : new JsonMerge(progress.value, base.doubtful());
    }

    private MergeBase.Base base(Progress progress, Json json, List<Json> not) {
        return MergeBase.of(store, progress.file, progress.value, progress.texts, json, not, nanos);
    }

    /** Whether the file ever had the state, so that somebody can have started from it. */
    private boolean wasThere(Progress progress) {
        FileState.Known file = progress.file;
        return SeenRevisions.newest(store, file) > 0
                || !progress.texts.isEmpty()
                || !store.publications(FileState.edited(file.path()), 1).isEmpty();
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
            progress.plan.beside(Layout.stem(path) + ".reference-1.0.json", content.bytes());
        });
        progress.plan.holds(converted.isEmpty());
    }

    /**
     * Plans the outcome of a merge.
     *
     * @param json what was merged into the state
     * @param version the text to keep if there is a conflict; its fingerprint is empty if the file does not have it
     */
    private void merge(Progress progress, FilePlan.Why why, JsonMerge merge, Json json, FilePlan.Copy.Beside version) {
        boolean changes =
                !merge.merged().equals(progress.value) && merge.merged().isPresent();
        if (changes) {
            formats.check(progress.file.key(), merge.merged().get());
        }
        // The other version must be kept beside before its content counts as known, or it would be lost.
        if (!merge.isClean()) {
            progress.plan.copy(version.in(merge.conflicts()));
        }
        if (changes) {
            List<String> older = older(merge, json);
            progress.change(why, merge.merged().get(), older, marks(progress.file, version.fingerprint()));
            if (why == FilePlan.Why.EDITED && !older.isEmpty()) {
                progress.plan.tell(
                        "E_FILE_STALE",
                        "this file was saved from an older version of it: what was typed was taken over, and what"
                                + " changed since that version stays: " + KeptCopies.shown(older)
                                + ". To set such a place back, edit it in the file as it is now.");
            }
        } else if (!merge.isClean() && !version.fingerprint().isEmpty()) {
            progress.plan.taken(version.fingerprint());
        }
        progress.plan.had(FileState.Held.now(json));
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
        progress.plan.had(FileState.Held.now(value)).holds(result.equals(value));
    }

    /** Takes edits of the file back in the state, as somebody did in the file. */
    void takeBack(Progress progress, Finding.SetBack back) {
        formats.check(progress.file.key(), back.value());
        take(progress, back.content(), back.value(), back.value());
        progress.plan
                .saved(back.value())
                .tell(
                        "E_FILE_STALE",
                        "this file was set back to what it was at revision " + back.revision()
                                + ": what was edited in it since, or came by git, is taken back in the state too. If"
                                + " that was not meant, use undo.");
    }

    /** Converts a document of another product, if the process that took it in died before it did. */
    void convertImported(Progress progress) {
        progress.value
                .flatMap(json -> formats.convert(progress.file.key(), json))
                .ifPresent(converted -> {
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
        JsonMerge both = JsonMerge.of(base, Optional.of(sides.ours()), Optional.of(sides.other()));
        Json one = both.merged().orElse(sides.ours());
        formats.requireAcceptable(progress.file.key(), one, progress.value);
        MergeBase.Base from = base(progress, sides.ours(), List.of());
        JsonMerge merge = from.doubtful().isEmpty()
                ? JsonMerge.of(from.value(), progress.value, Optional.of(one))
                : new JsonMerge(progress.value, from.doubtful());
        List<String> conflicts = new ArrayList<>(both.conflicts());
        conflicts.addAll(merge.conflicts());
        merge(
                progress,
                FilePlan.Why.EDITED,
                new JsonMerge(merge.merged(), conflicts),
                one,
                new FilePlan.Copy.Beside(sides.theirs(), "", List.of(), true));
        progress.plan.base(base).saved(one).holds(false);
    }
}
