package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final Types TYPES = Types.of(Map.of(
            "phase", Type.oneOf(List.of("prepare", "ship")),
            "facts",
                    Type.struct(
                            "facts",
                            Map.of(
                                    "notes",
                                    Type.struct("notes", Map.of("size", Type.INT, "exists", Type.BOOL)),
                                    "names",
                                    Type.list(Type.STRING))),
            "data", Type.struct("data", Map.of("owner", Type.orNull(Type.STRING), "title", Type.STRING)),
            "anything", Type.DYN));

    private static @Nullable Object value(String text, Map<String, ? extends @Nullable Object> facts) {
        return Expression.compile(text, Types.open()).evaluate(Facts.of(facts));
    }

    private static ExpressionException refused(String text) {
        return catchThrowableOfType(ExpressionException.class, () -> Expression.compile(text, TYPES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 == 7~true",
                "has(m.a) && m.a == 1~true",
                "has(m.nothing)~false",
                "'b' in l~true",
                "m['odd key'] == 2~true",
                "l.exists(x, x.startsWith('b'))~true",
                "l.map(x, x + '!').filter(x, x != 'a!').size() == 1~true",
                "1 < 1.5~true",
                "'héllo 😀'.size() == 7~true",
                "true // a comment~true",
                "[1, 2, 3].exists_one(x, x > 2) ? l[0] == 'a' : false~true",
            })
    void valuesAreThoseOfCel(String text, boolean expected) {
        assertThat(value(text, Map.of("m", Map.of("a", 1L, "odd key", 2L), "l", List.of("a", "b"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "dyn('horses') && false~false",
                "dyn('horses') || true~true",
                "1/0 == 1 && false~false",
                "1/0 == 1 || true~true",
                "[0, 1].exists(x, 1/x == 1)~true",
                "[0, 2].all(x, 1/x == 1)~false",
            })
    void anErrorOfOneSideIsForgottenWhereTheOtherDecides(String text, boolean expected) {
        assertThat(value(text, Map.of())).isEqualTo(expected);
    }

    @Test
    void notANumberComparesWithNothing() {
        Map<String, Object> facts = Map.of("n", Double.NaN);
        for (String text : List.of("n == n", "n < 1", "1 < n", "n >= 1.0", "1 >= n", "n in [n]")) {
            assertThat(value(text, facts)).as(text).isEqualTo(false);
        }
    }

    @Test
    void anIntAndADoubleCompareExactly() {
        Map<String, Object> facts = Map.of("i", 9_007_199_254_740_993L, "d", 9_007_199_254_740_992.0);
        assertThat(value("i > d && i != d && d < i", facts)).isEqualTo(true);
        assertThat(value("m < 1e300 && m > -1e300", Map.of("m", Long.MAX_VALUE)))
                .isEqualTo(true);
        assertThat(value("m == 9223372036854775808.0", Map.of("m", Long.MAX_VALUE)))
                .isEqualTo(false);
    }

    @Test
    void smallerJavaNumbersAreWidenedEvenInsideLists() {
        assertThat(value("n + 1 == 4 && 3 in l && l == [3, 2.5]", Map.of("n", 3, "l", Arrays.asList(3, 2.5f))))
                .isEqualTo(true);
    }

    @Test
    void otherJavaObjectsAreRefusedByName() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> value("o == 1", Map.of("o", Thread.currentThread())))
                .withMessageContaining("java.lang.Thread is not a plain value");
    }

    @Test
    void nullIsAValueAndAbsenceIsNot() {
        Map<String, @Nullable Object> inner = new HashMap<>();
        inner.put("none", null);
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("m", inner);
        facts.put("nil", null);
        assertThat(value("m.none == null && has(m.none) && nil == null", facts)).isEqualTo(true);
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> value("nowhere == null", facts))
                .withMessageContaining("there is no fact \"nowhere\"")
                .satisfies(e -> assertThat(e.code()).isEqualTo("E_RULE_VALUE"));
    }

    @Test
    void everyProblemIsReportedAtOnceWithPlaceAndHint() {
        ExpressionException e = refused("facts.notes.sise > 200 &&\n  fact.names.size() > 'a' && phase == 'prepar'");
        assertThat(e.problems())
                .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
                .containsExactly(
                        "1:13 notes has no field \"sise\"; did you mean \"size\"?",
                        "2:3 nothing is named \"fact\" here; did you mean \"facts\"?",
                        "2:3 int and string have no order, so no >",
                        "2:39 it is never \"prepar\"; did you mean \"prepare\"?");
        assertThat(e).hasMessageContaining("\n    facts.notes.sise > 200 &&\n                ^");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data.title == null|string and null are never equal; to ask whether it is there, use has(…)",
                "facts.notes.size + 1.5 > 2|there is no int + double; convert one with double(…) or int(…)",
                "facts.names.contains('a')|for an element of a list write: element in list",
                "'a' in data.title|use contains(…)",
                "facts.notes.exists = true|one = is not an operator; to compare write ==",
                "facts.notes.exists and true|expected an operator or the end, found and; write &&",
                "facts.names.all(x)|all is written list.all(name, condition)",
                "facts.names.al(x, true)|there is no function \"al\"; did you mean \"all\"?",
                "size()|size is written size(value)",
                "has(facts)|has asks for a field",
                "'abc|this string is never closed",
                "'a\\q'|is not an escape",
                "9223372036854775808 > 0|is outside of 64 bits",
                "1u == 1|unsigned numbers are left out",
                "b'x' == 1|bytes are left out",
                "package == 1|reserved word",
                "phase in ['prepare', 'shop']|it is never \"shop\"; did you mean \"ship\"?",
                "[1, 2|expected ], found the end",
                "{'a' 1}|expected :, found 1",
                "1 +|expected a value, found the end",
                "(1|a parenthesis is not closed",
                "a.`b`|names in back quotes are left out",
                "phase ? 1 : 2|what stands before ? must be true or false",
                "anything ? 1 : 'a'|both results of ? : must be of one type",
            })
    void mistakesAreExplained(String text, String message) {
        assertThat(refused(text).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "facts.notes.size == 2.0|2|true",
                "facts.notes.size != 2.5|2|true",
                "facts.notes.size in [1.5, 2.0]|2|true",
                "[facts.notes.size] == [2.0]|2|true",
                "double(facts.notes.size) == 2|3|false",
            })
    void numbersOfDifferentTypesAreEqualByTheirValue(String text, long size, boolean expected) {
        Facts facts = Facts.of(Map.of("facts", Map.of("notes", Map.of("size", size))));
        assertThat(Expression.compile(text, TYPES).evaluate(facts)).isEqualTo(expected);
    }

    @Test
    void whatMayBeNullMayBeComparedWithNull() {
        Expression owned = Expression.compile("data.owner != null && data.owner.startsWith('a')", TYPES);
        assertThat(owned.type()).isEqualTo(Type.BOOL);
    }

    @Test
    void regularExpressionsAreRefusedWithTheReason() {
        for (String text : List.of("data.title.matches('(.*a){25}b')", "matches(data.title, '[')")) {
            ExpressionException e = refused(text);
            assertThat(e.code()).isEqualTo("E_RULE_REGEX");
            assertThat(e).hasMessageContaining("use startsWith, endsWith, contains");
        }
    }

    @Test
    void noOtherExpressionLanguageIsUnderstood() {
        for (String text : List.of(
                "${T(java.lang.Runtime).getRuntime().exec('x')}",
                "T(java.lang.Runtime).getRuntime()",
                "#{1 + 1}",
                "new java.io.File('x')",
                "@bean.call()")) {
            assertThat(refused(text).code()).as(text).isEqualTo("E_RULE_EXPR");
        }
    }

    @Test
    void deepOrHugeTextIsAnErrorAndNeverAStackOverflow() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("parentheses", "(".repeat(2_000) + "1" + ")".repeat(2_000));
        texts.put("lists", "[".repeat(2_000) + "]".repeat(2_000));
        texts.put("maps", "{1:".repeat(1_300));
        texts.put("keys", "{".repeat(4_000));
        texts.put("negations", "!".repeat(4_000) + "true");
        texts.put("minus", "-".repeat(4_000) + "1");
        texts.put("sums", "1" + "+1".repeat(2_000));
        texts.put("fields", "a" + ".b".repeat(2_000));
        texts.put("elements", "a" + "[0]".repeat(1_300));
        texts.put("calls", "size(".repeat(800) + "a" + ")".repeat(800));
        texts.put("choices", "true ? 1 : ".repeat(370) + "1");
        texts.put("macros", "a.all(x, ".repeat(450));
        texts.put("comparisons", "1" + "==1".repeat(1_300));
        texts.put("long", " ".repeat(4_097) + "true");
        texts.forEach((name, text) -> {
            ExpressionException e =
                    catchThrowableOfType(ExpressionException.class, () -> Expression.compile(text, Types.open()));
            assertThat(e).as(name).isNotNull();
            assertThat(e.code()).as(name).isEqualTo("E_RULE_EXPR_SIZE");
            assertThat(String.valueOf(e.getMessage())).as(name).hasSizeLessThan(1_000);
        });
        String wide = "x == 1" + " || x == 1".repeat(400);
        assertThat(value(wide, Map.of("x", 1L))).isEqualTo(true);
    }

    @Test
    void theDeepestThatIsAllowedRunsOnASmallStack() throws InterruptedException {
        String text = "(".repeat(20) + "[".repeat(40) + "x" + "]".repeat(40) + ")".repeat(20);
        String[] outcome = {""};
        Thread small =
                new Thread(null, () -> outcome[0] = String.valueOf(value(text, Map.of("x", 1L))), "small", 256 << 10);
        small.start();
        small.join();
        assertThat(outcome[0]).isEqualTo("[".repeat(40) + "1" + "]".repeat(40));
    }

    @Test
    void costIsBounded() {
        List<Long> many = new java.util.ArrayList<>();
        for (long i = 0; i < 3_000; i++) {
            many.add(i);
        }
        Map<String, Object> facts = Map.of("l", many, "s", "ab".repeat(500_000));
        for (String text : List.of(
                "l.all(x, l.all(y, x + y >= 0))",
                "l.exists(x, l.exists(y, x < 0)) || true",
                "l.map(x, l).size() > 0 && l.map(x, l + l).size() > 0",
                "l.all(x, l == l)",
                "l.map(x, s + s).size() > 0",
                "l.all(x, !(-1 - x in l))",
                "l.all(x, s.contains(s + 'c') || true)")) {
            assertThatExceptionOfType(ExpressionException.class)
                    .as(text)
                    .isThrownBy(() -> value(text, facts))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("E_RULE_COST"))
                    .withMessageContaining("narrow the list first");
        }
        assertThat(value("l.all(x, x >= 0 && x < 3000)", facts)).isEqualTo(true);
    }

    @Test
    void valuesThatHoldThemselvesAreRefusedNotFollowed() {
        List<Object> a = new java.util.ArrayList<>();
        a.add(a);
        List<Object> b = new java.util.ArrayList<>();
        b.add(b);
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> value("a == b", Map.of("a", a, "b", b)))
                .withMessageContaining("nested deeper than 64");
        assertThat(Template.compile("${a}", Types.open()).render(Facts.of(Map.of("a", a))))
                .hasSizeLessThan(400);
    }

    @Test
    void readsAreThePathsKnownBeforehand() {
        Expression expression = Expression.compile(
                "a.b.c > 1 && has(d.e) && f[0].g == m['k'].v && l[a.i].x == 1 && n.items.all(x, x.y == o.p)",
                Types.open());
        assertThat(expression.reads()).containsExactly("a.b.c", "a.i", "d.e", "f[0].g", "l", "m.k.v", "n.items", "o.p");
    }

    @Test
    void anErrorWhileEvaluatingHasAPlace() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> value("true && m.sise > 3", Map.of("m", Map.of("size", 1L))))
                .withMessage("line 1, column 11: there is no \"sise\"; did you mean \"size\"?\n"
                        + "    true && m.sise > 3\n              ^");
    }
}
