package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What changed for clients between two releases, by structure and direction: descriptions and titles do not count, a tool that is gone
 * or an argument that is newly required breaks, a new tool or a new optional argument does not. Pure functions.
 */
final class Contract {
    private static final String GATE = "contract";

    private Contract() {}

    /** A difference between what two releases offer, at a place such as {@code tool add_note}. Immutable. */
    record Change(Weight weight, String where, String what) {
        /** What a difference means for clients. */
        enum Weight {
            /** What worked does not work any more. */
            BREAKS,
            /** Somebody should look at it; nobody can tell by the form alone. */
            REVIEW,
            /** What worked still works. */
            SAFE
        }

        static Change breaks(String where, String what) {
            return new Change(Weight.BREAKS, where, what);
        }

        static Change review(String where, String what) {
            return new Change(Weight.REVIEW, where, what);
        }

        static Change safe(String where, String what) {
            return new Change(Weight.SAFE, where, what);
        }

        @Override
        public String toString() {
            return weight.name().toLowerCase(Locale.ROOT) + ": " + where + ": " + what;
        }
    }

    static GateResult gate(ReleaseEntry live, Optional<Surface> before, Surface after) {
        if (before.isEmpty()) {
            return GateResult.passed(GATE, "not compared: it is not known what " + live.title() + " shows");
        }
        List<Change> changes = changes(before.get(), after);
        List<Change> breaking = changes.stream()
                .filter(change -> change.weight() == Change.Weight.BREAKS)
                .toList();
        String output = changes.stream().map(Change::toString).collect(Collectors.joining("\n"));
        String words = changes.isEmpty()
                ? "the same as " + live.title()
                : breaking.isEmpty()
                        ? changes.size() + " changes against " + live.title() + ", none of which breaks clients"
                        : breaking.size() + " of " + changes.size() + " changes against " + live.title()
                                + " break clients, such as " + breaking.get(0).where() + ": "
                                + breaking.get(0).what();
        return new GateResult(GATE, breaking.isEmpty(), words, output);
    }

    static List<Change> changes(Surface before, Surface after) {
        List<Change> changes = new ArrayList<>();
        changes.addAll(part("tools", "tool ", before, after, Contract::tool));
        changes.addAll(part("resources", "resource ", before, after, Contract::resource));
        changes.addAll(part("templates", "resource template ", before, after, Contract::resource));
        changes.addAll(part("prompts", "prompt ", before, after, Contract::prompt));
        return changes;
    }

    private interface Compared extends BiFunction<Json.Obj, Json.Obj, List<Change>> {}

    private static List<Change> part(String name, String called, Surface before, Surface after, Compared compared) {
        List<Change> changes = new ArrayList<>();
        Json.Obj old = before.part(name);
        Json.Obj fresh = after.part(name);
        old.forEach((key, value) -> {
            Optional<Json> now = fresh.find(key);
            if (now.isEmpty()) {
                changes.add(Change.breaks(called + key, "is gone"));
            } else {
                compared.apply(value.asObject(), now.get().asObject()).stream()
                        .map(change -> new Change(change.weight(), called + key + change.where(), change.what()))
                        .forEach(changes::add);
            }
        });
        fresh.keys().stream()
                .filter(key -> old.find(key).isEmpty())
                .forEach(key -> changes.add(Change.safe(called + key, "is new")));
        return changes;
    }

    private static List<Change> tool(Json.Obj before, Json.Obj after) {
        List<Change> changes = new ArrayList<>(SchemaContract.sent(
                before.find("inputSchema").map(Json::asObject).orElse(Json.Obj.EMPTY),
                after.find("inputSchema").map(Json::asObject).orElse(Json.Obj.EMPTY)));
        Optional<Json.Obj> old = before.find("outputSchema").map(Json::asObject);
        Optional<Json.Obj> fresh = after.find("outputSchema").map(Json::asObject);
        if (old.isPresent() && fresh.isPresent()) {
            changes.addAll(SchemaContract.received(old.get(), fresh.get()));
        } else if (old.isPresent()) {
            changes.add(Change.breaks("", "no longer says what it answers (outputSchema)"));
        } else if (fresh.isPresent()) {
            changes.add(Change.safe("", "says what it answers (outputSchema)"));
        }
        for (String hint : List.of("readOnlyHint", "destructiveHint", "idempotentHint")) {
            Optional<Json> was = before.at("annotations", hint);
            Optional<Json> is = after.at("annotations", hint);
            if (!was.equals(is)) {
                changes.add(Change.review("", "its " + hint + " changed"));
            }
        }
        return changes;
    }

    private static List<Change> resource(Json.Obj before, Json.Obj after) {
        return before.find("mimeType").equals(after.find("mimeType"))
                ? List.of()
                : List.of(Change.review("", "its mimeType changed"));
    }

    private static List<Change> prompt(Json.Obj before, Json.Obj after) {
        List<Change> changes = new ArrayList<>();
        Map<String, Boolean> old = arguments(before);
        Map<String, Boolean> fresh = arguments(after);
        Set<String> names = new HashSet<>(old.keySet());
        names.addAll(fresh.keySet());
        names.stream().sorted().forEach(name -> {
            boolean isRequired = Boolean.TRUE.equals(fresh.get(name));
            if (!fresh.containsKey(name)) {
                changes.add(Change.breaks(", argument " + name, "is gone"));
            } else if (isRequired && !Boolean.TRUE.equals(old.get(name))) {
                changes.add(Change.breaks(", argument " + name, "is required now"));
            } else if (!old.containsKey(name)) {
                changes.add(Change.safe(", argument " + name, "is new"));
            }
        });
        return changes;
    }

    private static Map<String, Boolean> arguments(Json.Obj prompt) {
        return prompt.find("arguments").map(Json::asList).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        one -> one.at("name").flatMap(Json::asText).orElse(""),
                        one -> one.at("required").equals(Optional.of(Json.of(true))),
                        (a, b) -> a));
    }
}
