package io.workfloworchestrator.workflow;

import io.workfloworchestrator.json.SharedMap;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What proves an item done: a command that ran, a report, a review, a constraint that holds, or a note.
 *
 * <p>It covers files: their fingerprints at that time are kept, and once a covered file has other content the evidence is
 * no longer fresh. Immutable and thread-safe.
 *
 * @param result the outcome in a few words, such as {@code passed}; at most {@value #MOST_RESULT} characters
 * @param command the command line that ran, or what was reviewed; empty if there is nothing to name
 * @param exit the exit code of the command; empty if nothing ran
 * @param output what it said: at most {@value #MOST_OUTPUT} characters are kept, its beginning and its end
 * @param covers the paths and patterns of files that it is about, as they were given
 * @param files the fingerprint of each covered file at that time: SHA-256, 64 hexadecimal digits, by path
 */
public record Evidence(
        What what,
        Level level,
        String result,
        Optional<String> command,
        Optional<Integer> exit,
        Optional<String> output,
        List<String> covers,
        Map<String, String> files,
        String by,
        Instant at) {
    /** The most characters of output that are kept; more is cut in the middle, and the cut says how much is gone. */
    public static final int MOST_OUTPUT = 4_000;

    /** The longest result, in characters. */
    public static final int MOST_RESULT = 200;

    /** The most files that one piece of evidence may cover. */
    public static final int MOST_FILES = 500;

    public static final int MOST = 100;

    public Evidence {
        covers = List.copyOf(covers);
        files = SharedMap.copyOf(files);
    }

    /** Whether it speaks for the item: its exit code is 0; without one, its result does not begin with {@code failed}. */
    public boolean isPassed() {
        return exit.map(code -> code == 0)
                .orElseGet(() -> !result.strip().toLowerCase(Locale.ROOT).startsWith("failed"));
    }

    /**
     * Whether newer evidence can stand in the place of this: it is of the same kind and level and names the same command,
     * or subject. Reviews are about the same only if the same reviewer gives them, and notes never are.
     */
    public boolean isAboutTheSameAs(Evidence other) {
        return what != What.NOTE
                && what == other.what
                && level == other.level
                && command.isPresent()
                && command.equals(other.command)
                && (what != What.REVIEW || by.equals(other.by));
    }

    /** The same, brought by somebody else. */
    Evidence by(String name) {
        return new Evidence(what, level, result, command, exit, output, covers, files, name, at);
    }

    /** What kind of proof something is. */
    public enum What {
        COMMAND,
        REPORT,
        REVIEW,
        CONSTRAINT,
        NOTE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How sure a proof is. */
    public enum Level {
        /** This program recomputed it. */
        VERIFIED,
        /** Somebody said it. */
        ASSERTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
