package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans what becomes of a file whose key goes on as another one. What a branch changed in it since both branches were one is
 * merged into the heir; where that is not known, the file stays and is named. It changes nothing but the plan.
 */
record Inheriting(ShadowStore store, Formats formats) {
    private static final String CODE = "E_STATE_GOES_ON";

    /** @throws io.workfloworchestrator.json.CodedException if the heir must not have what the file has */
    void plan(FilePlan plan, Finding.Inherited found, PlannedValues values) {
        Optional<Json> now = values.of(found.heir());
        if (found.base().isEmpty() || now.isEmpty()) {
            plan.standing(FilePlan.Standing.HELD)
                    .say(
                            CODE,
                            goesOn(plan.file, found)
                                    + " It has what another branch or an editor saved, and from what that was"
                                    + " made is not known, so the file is left as it is and nothing of it was taken over."
                                    + " It differs from what was taken over before in "
                                    + shown(JsonDiff.between(Optional.of(found.last()), Optional.of(found.value())))
                                    + ". Put what you need into '" + found.heir() + "', then delete the file.");
            return;
        }
        merge(plan, found, now.get().asObject(), values);
    }

    private void merge(FilePlan plan, Finding.Inherited found, Json.Obj now, PlannedValues values) {
        Json.Obj base = found.base().map(Json::asObject).orElse(Json.Obj.EMPTY);
        Json.Obj theirs = found.value().asObject();
        JsonMerge merge =
                JsonMerge.of(without(base, found.own()), without(now, found.own()), without(theirs, found.own()));
        Json.Obj next = with(merge.merged().map(Json::asObject).orElse(Json.Obj.EMPTY), now, found.own());
        List<String> left = new ArrayList<>(merge.conflicts());
        JsonDiff.between(Optional.of(only(base, found.own())), Optional.of(only(theirs, found.own())))
                .forEach(diff -> left.add(diff.path()));
        Reading.Content content = found.content();
        if (!left.isEmpty()) {
            plan.copy(new FilePlan.Copy.Beside(content.bytes(), content.fingerprint(), left, true));
        }
        List<JsonDiff> taken = JsonDiff.between(Optional.of(now), Optional.of(next));
        if (taken.isEmpty()) {
            plan.taken.add(content.fingerprint());
        } else {
            formats.check(found.heir(), next);
            plan.changes.add(new FilePlan.Change(
                    0,
                    FilePlan.Why.CHECKED_OUT,
                    found.heir(),
                    next,
                    store.read(found.heir()).map(one -> one.commit().revision()).orElse(Revision.NONE),
                    List.of(),
                    Map.of(FileState.edited(plan.file.path()), content.fingerprint())));
            values.set(found.heir(), Optional.of(next));
        }
        plan.tell(
                CODE,
                goesOn(plan.file, found)
                        + (taken.isEmpty()
                                ? " What another branch has in it is there already"
                                : " What another branch changed in it was taken over there: " + shown(taken))
                        + (left.isEmpty()
                                ? "."
                                : "; not " + KeptCopies.shown(left) + ", and for these the file was kept beside.")
                        + " The file is removed. To take that back, use undo.");
        plan.write = FilePlan.Write.NOW;
    }

    private static String goesOn(FileState.Known file, Finding.Inherited found) {
        return "the state '" + file.key() + "' of this file goes on as '" + found.heir() + "'.";
    }

    private static Json.Obj with(Json.Obj value, Json.Obj other, Set<String> fields) {
        Json.Obj with = value;
        for (String field : fields) {
            Optional<Json> has = other.find(field);
            with = has.isPresent() ? with.with(field, has.get()) : with;
        }
        return with;
    }

    private static Json.Obj only(Json.Obj value, Set<String> fields) {
        return with(Json.Obj.EMPTY, value, fields);
    }

    private static Json.Obj without(Json.Obj value, Set<String> fields) {
        Json.Obj rest = value;
        for (String field : fields) {
            rest = rest.without(field);
        }
        return rest;
    }

    /** The places of differences, with the title of what is there. */
    private static String shown(List<JsonDiff> diffs) {
        return KeptCopies.shown(diffs.stream()
                .map(diff -> diff.path() + title(diff.after().or(diff::before)))
                .toList());
    }

    private static String title(Optional<Json> value) {
        return value.flatMap(one -> one.at("title").or(() -> one.at("fields", "title")))
                .flatMap(Json::asText)
                .map(title -> " (\"" + title + "\")")
                .orElse("");
    }
}
