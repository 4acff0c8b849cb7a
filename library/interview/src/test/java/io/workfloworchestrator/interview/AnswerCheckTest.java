package io.workfloworchestrator.interview;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is an answer to a question of each type, and what is not. */
class AnswerCheckTest {
    private static Question question(QuestionType type) {
        return question(type, null, null, null);
    }

    private static Question question(
            QuestionType type, @Nullable Json min, @Nullable Json max, @Nullable String pattern) {
        List<Question.Option> options = Stream.of("red", "Dark Blue", "green")
                .filter(value -> type.hasOptions())
                .map(value -> new Question.Option(value, value))
                .toList();
        return new Question(
                "q",
                type,
                "?",
                "Capitals.",
                "",
                options,
                new Question.Limits(min, max, pattern),
                Optional.empty(),
                true,
                Optional.empty(),
                3,
                3,
                Optional.empty(),
                "");
    }

    private static String checked(Question question, Json given) {
        CheckedAnswer checked = AnswerCheck.of(question, given);
        return checked instanceof CheckedAnswer.Fits fits
                ? fits.value().toString()
                : ((CheckedAnswer.Refused) checked).code();
    }

    private static String message(Question question, Json given) {
        return ((CheckedAnswer.Refused) AnswerCheck.of(question, given)).message();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "STRING | \"a\" | \"a\"",
                "STRING | \"  a  \" | \"a\"",
                "STRING | 7 | \"7\"",
                "STRING | \"a\\nb\" | E_ANSWER_TEXT",
                "STRING | \"\" | E_ANSWER_EMPTY",
                "STRING | \"   \" | E_ANSWER_EMPTY",
                "STRING | null | E_ANSWER_TYPE",
                "STRING | [\"a\"] | E_ANSWER_TYPE",
                "STRING | {\"a\":1} | E_ANSWER_TYPE",
                "STRING | \"a\\u0007b\" | E_ANSWER_TEXT",
                "TEXT | \"a\\r\\nb\" | \"a\\nb\"",
                "INT | 3 | 3",
                "INT | \"3\" | 3",
                "INT | \" -3 \" | -3",
                "INT | 3.0 | 3",
                "INT | 3.5 | E_ANSWER_TYPE",
                "INT | \"3x\" | E_ANSWER_TYPE",
                "INT | 9223372036854775808 | E_ANSWER_TYPE",
                "INT | \"1e400\" | E_ANSWER_TYPE",
                "INT | \"1e-999999999\" | E_ANSWER_TYPE",
                "INT | true | E_ANSWER_TYPE",
                "DOUBLE | 3 | 3.0",
                "DOUBLE | \"2.5\" | 2.5",
                "DOUBLE | \"NaN\" | E_ANSWER_TYPE",
                "DOUBLE | \"1e400\" | E_ANSWER_TYPE",
                "BOOL | true | true",
                "BOOL | \"Yes\" | true",
                "BOOL | \"n\" | false",
                "BOOL | 1 | E_ANSWER_TYPE",
                "BOOL | \"maybe\" | E_ANSWER_TYPE",
                "DATE | \"2026-03-31\" | \"2026-03-31\"",
                "DATE | \"2026-02-29\" | E_ANSWER_TYPE",
                "DATE | \"31.3.2026\" | E_ANSWER_TYPE",
                "DATE | 20260331 | E_ANSWER_TYPE",
                "CHOICE | \"red\" | \"red\"",
                "CHOICE | \"dark blue\" | \"Dark Blue\"",
                "CHOICE | \"gren\" | E_ANSWER_OPTION",
                "CHOICE | [\"red\"] | E_ANSWER_OPTION",
                "CHOICES | [\"red\",\"green\",\"red\"] | [\"red\",\"green\"]",
                "CHOICES | \"red, green\" | [\"red\",\"green\"]",
                "CHOICES | [\"red\",\"blu\"] | E_ANSWER_OPTION",
                "CHOICES | [] | E_ANSWER_LENGTH",
                "CHOICES | 5 | E_ANSWER_TYPE",
                "LIST | [\"a\",\"b\"] | [\"a\",\"b\"]",
                "LIST | \"a\\n\\nb\" | [\"a\",\"b\"]",
                "LIST | [\"a\",[\"b\"]] | E_ANSWER_TYPE",
                "LIST | [\"\"] | E_ANSWER_EMPTY",
                "LIST | [] | E_ANSWER_LENGTH"
            })
    void aValueIsTakenInTheFormOfItsTypeOrRefused(QuestionType type, String given, String expected) {
        assertThat(checked(question(type), Json.parse(given))).isEqualTo(expected);
    }

    @Test
    void limitsAreEnforced() {
        Question days = question(QuestionType.INT, Json.of(1), Json.of(9), null);
        assertThat(message(days, Json.of(0))).isEqualTo("must be from 1 to 9, not \"0\".");
        Question least = question(QuestionType.INT, Json.of(1), null, null);
        assertThat(message(least, Json.of(-5))).isEqualTo("must be at least 1, not \"-5\".");
        Question day = question(QuestionType.DATE, Json.of("2026-01-01"), Json.of("2026-12-31"), null);
        assertThat(message(day, Json.of("2027-01-01")))
                .isEqualTo("must be from 2026-01-01 to 2026-12-31, not 2027-01-01.");
        Question code = question(QuestionType.STRING, Json.of(2), Json.of(4), "[A-Z]+");
        assertThat(checked(code, Json.of("ABC"))).isEqualTo("\"ABC\"");
        assertThat(checked(code, Json.of("ABCDE"))).isEqualTo("E_ANSWER_LENGTH");
        assertThat(checked(code, Json.of("A"))).isEqualTo("E_ANSWER_LENGTH");
        assertThat(message(code, Json.of("abc"))).isEqualTo("must look like [A-Z]+, not \"abc\". Capitals.");
        Question list = question(QuestionType.LIST, null, Json.of(2), null);
        assertThat(message(list, Json.strings(List.of("a", "b", "c"))))
                .isEqualTo("has 3 elements; at most 2 are taken.");
    }

    @Test
    void theNearestOptionIsOffered() {
        assertThat(message(question(QuestionType.CHOICE), Json.of("gren")))
                .isEqualTo("must be one of red, Dark Blue, green, not \"gren\". Did you mean \"green\"?");
    }

    @Test
    void hugeAnswersAreRefusedShortly() {
        Json huge = Json.of("x".repeat(1_000_000));
        for (QuestionType type : QuestionType.values()) {
            CheckedAnswer checked = AnswerCheck.of(question(type), huge);
            assertThat(checked).isInstanceOf(CheckedAnswer.Refused.class);
            assertThat(((CheckedAnswer.Refused) checked).message().length()).isLessThan(300);
        }
        Json many = Json.array(Collections.nCopies(1_000_000, Json.of("a")));
        assertThat(checked(question(QuestionType.LIST), many)).isEqualTo("E_ANSWER_LENGTH");
    }

    @Test
    void aPatternThatWouldRunForYearsIsCutOff() {
        Question trap = question(QuestionType.STRING, null, null, "(a+)+b");
        long before = System.nanoTime();
        assertThat(checked(trap, Json.of("a".repeat(900)))).isEqualTo("E_ANSWER_PATTERN");
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
        Question deep = question(QuestionType.TEXT, null, null, "(?:a|b)*");
        assertThat(checked(deep, Json.of("ab".repeat(10_000)))).isNotNull();
    }
}
