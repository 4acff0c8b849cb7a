package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Question;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Drafts of answers from what somebody replied to a question: the reply answers that question, and whatever it says besides is a draft
 * for others. Pure functions.
 */
final class WordedAnswer {
    private static final int MOST_WORDS = 8;
    private static final Pattern YES = Pattern.compile(
            "(?:yes|y|yep|ok|okay|correct|right|that is right|that's right|confirm|confirmed|agreed|looks good|all good)[.! ]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SKIP = Pattern.compile(
            "(?:skip|skip it|skip this|none|nothing|no|n/a|not applicable|don't know|i don't know|unknown)[.! ]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIDE = Pattern.compile(
            "(?:you decide|decide|decide for me|decide it|your choice|as you like)[.! ]*", Pattern.CASE_INSENSITIVE);
    /** Lists of short names, which people part by commas. */
    private static final Set<String> NAMES =
            Set.of("stakeholders", "team", "tools", "technologies", "existing", "needed", "external");

    private static final Pattern DECIDE_ALL =
            Pattern.compile("(?:you )?decide (?:all|everything|the rest)(?: for me)?[.! ]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNCERTAIN =
            Pattern.compile("\\?|\\b(?:not|or|maybe|perhaps|probably|between)\\b|n['’]t\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    /** Words by which one says which option is meant. */
    private static final Set<String> SAYING = Set.of("""
            i we it s d ll m that this they their its is are would will should be say think guess take
            choose prefer want like let us go for with to a an the one kind sort of project please just
            clearly really quite very mainly answer option setup set up influence interest impact effort""".split("\\s+"));

    private static final Pattern DAY = Pattern.compile("(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\w-])");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,])\\d+(?:\\.\\d+)?(?![\\w]|[.,]\\d)");
    private static final Pattern LINES = Pattern.compile("\\R+|;\\s+");
    private static final Pattern COMMAS = Pattern.compile(
            "(?:,(?!\\d{3})\\s*(?:and\\s+)?|\\s+and\\s+)(?![^()]{0,200}\\))|\\R+|;\\s+"); // not within parentheses
    private static final Pattern LEAD = Pattern.compile(
            "^[^,;\\n]{0,60}?\\b(?:are|is|include|includes|including|we have|we use|there are|there is)\\b:?\\s+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SMALL =
            Pattern.compile("^(?:(?:and|the|our|an?|mainly|also|of course|maybe)\\s+)+", Pattern.CASE_INSENSITIVE);

    private WordedAnswer() {}

    static boolean isYes(String text) {
        return YES.matcher(text.strip()).matches();
    }

    static boolean isSkip(String text) {
        return SKIP.matcher(text.strip()).matches();
    }

    static boolean isDecide(String text) {
        return DECIDE.matcher(text.strip()).matches();
    }

    static boolean isDecideAll(String text) {
        return DECIDE_ALL.matcher(text.strip()).matches();
    }

    static Map<String, Json> drafts(String text, Optional<AskedQuestion> asked, SetupRules.Terms terms) {
        // "Build a portal" is no answer to a choice, so it can only be a goal.
        boolean areGoals = asked.filter(question ->
                        question.id().equals("goals") || question.type().equals("choice"))
                .isPresent();
        Map<String, Json> found = new LinkedHashMap<>(TextAnalysis.of(text, areGoals, terms));
        asked.ifPresent(question -> reply(text, question, found).ifPresent(value -> found.put(question.id(), value)));
        return found;
    }

    /** The one value that a reply can mean, for a question whose answer is one of few, a day or a number; empty if it is not certain. */
    static Optional<Json> certain(String text, AskedQuestion asked) {
        if (UNCERTAIN.matcher(text).find()) {
            return Optional.empty();
        }
        return switch (asked.type()) {
            case "choice" -> option(text, asked);
            case "date" -> only(DAY, text).map(Json::of);
            case "int", "double" -> only(NUMBER, text).map(Json::of);
            default -> Optional.empty();
        };
    }

    /** The option that is the whole reply, or that a reply names with no word besides but those by which one says so. */
    private static Optional<Json> option(String text, AskedQuestion asked) {
        Optional<Json> named = named(text, asked);
        String option = named.flatMap(Json::asText).orElse("");
        Set<String> plain = new LinkedHashSet<>(SAYING);
        plain.addAll(words(asked.text()));
        plain.addAll(words(option));
        asked.options().stream()
                .filter(one -> one.value().equals(option))
                .forEach(one -> plain.addAll(words(one.title())));
        return named.filter(unused -> plain.containsAll(words(text)));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Optional<Json> named(String text, AskedQuestion asked) {
        List<String> values = asked.options().stream()
                .filter(option ->
                        WholeWords.any(List.of(option.value(), option.value().replace('-', ' ')), text)
                                || option.title().equalsIgnoreCase(text.strip()))
                .map(Question.Option::value)
                .toList();
        // "very low" is not "low": of options within each other the longest is meant.
        List<String> longest = values.stream()
                .filter(value -> values.stream().noneMatch(other -> !other.equals(value) && other.contains(value)))
                .toList();
        return longest.size() == 1 ? Optional.of(Json.of(longest.get(0))) : Optional.empty();
    }

    private static Optional<String> only(Pattern pattern, String text) {
        List<String> found =
                pattern.matcher(text).results().map(MatchResult::group).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** What a reply is for the question that it answers; empty where it must be one of few values. */
    private static Optional<Json> reply(String text, AskedQuestion asked, Map<String, Json> found) {
        return switch (asked.type()) {
            case "text" -> Optional.of(Json.of(text.strip()));
            case "string" -> Optional.of(Json.of(oneLine(text)));
            case "list" -> Optional.of(list(text, asked.id(), Optional.ofNullable(found.get(asked.id()))));
            default -> Optional.empty();
        };
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceFirst("(?<=\\p{L})\\.$", "");
    }

    private static Json list(String text, String question, Optional<Json> found) {
        List<String> lines = parts(text, LINES);
        if (lines.size() > 1) {
            return Json.strings(lines);
        }
        if (NAMES.contains(question)) {
            List<String> names = parts(LEAD.matcher(text).replaceFirst(""), COMMAS).stream()
                    .map(name -> SMALL.matcher(name).replaceFirst(""))
                    .filter(name -> !name.isEmpty())
                    .toList();
            boolean areShort = names.stream().allMatch(name -> name.split("\\s+").length <= MOST_WORDS);
            if (areShort && !names.isEmpty()) {
                return Json.strings(names);
            }
        }
        return found.filter(some -> question.equals("goals")).orElseGet(() -> Json.strings(Sentences.of(text)));
    }

    private static List<String> parts(String text, Pattern by) {
        List<String> parts = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>();
        for (String part : by.split(text.strip())) {
            String value =
                    Sentences.withoutBullet(part).replaceFirst("[.;]+$", "").strip();
            if (!value.isEmpty() && known.add(value.toLowerCase(Locale.ROOT))) {
                parts.add(value);
            }
        }
        return parts;
    }
}
