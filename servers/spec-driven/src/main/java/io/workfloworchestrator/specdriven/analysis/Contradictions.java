package io.workfloworchestrator.specdriven.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sentences that speak of the same and do not say the same: another number, or yes here and no there. They are found by their words,
 * so what is found is a question, and not everything is found. Pure functions.
 */
final class Contradictions {
    private static final Pattern POINT = Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+(?:\\[.\\]\\s+)?(.*)$");
    private static final Pattern NUMBER =
            Pattern.compile("^[*_]*((?:FR|NFR|REQ|SC)-?\\d{1,15})\\b[*_]*\\s*[:.–—-]*[*_]*\\s*(.*)$");
    private static final double ALIKE = 0.6;
    private static final int FEWEST_WORDS = 2;
    /** More sentences than this are not held against each other: a feature of this size is to be divided. */
    private static final int MOST = 1_500;

    private Contradictions() {}

    /** Two sentences, the second one below or in a later document. */
    record Pair(Said one, Said other, boolean isByNumber) {
        String what() {
            return isByNumber ? numbers(one) + " or " + numbers(other) : "whether or not";
        }

        private static String numbers(Said said) {
            return String.join(" and ", new TreeSet<>(said.words().numbers()));
        }
    }

    static List<Pair> of(FeatureFiles files) {
        List<Said> all = Stream.of(files.specification(), files.plan())
                .flatMap(document -> document.stream())
                .flatMap(document -> statements(document).stream())
                .filter(said -> said.words().words().size() >= FEWEST_WORDS)
                .limit(MOST)
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Said one = all.get(i);
                Said other = all.get(j);
                boolean isByNumber = differs(one.words(), other.words());
                boolean isBySense = one.words().isNegative() != other.words().isNegative();
                if ((isByNumber || isBySense) && one.words().alike(other.words()) >= ALIKE) {
                    pairs.add(new Pair(one, other, isByNumber));
                }
            }
        }
        return pairs;
    }

    private static boolean differs(TextWords one, TextWords other) {
        return !one.numbers().isEmpty()
                && !other.numbers().isEmpty()
                && !one.numbers().containsAll(other.numbers())
                && !other.numbers().containsAll(one.numbers());
    }

    static List<Finding> findings(FeatureFiles files) {
        return of(files).stream()
                .map(
                        pair -> pair.other()
                                .at()
                                .warning(
                                        "contradiction",
                                        "This and " + pair.one().called() + " ("
                                                + pair.one().place()
                                                + ") speak of the same, and one of them says otherwise: " + pair.what()
                                                + ".",
                                        "Decide which holds, and change the other; or word them so that they cannot be confused."))
                .toList();
    }

    /** @param id of a requirement or success criterion; empty if it has none */
    record Said(String id, String text, String path, int line, TextWords words) {
        String place() {
            return path + ":" + line;
        }

        Finding.Place at() {
            return Finding.at(path, line, called());
        }

        String called() {
            return id.isEmpty() ? "line " + line : id;
        }
    }

    /** The points of a document: lines of lists, requirements among them. */
    static List<Said> statements(DocumentText document) {
        List<Said> all = new ArrayList<>();
        for (DocumentText.Line line : document.prose()) {
            Matcher point = POINT.matcher(line.text());
            if (point.matches()) {
                String text = LineFields.of(point.group(1)).text();
                Matcher number = NUMBER.matcher(text);
                boolean isNumbered = number.matches();
                String said = isNumbered ? number.group(2) : text;
                all.add(new Said(
                        isNumbered ? number.group(1) : "", said, document.path(), line.number(), TextWords.of(said)));
            }
        }
        return all;
    }
}
