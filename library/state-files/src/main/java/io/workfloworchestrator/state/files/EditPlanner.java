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

/** Plans how texts that people and git wrote become state. Changes nothing but the plan and its {@link Progress}. */
final class EditPlanner {
    private final ShadowStore store;
    private final Formats formats;
    private final LongSupplier nanos;

    EditPlanner(ShadowStore store, Formats formats, LongSupplier nanos) {
        this.store = store;
        this.formats = formats;
        this.nanos = nanos;
    }

    /** How far the plan for one key has come: its value after the changes that are planned already. Not thread-safe. */
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
     * Plans what git did to the file since the last look: a text that was saved and then committed is an edit like any other,
     * and a move is the difference between two commits, merged with the state.
     *
     * @return whether the file's content is what git left, so that nothing else is to be decided about it
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

    private boolean isKnown(FileState.Known file, GitText text) {
        String fingerprint = Rendered.fingerprint(text.bytes());
        return store.publication(file.path(), fingerprint)
                .or(() -> store.publication(FileState.edited(file.path()), fingerprint))
                .isPresent();
    }

    /** Plans a text that git took from the working folder; false when it is known already. */
    private boolean saved(Progress progress, GitText text, Json parsed) {
        if (isKnown(progress.file, text)) {
            return false;
        }
        Json value = accepted(progress, parsed);
        merge(
                progress,
                FilePlan.Why.EDITED,
                edit(progress, value),
                value,
                new FilePlan.Copy.Beside(text.bytes(), Rendered.fingerprint(text.bytes()), List.of(), false));
        progress.plan.saved(value);
        progress.texts.add(0, value);
        return true;
    }

    /** Plans what git wrote; false when it turns out not to have written it. */
    private boolean moved(Progress progress, GitStep.Moved move, Json parsed, Optional<Json> evidence) {
        Optional<Json> from = move.from().flatMap(GitText::value);
        // A move that always writes the file may yet be undone in it, or be one of HEAD alone, as by update-ref.
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
            // Without a base, as when git never had our file, each place that differs is kept on both sides.
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

    /** What the working folder had after a step, as far as that can be read. */
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

    /** As long as nothing but files was ever there, they are right. */
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

    /** Where it is in doubt what was edited, nothing of it is taken, and all of it named. */
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

    /** Whether the state ever was in the file, so that somebody can have started from it. */
    private boolean wasThere(Progress progress) {
        FileState.Known file = progress.file;
        return SeenRevisions.newest(store, file) > 0
                || !progress.texts.isEmpty()
                || !store.publications(FileState.edited(file.path()), 1).isEmpty();
    }

    /** The first value of a key: as it is, and then converted when it is another product's. */
    private void create(Progress progress, Reading.Content content, Json value, Optional<Json> converted) {
        FilePlan.Why why = converted.isPresent()
                ? FilePlan.Why.IMPORTED
                : store.isUnwritten() ? FilePlan.Why.RESTORED : FilePlan.Why.EDITED;
        String path = progress.file.path();
        progress.change(why, value, marks(progress.file, content.fingerprint()));
        converted.ifPresent(json -> {
            progress.change(FilePlan.Why.CONVERTED, json, Map.of());
            progress.plan.beside(
                    path.substring(0, path.length() - ".json".length()) + ".reference-1.0.json", content.bytes());
        });
        progress.plan.holds(converted.isEmpty());
    }

    /**
     * Plans the outcome of a merge.
     *
     * @param json what was merged into the state
     * @param version the text to be kept where there is a conflict; without a fingerprint when the file does not have it
     */
    private void merge(Progress progress, FilePlan.Why why, JsonMerge merge, Json json, FilePlan.Copy.Beside version) {
        boolean changes =
                !merge.merged().equals(progress.value) && merge.merged().isPresent();
        if (changes) {
            formats.check(progress.file.key(), merge.merged().get());
        }
        // The other version must be safe beside before its content counts as known, or it would be dropped.
        if (!merge.isClean()) {
            progress.plan.copy(version.in(merge.conflicts()));
        }
        if (changes) {
            List<String> older = older(merge, json);
            progress.change(why, merge.merged().get(), older, marks(progress.file, version.fingerprint()));
            if (why == FilePlan.Why.EDITED && !older.isEmpty()) {
                progress.plan.tell(
                        "E_FILE_STALE",
                        "this file was saved from an older version of it: what was typed was taken over, and what changed"
                                + " since that version stays: " + KeptCopies.shown(older)
                                + ". To set such a place back, edit it in the file as it is now.");
            }
        } else if (!merge.isClean() && !version.fingerprint().isEmpty()) {
            progress.plan.taken(version.fingerprint());
        }
        progress.plan.had(FileState.Held.now(json));
    }

    /** Where the text lacks what changed since the version that it was made from. */
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

    /** Takes back what was edited in the file, as somebody did in the file. */
    void takeBack(Progress progress, Finding.SetBack back) {
        formats.check(progress.file.key(), back.value());
        take(progress, back.content(), back.value(), back.value());
        progress.plan
                .saved(back.value())
                .tell(
                        "E_FILE_STALE",
                        "this file was set back to what it was at revision " + back.revision()
                                + ": what was edited in it since, or came by git, is taken back in the state too. If that"
                                + " was not meant, use undo.");
    }

    /** A document of another product that was taken in as it is, and not converted since its process died. */
    void convertImported(Progress progress) {
        progress.value
                .flatMap(json -> formats.convert(progress.file.key(), json))
                .ifPresent(converted -> {
                    progress.change(FilePlan.Why.CONVERTED, converted, Map.of());
                    progress.plan.holds(false);
                });
    }

    /** Merges what git could not; ours stays where both sides changed the same place, and theirs is kept beside. */
    void mergeSides(Progress progress, Finding.Unmerged unmerged) {
        Finding.Sides sides = unmerged.sides();
        // Both sides changed it, or git would have merged it: neither is the base.
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
