package io.workfloworchestrator.interview;

import io.workfloworchestrator.interview.Standing.Status;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the answers in a text that somebody wrote freely, and only those that are certain: lines {@code question: value}, and for
 * the question that is asked now a single number, day or option that the text names, unless the text has a word such as
 * "not" or "maybe". All else is named as not taken. Pure functions.
 */
final class FreeText {
    static final int LONGEST = 100_000;
    private static final Pattern NAMED =
            Pattern.compile("\\s*(?:[-*] )?([A-Za-z][\\w.\\-]*(?:\\[[^\\]]*\\])?)\\s*:\\s*(.*)");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,:/-])[-+]?\\d+(?:\\.\\d+)?(?![\\w:/-]|[.,]\\d)");
    private static final Pattern DAY = Pattern.compile("(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\w-])");
    private static final Pattern UNCERTAIN = Pattern.compile(
            "\\?|\\b(?:not|no|never|none|neither|nor|without|except|unless|instead|maybe|perhaps|probably|or|if|but)\\b|n['’]t\\b",
            Pattern.CASE_INSENSITIVE);
    private static final int SHOWN = 80;

    private FreeText() {}

    /** The certain answers, and each part of the text that was not taken with the reason. */
    record Found(Map<String, Json> answers, List<AnswerProblem> notTaken) {}

    /** @throws InterviewException (E_ANSWER_LENGTH) if the text is too long */
    static Found in(String text, InterviewMoment moment) {
        if (text.length() > LONGEST) {
            throw new InterviewException(
                    "E_ANSWER_LENGTH",
                    "The text has " + text.length() + " characters; at most " + LONGEST + " are read.");
        }
        Naming naming = new Naming(moment.set(), moment.standings());
        Map<String, Json> answers = new LinkedHashMap<>();
        List<AnswerProblem> notTaken = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String line : text.split("\\R")) {
            Matcher named = NAMED.matcher(line);
            Optional<Standing> standing = named.matches() ? naming.find(named.group(1)) : Optional.empty();
            if (standing.isPresent() && !named.group(2).isBlank()) {
                answers.put(standing.get().id(), Json.of(named.group(2).strip()));
            } else if (!line.isBlank()) {
                rest.add(line.strip());
            }
        }
        if (!rest.isEmpty()) {
            about(String.join("\n", rest), moment, answers, notTaken);
        }
        return new Found(answers, notTaken);
    }

    /** The lines that name no question are about the one that is asked now, if they are about any. */
    private static void about(
            String rest, InterviewMoment moment, Map<String, Json> answers, List<AnswerProblem> notTaken) {
        Optional<Standing> asked = moment.toAsk().stream()
                .filter(s -> s.status() != Status.NOT_ASKED)
                .findFirst();
        Optional<Json> certain = asked.flatMap(standing -> certain(standing.question(), rest));
        String shown = "\"" + Words.clip(rest.replaceAll("\\p{C}", " "), SHOWN) + "\"";
        if (asked.isEmpty()) {
            notTaken.add(new AnswerProblem("", "E_ANSWER_UNCERTAIN", shown + " was not taken: no question is open."));
        } else if (certain.isEmpty() || answers.containsKey(asked.get().id())) {
            String id = asked.get().id();
            notTaken.add(new AnswerProblem(
                    id,
                    "E_ANSWER_UNCERTAIN",
                    shown + " was not taken: it is not certain which answer it gives. Write " + id
                            + ": and the answer, or answer the question itself."));
        } else {
            answers.put(asked.get().id(), certain.get());
        }
    }

    private static Optional<Json> certain(Question question, String text) {
        if (!question.type().isFreeText() && fits(question, Json.of(text))) {
            return Optional.of(Json.of(text));
        }
        if (UNCERTAIN.matcher(text).find()) {
            return Optional.empty();
        }
        return switch (question.type()) {
            case INT, DOUBLE -> only(NUMBER, text, question);
            case DATE -> only(DAY, text, question);
            case CHOICE -> {
                List<String> named = options(question, text);
                yield named.size() == 1 ? Optional.of(Json.of(named.get(0))) : Optional.empty();
            }
            case CHOICES -> {
                List<String> named = options(question, text);
                yield named.isEmpty() ? Optional.empty() : Optional.of(Json.strings(named));
            }
            default -> Optional.empty();
        };
    }

    private static boolean fits(Question question, Json value) {
        return AnswerCheck.of(question, value) instanceof CheckedAnswer.Fits;
    }

    private static Optional<Json> only(Pattern pattern, String text, Question question) {
        List<String> found = pattern.matcher(text)
                .results()
                .map(result -> result.group())
                .distinct()
                .toList();
        return Optional.of(found)
                .filter(all -> all.size() == 1)
                .map(all -> (Json) Json.of(all.get(0)))
                .filter(value -> fits(question, value));
    }

    /** The options that stand in the text as whole words; one that is a part of a longer one that stands there is not named. */
    private static List<String> options(Question question, String text) {
        String left = text.toLowerCase(Locale.ROOT);
        List<String> named = new ArrayList<>();
        List<Question.Option> longestFirst = question.options().stream()
                .sorted(Comparator.comparingInt(
                        (Question.Option o) -> -o.value().length()))
                .toList();
        for (Question.Option option : longestFirst) {
            String word = "(?<![\\w-])" + Pattern.quote(option.value().toLowerCase(Locale.ROOT)) + "(?![\\w-])";
            String without = left.replaceAll(word, " ");
            if (!without.equals(left)) {
                named.add(option.value());
                left = without;
            }
        }
        return question.optionValues().stream().filter(named::contains).toList();
    }
}
