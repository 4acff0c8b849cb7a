package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was done in one round of the storm of git, in order, and what of it must not be lost. Used by one thread. */
final class StormJournal {
    /** Who wrote a token. */
    enum Who {
        /** An agent, whose change was acknowledged. */
        AGENT,
        /** A person, who saved the file. */
        PERSON,
        /** The colleague, whose commit git brings. */
        COLLEAGUE
    }

    /** A token that was written to a place by an operation of this number. */
    record Write(String token, StormPlace place, Who who, int at) {}

    /** A text that a person saved, and the copy that it was made from. */
    record Save(int at, String key, Json base, Json text) {}

    private final List<String> operations = new ArrayList<>();
    private final Map<String, Write> writes = new LinkedHashMap<>();
    private final List<Save> saves = new ArrayList<>();

    /** The operation after which git first had a text in a place, by place and text. */
    private final Map<String, Integer> inGit = new HashMap<>();

    private final Set<String> discarded = new HashSet<>();
    private final Set<Integer> conflicts = new HashSet<>();

    /** The newest revision after each operation. */
    private final List<Long> heads = new ArrayList<>();

    private final char letter;
    private int tokens;
    private int looked = -1;

    /** @param letter what the tokens of this round begin with */
    StormJournal(char letter) {
        this.letter = letter;
    }

    String token(Who who) {
        return letter + who.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT) + ++tokens + letter;
    }

    int now() {
        return operations.size() - 1;
    }

    void begin(String operation) {
        operations.add(operation);
    }

    /** Adds how the operation that goes on went. */
    void note(String what) {
        operations.set(now(), operations.get(now()) + ": " + what);
    }

    void end(long head) {
        heads.add(head);
    }

    void wrote(String token, StormPlace place, Who who) {
        writes.put(token, new Write(token, place, who, now()));
    }

    void saved(Save save) {
        saves.add(save);
    }

    void gitHas(StormPlace place, String text) {
        inGit.putIfAbsent(place + " " + text, now());
    }

    /** A tool has looked at the files. */
    void looked() {
        looked = now();
    }

    /** Somebody replaced a file that has this token: who did is to blame if no tool had looked at the file since. */
    void overwritten(String token) {
        Write write = writes.get(token);
        if (write != null && write.at() >= looked) {
            discarded.add(token);
        }
    }

    void conflict() {
        conflicts.add(now());
    }

    List<Write> writes() {
        return List.copyOf(writes.values());
    }

    List<Save> savesOf(String key) {
        return saves.stream().filter(save -> save.key().equals(key)).toList();
    }

    /** Whether a person typed this text into the same place later. */
    boolean isTypedAfter(Write before, String text) {
        Write later = writes.get(text);
        return later != null
                && later.who() == Who.PERSON
                && later.place().equals(before.place())
                && later.at() > before.at();
    }

    boolean isDiscarded(String token) {
        return discarded.contains(token);
    }

    /** Whether git had this text in this place when the operation of this number was over. */
    boolean isInGit(StormPlace place, String text, int operation) {
        Integer since = inGit.get(place + " " + text);
        return since != null && since <= operation;
    }

    boolean isInGit(StormPlace place, String text) {
        return isInGit(place, text, Integer.MAX_VALUE);
    }

    /** Whether git stopped at a conflict in one of the operations that may have led to a commit in this one. */
    boolean isConflictNear(int operation) {
        return conflicts.stream().anyMatch(at -> at <= operation && at >= operation - 3);
    }

    /** The operation in which this revision was committed. */
    int operationOf(long revision) {
        for (int i = 0; i < heads.size(); i++) {
            if (heads.get(i) >= revision) {
                return i;
            }
        }
        return heads.size();
    }

    /** All operations, a line each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < operations.size(); i++) {
            text.append("  ").append(i).append(". ").append(operations.get(i));
            if (i < heads.size()) {
                text.append(" (revision ").append(heads.get(i)).append(')');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
