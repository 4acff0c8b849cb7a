package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value that a key will have by what is planned of one of its files. It changes nothing but the plan. For one file at one
 * look; not thread-safe.
 */
final class PlannedValue {
    private final Formats formats;
    private final FilePlan plan;
    private final FileState.Known file;
    private final Portion portion;
    private final PlannedValues planned;
    final Revision revision;
    Optional<Json> keyValue;

    /** What the file holds of the value that the key will have; empty if that has nothing of it. */
    Optional<Json> current;

    /** Changes with the same stage and reason are committed together. */
    int stage;

    /** Whether something in the file was not taken, so that the file must stay as it is. */
    boolean isPartlyRefused;

    private @Nullable Full full;

    /** The value that the key has with a portion, and what it had before. */
    private record Full(Json next, Optional<Json> before, Json value) {}

    PlannedValue(Formats formats, FilePlan plan, Optional<Entry> entry, PlannedValues planned) {
        this.formats = formats;
        this.plan = plan;
        this.file = plan.file;
        this.portion = file.portion();
        this.revision = entry.map(some -> some.commit().revision()).orElse(Revision.NONE);
        this.planned = planned;
        this.keyValue = planned.of(file.key());
        this.current = portion.of(keyValue);
    }

    boolean isEmpty() {
        return current.isEmpty();
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

    /** The value of the key with this portion. It is kept, because it is checked first and then planned. */
    private Json with(Json next) {
        Full known = full;
        if (known == null || known.next != next || !known.before.equals(keyValue)) {
            known = new Full(next, keyValue, portion.in(keyValue, next));
            full = known;
        }
        return known.value;
    }

    void change(FilePlan.Why why, Json next, List<String> older, Map<String, String> marks) {
        Json full = with(next);
        if (!portion.isWhole() && keyValue.equals(Optional.of(full))) {
            return; // The document says something that is not for it to decide; it is written anew.
        }
        set(why, full, older, marks);
    }

    void set(FilePlan.Why why, Json full, List<String> older, Map<String, String> marks) {
        plan.changes.add(new FilePlan.Change(stage, why, file.key(), full, revision, older, marks));
        keyValue = Optional.of(full);
        current = portion.of(keyValue);
    }

    void check(Json value) {
        formats.check(file.key(), with(value));
    }

    /**
     * Plans the outcome of a merge.
     *
     * @param json what was merged into the state
     * @param version the text to keep if there is a conflict; its fingerprint is empty if the file does not have it
     * @return what was merged, without what the state refuses
     */
    Json merge(FilePlan.Why why, JsonMerge whole, Json json, FilePlan.Copy.Beside version) {
        Optional<Json> taken = whole.merged().map(this::takeable);
        boolean isAllTaken = taken.equals(whole.merged());
        JsonMerge merge = isAllTaken ? whole : new JsonMerge(taken, whole.conflicts());
        boolean changes = !merge.merged().equals(current) && merge.merged().isPresent();
        // The other version must be kept beside before its content counts as known, or it would be lost.
        if (!merge.isClean()) {
            plan.copy(version.in(merge.conflicts()));
        }
        if (changes) {
            List<String> older = older(whole, json); // What is refused is not older, but another one.
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

    Map<String, String> marks(String fingerprint) {
        return fingerprint.isEmpty() ? Map.of() : Map.of(FileState.edited(file.path()), fingerprint);
    }

    void take(Reading.Content content, Json value, Json result) {
        if (!current.equals(Optional.of(result))) {
            change(FilePlan.Why.EDITED, result, List.of(), marks(content.fingerprint()));
        }
        boolean isSaid = current.equals(Optional.of(value));
        plan.held.add(FileState.Held.now(value));
        plan.holds(result.equals(value) && isSaid);
    }
}
