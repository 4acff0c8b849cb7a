package io.workfloworchestrator.workflow;

import io.workfloworchestrator.workflow.Evidence.Level;
import io.workfloworchestrator.workflow.Evidence.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Evidence that somebody brings, before the files that it covers are looked at.
 *
 * <pre>{@code
 * EvidenceDraft.of(Evidence.What.COMMAND, "passed").command("mvn verify").exit(0).output(text).covering("src/**")
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param by who brings it, such as the reviewer; empty for whoever records it
 */
public record EvidenceDraft(
        What what,
        Level level,
        String result,
        Optional<String> command,
        Optional<Integer> exit,
        Optional<String> output,
        List<String> covers,
        Optional<String> by) {
    private static final int MOST_COMMAND = 1_000;
    private static final int MOST_PATTERNS = 50;
    /** Of an output that is too long, this much of the beginning is kept; the end tells the outcome, so more of it is. */
    private static final int BEGINNING = 1_000;

    /** @throws ItemException {@code E_EVIDENCE} if a text is blank or too long, or there are more than 50 patterns */
    public EvidenceDraft {
        covers = List.copyOf(covers);
        if (result.isBlank() || result.length() > Evidence.MOST_RESULT) {
            throw new ItemException(
                    "E_EVIDENCE",
                    "The result of evidence has " + result.length() + " characters; 1 to " + Evidence.MOST_RESULT
                            + " are needed. Say the outcome in a few words, and give the rest as output.");
        }
        if (command.filter(line -> line.length() > MOST_COMMAND).isPresent() || covers.size() > MOST_PATTERNS) {
            throw new ItemException(
                    "E_EVIDENCE",
                    "Evidence names a command of at most " + MOST_COMMAND + " characters and covers at most "
                            + MOST_PATTERNS + " patterns of files. Name fewer, wider patterns.");
        }
        if (by.filter(name -> name.isBlank() || name.length() > Claim.MOST_NAME).isPresent()) {
            throw new ItemException(
                    "E_EVIDENCE",
                    "Who brings evidence has a name of 1 to " + Claim.MOST_NAME + " characters. Leave the name out to"
                            + " record it by your own.");
        }
    }

    public static EvidenceDraft of(What what, String result) {
        return new EvidenceDraft(
                what,
                Level.ASSERTED,
                result,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** The same, recomputed by this program: only for who ran the command or checked the constraint itself. */
    public EvidenceDraft verified() {
        return new EvidenceDraft(what, Level.VERIFIED, result, command, exit, output, covers, by);
    }

    /** The command line that ran, or what was reviewed; at most 1,000 characters. */
    public EvidenceDraft command(String line) {
        return new EvidenceDraft(what, level, result, Optional.of(line), exit, output, covers, by);
    }

    public EvidenceDraft exit(int code) {
        return new EvidenceDraft(what, level, result, command, Optional.of(code), output, covers, by);
    }

    /** What it said; of more than {@link Evidence#MOST_OUTPUT} characters the middle is left out. */
    public EvidenceDraft output(String text) {
        return new EvidenceDraft(what, level, result, command, exit, Optional.of(bounded(text)), covers, by);
    }

    /** Also covers the words of one file with boxes: ticks and other marks of work do not make the evidence stale. */
    public EvidenceDraft coveringWords(String path) {
        return covering(path + CoveredFiles.WORDS);
    }

    /** Also covers these files: paths, or patterns such as {@code src/**}. */
    public EvidenceDraft covering(String... patterns) {
        List<String> more = new ArrayList<>(covers);
        more.addAll(List.of(patterns));
        return new EvidenceDraft(what, level, result, command, exit, output, more, by);
    }

    /** Brought by somebody else than who records it, such as the reviewer; 1 to {@value Claim#MOST_NAME} characters. */
    public EvidenceDraft by(String name) {
        return new EvidenceDraft(what, level, result, command, exit, output, covers, Optional.of(name));
    }

    Evidence of(SortedMap<String, String> files, String recorder, Instant at) {
        return new Evidence(
                what,
                level,
                result,
                command,
                exit,
                output.map(EvidenceDraft::bounded),
                covers,
                files,
                by.orElse(recorder),
                at);
    }

    private static String bounded(String text) {
        String clean = text.replace("\u0000", "").replaceAll("[\\x{D800}-\\x{DFFF}]", "?");
        if (clean.length() <= Evidence.MOST_OUTPUT) {
            return clean;
        }
        String gap = "\n… (" + (clean.length() - Evidence.MOST_OUTPUT) + " characters or more are left out) …\n";
        int end = clean.length() - (Evidence.MOST_OUTPUT - BEGINNING - gap.length());
        return whole(clean, 0, BEGINNING) + gap + whole(clean, end, clean.length());
    }

    /** A part of a text that does not begin or end inside of a character. */
    private static String whole(String text, int from, int to) {
        int begin = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
        int end = Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
        return text.substring(begin, end);
    }
}
