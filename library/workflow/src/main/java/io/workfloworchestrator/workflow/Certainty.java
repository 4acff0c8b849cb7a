package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Environment;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.detect.DetectedFact;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.ScanFinding;
import io.workfloworchestrator.detect.Source;
import io.workfloworchestrator.rules.Condition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells whether the facts that decide a condition are certain: not if one could not be read, or if its text probably
 * means something else than it says. Then no step completes itself and no gate opens. Pure functions.
 */
final class Certainty {
    private static final int LONGEST_UNREAD = 200;
    private static final int LONGEST_DOUBT = 600;
    /** The fields of a fact that no doubt is about, and what is below: doubts are about tasks and headings. */
    private static final Pattern BESIDE = Pattern.compile(
            "(path|name|exists|count|names|matches|size|modified|fingerprint|lines|textSize|mentions|frontMatter)([.\\[].*)?");

    private Certainty() {}

    /**
     * Why a condition that holds decides nothing.
     *
     * @param unread whether something could not be read, so that nothing at all follows
     * @param path the file, or the pattern, to look at
     */
    record Doubt(boolean unread, String path, String what) {}

    /** The doubt about a condition; empty when it is certain. */
    static Optional<Doubt> doubt(Condition condition, Detection detection) {
        List<Source> unread = facts(condition, detection)
                .filter(fact -> !fact.known())
                .map(DetectedFact::origin)
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
        if (!unread.isEmpty()) {
            String places = Names.fitting(unread.stream().map(Source::toString).toList(), ", ", LONGEST_UNREAD);
            return Optional.of(new Doubt(true, unread.get(0).path(), places + " could not be read."));
        }
        List<ScanFinding> doubts = facts(condition, detection)
                .filter(fact -> condition.reads().stream().anyMatch(read -> isAboutText(read, fact.name())))
                .flatMap(fact -> fact.doubts().stream())
                .distinct()
                .toList();
        if (doubts.isEmpty()) {
            return Optional.empty();
        }
        List<String> each = doubts.stream()
                .map(found -> new Source(found.path(), found.line()) + ": " + found.message())
                .toList();
        return Optional.of(new Doubt(false, doubts.get(0).path(), Names.fitting(each, " ", LONGEST_DOUBT)));
    }

    /** A sentence to add, beginning with a blank, if a condition may fail by a misreading; else an empty text. */
    static String misreading(Condition condition, Detection detection) {
        return doubt(condition, detection)
                .filter(doubt -> !doubt.unread())
                .map(doubt -> " This may rest on a misreading: " + doubt.what())
                .orElse("");
    }

    private static Stream<DetectedFact> facts(Condition condition, Detection detection) {
        return detection.facts().values().stream()
                .filter(fact -> condition.reads().stream().anyMatch(read -> isAbout(read, fact.name())));
    }

    private static boolean isAbout(String read, String fact) {
        return read.equals("facts") || Environment.isWithin(read, "facts." + fact);
    }

    private static boolean isAboutText(String read, String fact) {
        String below = "facts." + fact + ".";
        if (!read.startsWith(below)) {
            return isAbout(read, fact);
        }
        return !BESIDE.matcher(read.substring(below.length())).matches();
    }
}
