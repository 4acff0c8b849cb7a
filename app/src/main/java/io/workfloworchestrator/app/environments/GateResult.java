package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Secrets;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one check of a release came to; the output is for whoever mends it. Immutable. */
public record GateResult(String gate, boolean isPassed, String words, String output) {
    private static final Pattern REASON = Pattern.compile(
            "(?i)error|exception|not ok|cannot |can't |expected|assert|\\bfail(ed|ure)?:|\\[ERROR]|no such");

    /** The check that compares answers of recorded sessions. */
    static final String SESSIONS = "sessions";

    private static final int MOST_WORDS = 180;

    static GateResult passed(String gate, String words) {
        return new GateResult(gate, true, words, "");
    }

    static GateResult failed(String gate, String words, String output) {
        return new GateResult(gate, false, words, output);
    }

    GateResult adding(String more) {
        return new GateResult(gate, isPassed, words + more, output);
    }

    /** In one line, such as {@code tests: exit code 1 after 2 s}. */
    public String line() {
        return Words.clip(withoutSecrets(gate + ": " + words.replaceAll("\\s+", " ")), MOST_WORDS);
    }

    /** Whether its output says how answers differ, which a reader wants also of one that passed. */
    public boolean isComparison() {
        return gate.equals(SESSIONS) && !output.isBlank();
    }

    /** What a reader needs of a long output: lines that look like the reason, of all that it wrote, and its end. */
    public List<String> shown(int most) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() <= most) {
            return lines;
        }
        if (isComparison()) {
            List<String> first = new ArrayList<>(lines.subList(0, most - 1));
            first.add("… and " + (lines.size() - first.size()) + " more: workflow server replay NAME SESSION");
            return first;
        }
        int end = lines.size() - most / 2;
        List<String> shown = new ArrayList<>(lines.subList(0, end).stream()
                .filter(line -> REASON.matcher(line).find())
                .limit(most - most / 2)
                .toList());
        int tail = most - shown.size();
        shown.addAll(lines.subList(lines.size() - tail, lines.size()));
        return shown.stream().distinct().toList();
    }

    EvidenceDraft evidence() {
        EvidenceDraft draft =
                EvidenceDraft.of(Evidence.What.CONSTRAINT, line()).verified().exit(isPassed ? 0 : 1);
        return output.isBlank() ? draft : draft.output(withoutSecrets(output));
    }

    /** The state is plain text that goes into git, so what looks like a secret does not go into it. */
    static String withoutSecrets(String text) {
        String kept = text.lines()
                .map(line -> Secrets.kind(line)
                        .map(kind -> "(a line that looks like " + kind + " is left out)")
                        .orElse(line))
                .collect(Collectors.joining("\n"));
        return Secrets.kind(kept)
                .map(kind -> "(this text looks like " + kind + ", and is left out)")
                .orElse(kept);
    }

    /** Writes each result of a check down as evidence on the release, and passes it on. Not thread-safe. */
    record Recorder(ServerChanges changes, ReleaseEntry release, Cause cause, Consumer<GateResult> told) {
        void take(GateResult result) {
            take(result, Json.Obj.EMPTY);
        }

        /** @param found fields of the release that the check found */
        void take(GateResult result, Json.Obj found) {
            Object unused = changes.proved(release, result.evidence(), found, cause);
            told.accept(result);
        }
    }
}
