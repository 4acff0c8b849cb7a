package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether the code still has what requirements that are met and tasks that are done name, both ways: code that names a requirement
 * which the feature does not have is found too. What is still to be built need not be there. Not thread-safe.
 */
record Drift(ProjectCode code) {
    private record Done(Finding.Place at, NamedCode named) {
        String id() {
            return at.about();
        }
    }

    private static List<Done> done(FeatureFiles files) {
        List<Done> all = new ArrayList<>();
        files.spec().living().stream()
                .filter(ReadSpec.Statement::met)
                .forEach(each -> all.add(new Done(each.at(), NamedCode.of(each.text(), each.fields()))));
        files.work().living().stream()
                .filter(ReadTasks.Task::isDone)
                .forEach(task -> all.add(new Done(task.at(), NamedCode.of(task.all(), task.fields()))));
        all.removeIf(one -> one.named().isEmpty());
        return all;
    }

    /** @param seen what was there before */
    List<Finding> of(FeatureFiles files, Seen seen) {
        List<Finding> all = new ArrayList<>();
        for (Done one : done(files)) {
            Map<String, String> before = seen.of(one.id());
            one.named().files().stream()
                    .sorted()
                    .forEach(file -> file(one, file, find(files, file), Optional.ofNullable(before.get(file)))
                            .ifPresent(all::add));
            one.named().names().stream()
                    .sorted()
                    .forEach(name -> name(one, name, before.containsKey(name)).ifPresent(all::add));
        }
        all.addAll(unknown(files));
        return all;
    }

    /** A file that a feature names: one of its own documents, such as {@code contracts/api.md}, before any other. */
    private Optional<String> find(FeatureFiles files, String named) {
        Optional<String> own = code.findExactly(files.folder() + "/" + named);
        return own.isPresent() ? own : code.find(named);
    }

    private Optional<Finding> file(Done one, String named, Optional<String> file, Optional<String> before) {
        if (file.isEmpty()) {
            return Optional.of(one.at()
                    .error(
                            "file-gone",
                            one.id() + " is done and names " + named + ", which is "
                                    + (before.isPresent() ? "gone." : "not there."),
                            "Name the file that has it now, or clear the box of " + one.id()
                                    + " if it has to be done again."));
        }
        boolean isChanged = before.isPresent() && !code.fingerprint(file.get()).equals(before);
        return isChanged
                ? Optional.of(one.at()
                        .warning(
                                "file-changed",
                                file.get() + " was changed since " + one.id() + " was seen as done.",
                                "Look whether " + one.id() + " still holds. If it does, accept the code as it is now."))
                : Optional.empty();
    }

    private Optional<Finding> name(Done one, String name, boolean wasThere) {
        Optional<String> missing = code.isEmpty() ? Optional.empty() : NamedCode.missing(name, code);
        if (missing.isEmpty() || !code.isWhole()) {
            return Optional.empty();
        }
        String message = one.id() + " is done and names " + name + ", but " + missing.get() + " is "
                + (wasThere ? "no longer" : "not") + " in the code.";
        String fix = "Name what it is called now, or look whether " + one.id() + " still holds.";
        return Optional.of(
                wasThere ? one.at().error("name-gone", message, fix) : one.at().warning("name-gone", message, fix));
    }

    private List<Finding> unknown(FeatureFiles files) {
        List<String> known =
                files.spec().living().stream().map(ReadSpec.Statement::id).toList();
        List<Finding> all = new ArrayList<>();
        if (known.isEmpty()) {
            return all;
        }
        String number = files.id().replaceFirst("-.*$", "");
        for (ProjectCode.Mention mention : code.mentions()) {
            boolean isMeant =
                    mention.feature().equals(files.id()) || mention.feature().equals(number);
            if (isMeant && !known.contains(mention.requirement())) {
                all.add(Finding.at(mention.path(), mention.line(), mention.requirement())
                        .warning(
                                "unknown-requirement-in-code",
                                "The code names " + mention.feature() + " " + mention.requirement()
                                        + ", which is not, or no longer, in " + files.specPath() + ".",
                                "Name the requirement that it serves now, or remove what nobody asks for."));
            }
        }
        return all;
    }

    /**
     * What is there now of everything that is done.
     *
     * @param before stays as it is, unless everything is accepted as it is now
     */
    Seen seen(FeatureFiles files, Seen before, boolean isAccepted) {
        Map<String, Map<String, String>> items = new TreeMap<>();
        for (Done one : done(files)) {
            Map<String, String> there = new LinkedHashMap<>();
            one.named()
                    .files()
                    .forEach(named -> find(files, named)
                            .flatMap(code::fingerprint)
                            .ifPresent(fingerprint -> there.put(named, fingerprint)));
            one.named().names().stream()
                    .filter(name -> NamedCode.missing(name, code).isEmpty())
                    .forEach(name -> there.put(name, Seen.THERE));
            Map<String, String> kept = new TreeMap<>(there);
            if (!isAccepted) {
                kept.putAll(before.of(one.id()));
                kept.keySet().retainAll(all(one.named()));
            }
            items.put(one.id(), kept);
        }
        return new Seen(items);
    }

    private static List<String> all(NamedCode named) {
        List<String> all = new ArrayList<>(named.files());
        all.addAll(named.names());
        return all;
    }

    /**
     * The code that was there when a requirement was first seen as met, or a task as done, as the shared state keeps it under {@code
     * analysis/<feature>}. Immutable.
     *
     * @param items by FR-001 or T003: what was there, by the names that the line says. Of a file it is the fingerprint, of a name the word
     *     {@code there}
     */
    record Seen(Map<String, Map<String, String>> items) {
        static final String TYPE = "analysis";
        static final String THERE = "there";
        static final Seen NOTHING = new Seen(Map.of());

        Seen {
            items = Collections.unmodifiableMap(new TreeMap<>(items));
        }

        static StateKey<Seen> key(String featureId) {
            return StateKey.of(TYPE + "/" + featureId, RecordCodec.of(Seen.class));
        }

        /** What was there of an item; empty if it was never seen as done. */
        Map<String, String> of(String item) {
            return items.getOrDefault(item, Map.of());
        }
    }
}
