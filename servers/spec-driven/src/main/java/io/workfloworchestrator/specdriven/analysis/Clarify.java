package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.analysis.DocumentText.Line;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is still unclear in a feature's documents, as questions, what most depends on first. Pure functions. */
final class Clarify {
    private static final Pattern MARK = Pattern.compile("(?i)\\[NEEDS CLARIFICATION:?\\s*([^\\]]*)\\]");
    private static final Pattern LEFT = Pattern.compile(
            "\\b(?:TBD|TBC|TODO|FIXME|XXX)\\b|(?i:\\bto be (?:decided|defined|determined|clarified|confirmed)\\b)|\\?{3,}");
    private static final Pattern OPEN =
            Pattern.compile("(?iu)^(?:open questions?|unanswered|clarifications? needed|what the design leaves open)$");
    private static final Pattern POINT = Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+(?:\\[.\\]\\s+)?(.*)$");
    private static final Pattern SOURCE = Pattern.compile("\\(?Q-([\\w.-]*\\w)\\)?");
    private static final Pattern MEASURED = Pattern.compile(
            "(?iu)\\b(?:performance|throughput|latency|load|response times?|availability|uptime|capacity|concurren\\w+)\\b");
    private static final int LONGEST = 200;

    private final VagueWords vague;
    private final Map<String, OpenQuestion> all = new LinkedHashMap<>();

    private Clarify(VagueWords vague) {
        this.vague = vague;
    }

    static List<OpenQuestion> of(FeatureFiles files, VagueWords vague) {
        Clarify clarify = new Clarify(vague);
        Contradictions.of(files).forEach(clarify::contradiction);
        files.own().forEach(clarify::left);
        files.spec().living().forEach(clarify::requirement);
        files.specification().ifPresent(clarify::goals);
        return clarify.all.values().stream()
                .sorted(Comparator.comparing(OpenQuestion::impact)
                        .reversed()
                        .thenComparing(OpenQuestion::path)
                        .thenComparing(OpenQuestion::line))
                .toList();
    }

    private void add(String kind, int impact, Place place, String question, String why) {
        String id = kind + ":" + place.at().about();
        String free = id;
        for (int more = 2; all.containsKey(free); more++) {
            free = id + "." + more;
        }
        all.put(
                free,
                new OpenQuestion(
                        free,
                        kind,
                        impact,
                        place.at().path(),
                        place.at().line(),
                        place.at().about(),
                        Words.clip(place.text(), LONGEST),
                        question,
                        why,
                        place.source()));
    }

    /** @param source the id of the question of the interview */
    private record Place(Finding.Place at, String text, Optional<String> source) {}

    private void contradiction(Contradictions.Pair pair) {
        Contradictions.Said other = pair.other();
        add(
                "contradiction",
                5,
                new Place(other.at(), other.text(), Optional.empty()),
                "Which holds: \"" + Words.clip(pair.one().text(), LONGEST) + "\" ("
                        + pair.one().place() + ") or this: " + pair.what() + "?",
                "Who builds it takes one of the two, and nobody notices which.");
    }

    private void left(DocumentText document) {
        for (Line line : document.prose()) {
            String about = document.above(line.number())
                    .map(DocumentText.Heading::title)
                    .orElse("line " + line.number());
            Place place = new Place(document.at(line, about), line.text().strip(), source(line.text()));
            Matcher mark = MARK.matcher(line.text());
            boolean isOpen = document.above(line.number())
                    .filter(heading -> OPEN.matcher(heading.title()).matches())
                    .isPresent();
            Matcher point = POINT.matcher(line.text());
            if (mark.find()) {
                add("unanswered", 4, place, asked(mark.group(1)), "The document says itself that it is not known.");
            } else if (LEFT.matcher(line.text()).find()) {
                add("unanswered", 4, place, "What belongs here?", "The document says itself that it is not decided.");
            } else if (isOpen && point.matches()) {
                String question = SOURCE.matcher(LineFields.of(point.group(1)).text())
                        .replaceAll("")
                        .strip();
                add("unanswered", 4, place, asked(question), "It was asked before, and nobody has answered it.");
            }
        }
    }

    private static String asked(String words) {
        String plain = words.strip();
        return plain.isEmpty() ? "What belongs here?" : plain;
    }

    private static Optional<String> source(String line) {
        Matcher source = SOURCE.matcher(line);
        return source.find() ? Optional.of(source.group(1)) : Optional.empty();
    }

    private void requirement(ReadSpec.Statement each) {
        Place place =
                new Place(each.at(), each.text(), each.fields().find("source").flatMap(Clarify::source));
        TextWords words = TextWords.of(each.text());
        boolean isMeasured = MEASURED.matcher(each.group()).find()
                || MEASURED.matcher(each.text()).find();
        if (isMeasured && words.numbers().isEmpty()) {
            add(
                    "number",
                    3,
                    place,
                    "Which number has to be reached, for which share of the calls, and at which load?",
                    "Without a number no test can tell whether it holds.");
        }
        vague.in(each.text())
                .ifPresent(word -> add(
                        "vague",
                        2,
                        place,
                        "\"" + word.word() + "\": " + word.question(),
                        "Everybody who reads it means something else, and no test can tell whether it holds."));
        each.wording()
                .ifPresent(said -> add(
                        "wording",
                        1,
                        place,
                        "Who does what, and when? " + said,
                        "A test needs to know what to look at."));
    }

    private void goals(DocumentText specification) {
        for (Contradictions.Said said : Contradictions.statements(specification)) {
            boolean isVague =
                    said.id().startsWith("SC") && said.words().numbers().isEmpty();
            if (isVague) {
                vague.in(said.text())
                        .ifPresent(word -> add(
                                "number",
                                3,
                                new Place(said.at(), said.text(), Optional.of("success_criteria")),
                                "\"" + word.word() + "\": " + word.question(),
                                "Nobody can tell afterwards whether it was a success."));
            }
        }
    }
}
