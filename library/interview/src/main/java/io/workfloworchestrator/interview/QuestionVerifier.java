package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.json.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Proves the parts of one question that stand alone: options, limits, default, recommendation. Not thread-safe. */
record QuestionVerifier(YamlText source, Question question, String at) {
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_ANSWER = 100_000;
    private static final int MOST_OPTIONS = 200;

    void verify() {
        words("text", question.text());
        words("hint", question.hint());
        words("why", question.why());
        boolean options = options();
        boolean min = limit("min", question.limits().min());
        boolean max = limit("max", question.limits().max());
        boolean order = order();
        boolean pattern = pattern();
        if (options && min && max && order && pattern) {
            question.defaultValue().ifPresent(value -> answer("default", value));
            question.advice().ifPresent(advice -> {
                if (advice.value() != null) {
                    answer("recommend/value", advice.value());
                }
            });
        }
    }

    private void problem(String code, String field, String message) {
        source.problem(code, at + "/" + field, message);
    }

    private void words(String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            problem(
                    "E_RULE_TYPE",
                    field,
                    "This text has " + text.length() + " characters; at most " + LONGEST_TEXT + ".");
        }
    }

    private boolean options() {
        boolean needed = question.type().hasOptions();
        if (needed == question.options().isEmpty()) {
            problem(
                    "E_RULE_MISSING",
                    "options",
                    needed
                            ? "A " + question.type().word() + " needs \"options\"."
                            : "Only a choice or choices has options, but this is a "
                                    + question.type().word() + ".");
            return false;
        }
        Set<String> seen = new HashSet<>();
        boolean good = question.options().size() <= MOST_OPTIONS;
        if (!good) {
            problem("E_RULE_COUNT", "options", "At most " + MOST_OPTIONS + " options are taken.");
        }
        for (Question.Option option : question.options()) {
            if (option.value().isBlank()
                    || option.value().length() > 200
                    || option.value().matches("(?s).*[,;\\n].*")) {
                problem(
                        "E_RULE_TYPE",
                        "options",
                        "An option is 1 to 200 characters without comma, semicolon or line break.");
                good = false;
            } else if (!seen.add(option.value().toLowerCase(Locale.ROOT))) {
                problem("E_RULE_ID", "options", "The option \"" + option.value() + "\" stands here twice. Keep one.");
                good = false;
            }
        }
        return good;
    }

    /** A limit is a number, for a date a day, and for texts and lists a length. */
    private boolean limit(String field, @Nullable Json limit) {
        if (limit == null) {
            return true;
        }
        QuestionType type = question.type();
        boolean fits;
        String what;
        if (type == QuestionType.BOOL || type == QuestionType.CHOICE) {
            fits = false;
            what = "A " + type.word() + " has no \"" + field + "\".";
        } else if (type == QuestionType.DATE) {
            fits = AnswerCheck.day(limit) != null;
            what = "\"" + field + "\" must be a day such as \"2026-03-31\".";
        } else if (type.isNumber()) {
            fits = limit instanceof Json.Num;
            what = "\"" + field + "\" must be a number.";
        } else {
            int most = type.isMany() ? AnswerCheck.MOST_ELEMENTS : LONGEST_ANSWER;
            fits = limit instanceof Json.Num n
                    && n.isInteger()
                    && n.value().signum() >= 0
                    && n.value().compareTo(BigDecimal.valueOf(most)) <= 0;
            what = "\"" + field + "\" must be a length from 0 to " + most + ".";
        }
        if (!fits) {
            problem("E_RULE_TYPE", field, what);
        }
        return fits;
    }

    private boolean order() {
        Json min = question.limits().min();
        Json max = question.limits().max();
        boolean crossed = false;
        if (min instanceof Json.Num least && max instanceof Json.Num most) {
            crossed = least.value().compareTo(most.value()) > 0;
        } else if (min != null && max != null) {
            crossed = min.toString().compareTo(max.toString()) > 0;
        }
        if (crossed) {
            problem("E_RULE_TYPE", "min", "\"min\" is above \"max\", so nothing can be answered.");
        }
        return !crossed;
    }

    private boolean pattern() {
        String pattern = question.limits().pattern();
        if (pattern == null) {
            return true;
        }
        if (!question.type().isFreeText() || pattern.length() > BoundedPattern.LONGEST) {
            problem(
                    "E_RULE_TYPE",
                    "pattern",
                    "A pattern is for texts and lists, and has at most " + BoundedPattern.LONGEST + " characters.");
            return false;
        }
        try {
            BoundedPattern unused = new BoundedPattern(pattern);
            return true;
        } catch (PatternSyntaxException | StackOverflowError e) {
            problem("E_RULE_EXPR", "pattern", "This is no regular expression: " + reason(e) + ".");
            return false;
        }
    }

    private static String reason(Throwable e) {
        return e instanceof PatternSyntaxException syntax ? syntax.getDescription() : "it is nested too deeply";
    }

    private void answer(String field, Json value) {
        if (AnswerCheck.of(question, value) instanceof CheckedAnswer.Refused refused) {
            problem("E_RULE_TYPE", field, "It is no answer to the question: it " + refused.message());
        }
    }
}
