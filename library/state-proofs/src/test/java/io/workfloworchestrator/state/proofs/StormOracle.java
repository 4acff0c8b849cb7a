package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.proofs.StormJournal.Save;
import io.workfloworchestrator.state.proofs.StormJournal.Who;
import io.workfloworchestrator.state.proofs.StormJournal.Write;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges one round of the storm of git by the history. Each token is in the state, or in a file that a notice names, or was
 * superseded: the history has it, and what replaced it in its place was made by somebody who knew it. That is an agent's
 * change, the save of a copy that had it, or git's move to another commit where git had the token too.
 *
 * <p>Two things are let pass. A file that is set back, with everything that was edited in it since, takes that back in the state
 * too, and says so. And a text that a person typed replaces another one that a person typed into the same place before, also
 * where the copy did not have it, since what a copy was made from is inferred, and may be in doubt among people's own saves.
 */
final class StormOracle {
    private static final Pattern NAMED = Pattern.compile("'([^']+\\.json)'");

    private final StormRepository repository;
    private final StormJournal journal;
    private final Map<StormPlace, List<Step>> steps = new HashMap<>();
    private final Map<StormPlace, String> head;
    private final List<String> kept = new ArrayList<>();
    private final List<String> stashed = new ArrayList<>();

    /** A change of a place: from this revision on it has this text. */
    private record Step(long revision, String text, String actor, String reason) {}

    StormOracle(StormRepository repository, StormJournal journal, Stack stack) {
        this.repository = repository;
        this.journal = journal;
        Map<Long, Commit> commits = new HashMap<>();
        Proof.history(stack).forEach(commit -> commits.put(commit.revision().number(), commit));
        for (String key : StormPlace.KEYS) {
            walk(stack, key, commits);
        }
        this.head = repository.head();
        for (Notice notice : stack.state().notices()) {
            keep(notice.path());
            NAMED.matcher(notice.message()).results().forEach(found -> keep(found.group(1)));
        }
        for (String stash : repository.stashes()) {
            StormPlace.KEYS.forEach(key -> stashed.add(repository.text(stash, key)));
        }
    }

    private void keep(String path) {
        Path file = repository.ours().resolve(path);
        boolean isState =
                StormPlace.KEYS.stream().anyMatch(key -> repository.file(key).equals(file));
        if (!isState && Files.isRegularFile(file)) {
            kept.add(StormRepository.text(file));
        }
    }

    private void walk(Stack stack, String key, Map<Long, Commit> commits) {
        List<Map.Entry<Revision, Json>> values = new ArrayList<>();
        stack.database().walk(key, stack.database().head(), (revision, value) -> {
            values.add(Map.entry(revision, value.orElse(Json.Obj.EMPTY)));
            return true;
        });
        Collections.reverse(values);
        for (StormPlace place : StormPlace.ALL) {
            if (place.key().equals(key)) {
                List<Step> ofPlace = new ArrayList<>();
                for (Map.Entry<Revision, Json> value : values) {
                    String text = place.in(value.getValue());
                    if (ofPlace.isEmpty()
                            || !ofPlace.get(ofPlace.size() - 1).text().equals(text)) {
                        Commit commit = Objects.requireNonNull(
                                commits.get(value.getKey().number()));
                        ofPlace.add(new Step(
                                value.getKey().number(),
                                text,
                                commit.cause().actor(),
                                commit.cause().reason()));
                    }
                }
                steps.put(place, ofPlace);
            }
        }
    }

    /** Every token that was lost, and how. */
    List<String> losses() {
        return journal.writes().stream()
                .flatMap(write -> loss(write)
                        .map(why -> write.token() + " in " + write.place() + ", which " + write.who() + " wrote in "
                                + write.at() + ", is lost: " + why + lastSeen(write))
                        .stream())
                .toList();
    }

    private Optional<String> loss(Write write) {
        List<Step> history = steps.getOrDefault(write.place(), List.of());
        int last = -1;
        for (int i = 0; i < history.size(); i++) {
            last = history.get(i).text().equals(write.token()) ? i : last;
        }
        boolean isThere = !history.isEmpty() && last == history.size() - 1;
        if (isThere || contains(kept, write.token())) {
            return Optional.empty();
        }
        return last < 0 ? unseen(write) : replaced(write, history.get(last + 1));
    }

    private static boolean contains(List<String> texts, String token) {
        return texts.stream().anyMatch(text -> text.contains("\"" + token + "\""));
    }

    private Optional<String> unseen(Write write) {
        if (write.who() == Who.AGENT) {
            return Optional.of("it was acknowledged and is in no revision");
        }
        boolean inHead = write.token().equals(head.get(write.place()));
        boolean excused = journal.isDiscarded(write.token())
                || isReplacedBySave(write, null)
                || contains(stashed, write.token())
                || !inHead && journal.isInGit(write.place(), write.token())
                || write.who() == Who.COLLEAGUE && !inHead;
        return excused
                ? Optional.empty()
                : Optional.of(inHead ? "HEAD has it, and no revision does" : "it was saved and is in no revision");
    }

    private Optional<String> replaced(Write write, Step by) {
        int operation = journal.operationOf(by.revision());
        boolean gitHadIt = journal.isInGit(write.place(), write.token(), operation);
        boolean excused = switch (by.actor()) {
            case "agent" ->
                by.reason().equals(StormAgent.cause(write.place(), by.text()).reason());
            case "git checkout" -> gitHadIt;
            default ->
                isReplacedBySave(write, by.text())
                        || write.who() == Who.PERSON && isSetBack(write.place().key(), by.revision())
                        || write.who() == Who.PERSON && journal.isTypedAfter(write, by.text())
                        || gitHadIt && journal.isConflictNear(operation) && journal.isInGit(write.place(), by.text());
        };
        return excused
                ? Optional.empty()
                : Optional.of("revision " + by.revision() + " (" + by.actor() + ": " + by.reason() + ", in " + operation
                        + ") put \"" + by.text() + "\" in its place, "
                        + (by.actor().equals("git checkout") ? "and git never had it" : "and nobody who knew it did"));
    }

    /** Whether a revision made a key what it was before edits of its file, and only such edits came between. */
    private boolean isSetBack(String key, long revision) {
        Map<StormPlace, List<Step>> ofKey = new HashMap<>(steps);
        ofKey.keySet().removeIf(place -> !place.key().equals(key));
        List<Step> before = ofKey.values().stream()
                .flatMap(List::stream)
                .filter(step -> step.revision() < revision)
                .sorted(Comparator.comparingLong(Step::revision).reversed())
                .toList();
        for (Step step : before) {
            if (ofKey.values().stream()
                    .allMatch(places -> at(places, step.revision()).equals(at(places, revision)))) {
                return true;
            }
            if (step.actor().equals("agent")) {
                return false;
            }
        }
        return false;
    }

    private static String at(List<Step> places, long revision) {
        String text = "";
        for (Step step : places) {
            text = step.revision() <= revision ? step.text() : text;
        }
        return text;
    }

    /**
     * Whether somebody saved another text there whose copy had this one, or one that had come in its place in that way.
     *
     * @param by the text that was saved; null for any
     */
    private boolean isReplacedBySave(Write write, @Nullable String by) {
        Set<String> known = new HashSet<>(Set.of(write.token()));
        for (Save save : journal.savesOf(write.place().key())) {
            if (known.contains(write.place().in(save.base()))) {
                known.add(write.place().in(save.text()));
            }
        }
        return by == null ? known.size() > 1 : known.contains(by);
    }

    private String lastSeen(Write write) {
        List<String> seen = new ArrayList<>();
        for (Step step : steps.getOrDefault(write.place(), List.of())) {
            if (step.text().equals(write.token())) {
                seen.add("revision " + step.revision() + " (" + step.actor() + ")");
            }
        }
        if (repository.text(write.place().key()).contains(write.token())) {
            seen.add("the file");
        }
        if (contains(stashed, write.token())) {
            seen.add("a stash");
        }
        String commits = repository
                .git("log", "--all", "--reflog", "--format=%h", "-S", write.token())
                .output()
                .strip()
                .replace('\n', ' ');
        if (!commits.isEmpty()) {
            seen.add("commits of git around " + commits);
        }
        return ". Last seen: " + (seen.isEmpty() ? "nowhere" : String.join(", ", seen));
    }
}
