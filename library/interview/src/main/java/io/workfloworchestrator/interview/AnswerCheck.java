package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value against the type, options and limits of its question. A value in another form is taken if the form can mean
 * only one thing: {@code "3"} for a number, {@code "yes"} for true, lines for a list. Pure functions.
 */
record AnswerCheck(Question question) {
    static final int LONGEST_STRING = 1_000;
    static final int LONGEST_TEXT = 20_000;
    static final int MOST_ELEMENTS = 100;
    private static final int LONGEST_NUMBER = 40;
    private static final int SHOWN = 60;
    private static final int MOST_OPTIONS_SHOWN = 12;

    static CheckedAnswer of(Question question, Json given) {
        if (given.bytes() > 4L * LONGEST_TEXT * MOST_ELEMENTS) {
            return refused("E_ANSWER_LENGTH", "has " + given.bytes() + " bytes, which no answer may have.");
        }
        return new AnswerCheck(question).check(given);
    }

    private CheckedAnswer check(Json given) {
        return switch (question.type()) {
            case STRING, TEXT -> text(given);
            case INT, DOUBLE -> number(given);
            case BOOL -> bool(given);
            case DATE -> date(given);
            case CHOICE -> choice(given);
            case CHOICES -> each(elements(given, "[,;\\n]"), this::choice);
            case LIST -> each(elements(given, "\\n"), this::line);
        };
    }

    private CheckedAnswer text(Json given) {
        String text = given instanceof Json.Num || given instanceof Json.Bool
                ? given.toString()
                : given.asText().orElse(null);
        if (text == null) {
            return wrongType(given);
        }
        int most = length(question.limits().max())
                .orElse(question.type() == QuestionType.TEXT ? LONGEST_TEXT : LONGEST_STRING);
        return plain(text, question.type() == QuestionType.TEXT, least(), most);
    }

    private CheckedAnswer line(Json given) {
        String text = given.asText().orElse(null);
        return text == null ? wrongType(given) : plain(text, false, 1, LONGEST_STRING);
    }

    private CheckedAnswer plain(String given, boolean lines, int least, int most) {
        String text = given.replace("\r\n", "\n").strip();
        if (text.length() > most) {
            return refused("E_ANSWER_LENGTH", "has " + text.length() + " characters; at most " + most + " are taken.");
        }
        if (text.isEmpty()) {
            return refused("E_ANSWER_EMPTY", "is empty.");
        }
        if (text.length() < least) {
            return refused(
                    "E_ANSWER_LENGTH", "has " + text.length() + " characters; at least " + least + " are needed.");
        }
        if (!lines && text.indexOf('\n') >= 0) {
            return refused("E_ANSWER_TEXT", "must be one line; this has a line break.");
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            return refused("E_ANSWER_TEXT", "has a control character. Remove it.");
        }
        String pattern = question.limits().pattern();
        return pattern != null && !new BoundedPattern(pattern).matches(text)
                ? refused("E_ANSWER_PATTERN", "must look like " + pattern + ", not " + shown(text) + "." + hint())
                : new CheckedAnswer.Fits(Json.of(text));
    }

    private String hint() {
        return question.hint().isEmpty() ? "" : " " + question.hint();
    }

    private CheckedAnswer number(Json given) {
        BigDecimal number = given instanceof Json.Num num
                ? num.value()
                : parsed(given.asText().orElse(""));
        boolean whole = question.type() == QuestionType.INT;
        if (number == null || !(whole ? isLong(number) : Double.isFinite(number.doubleValue()))) {
            return wrongType(given);
        }
        BigDecimal min = limit(question.limits().min());
        BigDecimal max = limit(question.limits().max());
        if (min != null && number.compareTo(min) < 0 || max != null && number.compareTo(max) > 0) {
            return refused("E_ANSWER_RANGE", "must be " + range(min, max) + ", not " + shown(given) + ".");
        }
        return new CheckedAnswer.Fits(whole ? Json.of(number.longValue()) : Json.of(number.doubleValue()));
    }

    private static @Nullable BigDecimal parsed(String text) {
        try {
            String number = text.strip();
            return number.isEmpty() || number.length() > LONGEST_NUMBER ? null : new BigDecimal(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether it is a whole number of 64 bits, found without writing out a number such as 1e9999999. */
    private static boolean isLong(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && number.compareTo(BigDecimal.valueOf(number.longValue())) == 0;
    }

    private static @Nullable BigDecimal limit(@Nullable Json limit) {
        return limit instanceof Json.Num number ? number.value() : null;
    }

    private static String range(@Nullable Object min, @Nullable Object max) {
        if (min != null && max != null) {
            return "from " + min + " to " + max;
        }
        return min != null ? "at least " + min : "at most " + max;
    }

    private CheckedAnswer bool(Json given) {
        if (given instanceof Json.Bool) {
            return new CheckedAnswer.Fits(given);
        }
        return switch (given.asText().orElse("").strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y" -> new CheckedAnswer.Fits(Json.of(true));
            case "false", "no", "n" -> new CheckedAnswer.Fits(Json.of(false));
            default -> wrongType(given);
        };
    }

    private CheckedAnswer date(Json given) {
        LocalDate day = day(given);
        if (day == null) {
            return wrongType(given);
        }
        LocalDate min = day(question.limits().min());
        LocalDate max = day(question.limits().max());
        return min != null && day.isBefore(min) || max != null && day.isAfter(max)
                ? refused("E_ANSWER_RANGE", "must be " + range(min, max) + ", not " + day + ".")
                : new CheckedAnswer.Fits(Json.of(day.toString()));
    }

    static @Nullable LocalDate day(@Nullable Json given) {
        try {
            String text = given == null ? "" : given.asText().orElse("").strip();
            return text.length() == 10 ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private CheckedAnswer choice(Json given) {
        String text = given instanceof Json.Str string ? string.text().strip() : given.toString();
        for (Question.Option option : question.options()) {
            if (option.value().equalsIgnoreCase(text) || option.title().equalsIgnoreCase(text)) {
                return new CheckedAnswer.Fits(Json.of(option.value()));
            }
        }
        List<String> values = question.optionValues();
        String near = Names.nearest(text, values)
                .map(value -> " Did you mean \"" + value + "\"?")
                .orElse("");
        return refused(
                "E_ANSWER_OPTION",
                "must be one of " + Names.first(MOST_OPTIONS_SHOWN, values) + ", not " + shown(given) + "." + near);
    }

    /** The elements of an array, or of a text that lists them. */
    private static Optional<List<Json>> elements(Json given, String separator) {
        if (given instanceof Json.Arr array) {
            return Optional.of(array.elements());
        }
        return given.asText()
                .map(text -> Arrays.stream(text.split(separator))
                        .filter(part -> !part.isBlank())
                        .<Json>map(part -> Json.of(part.strip()))
                        .toList());
    }

    private CheckedAnswer each(Optional<List<Json>> given, Function<Json, CheckedAnswer> one) {
        if (given.isEmpty()) {
            return refused("E_ANSWER_TYPE", "must be a list.");
        }
        int most = length(question.limits().max()).orElse(MOST_ELEMENTS);
        Set<Json> values = new LinkedHashSet<>();
        if (given.get().size() > MOST_ELEMENTS) {
            return refused("E_ANSWER_LENGTH", counted(given.get().size()) + "; at most " + most + " are taken.");
        }
        for (Json element : given.get()) {
            CheckedAnswer checked = one.apply(element);
            if (checked instanceof CheckedAnswer.Refused) {
                return checked;
            }
            values.add(((CheckedAnswer.Fits) checked).value());
        }
        if (values.size() > most) {
            return refused("E_ANSWER_LENGTH", counted(values.size()) + "; at most " + most + " are taken.");
        }
        if (values.size() < least()) {
            return refused("E_ANSWER_LENGTH", counted(values.size()) + "; at least " + least() + " are needed.");
        }
        return new CheckedAnswer.Fits(Json.array(values));
    }

    private static String counted(int elements) {
        return "has " + elements + (elements == 1 ? " element" : " elements");
    }

    private int least() {
        return length(question.limits().min()).orElse(question.isRequired() ? 1 : 0);
    }

    private static Optional<Integer> length(@Nullable Json limit) {
        return limit instanceof Json.Num number ? Optional.of(number.value().intValue()) : Optional.empty();
    }

    private CheckedAnswer wrongType(Json given) {
        String what = switch (question.type()) {
            case STRING -> "must be a line of text";
            case TEXT -> "must be a text";
            case INT -> "must be a whole number";
            case DOUBLE -> "must be a number";
            case BOOL -> "must be true or false";
            case DATE -> "must be a day such as 2026-03-31";
            case CHOICE -> "must be one of its options";
            case CHOICES, LIST -> "must be a list of texts";
        };
        return refused("E_ANSWER_TYPE", what + ", not " + shown(given) + ".");
    }

    private static CheckedAnswer refused(String code, String message) {
        return new CheckedAnswer.Refused(code, message);
    }

    private static String shown(Json given) {
        return shown(given.asText().orElseGet(given::toString));
    }

    private static String shown(String text) {
        return "\"" + Words.clip(text.replaceAll("\\p{C}", "?"), SHOWN) + "\"";
    }
}
