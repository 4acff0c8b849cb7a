package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "true ~ ALWAYS",
                "false ~ NEVER",
                "x > 3 && x < 2 ~ NEVER",
                "x > 3 && x < 5 ~ DEPENDS",
                "x >= 3 && 3 >= x && x != 3 ~ NEVER",
                "phase == 'a' && phase == 'b' ~ NEVER",
                "phase == 'a' && (phase == 'b' || phase == 'a') ~ DEPENDS",
                "!has(a.b) && a.b.c > 3 ~ NEVER",
                "has(a.b) || !has(a.b) ~ ALWAYS",
                "size(l) >= 0 ~ ALWAYS",
                "l.size() < 0 ~ NEVER",
                "x == 1 || x != 1 ~ ALWAYS",
                "done && !done ~ NEVER",
                "x in [1, 2] && x > 2 ~ NEVER",
                "x in ['a'] && x == 'b' ~ NEVER",
                "l.all(e, e > 1) && !l.all(e, e > 1) ~ NEVER",
                "[1, 2].all(e, e > 0) ~ ALWAYS",
                "m[k] == 1 && m['k'] == 2 ~ DEPENDS",
                "(b ? x == 1 : x == 2) && x == 3 ~ NEVER",
                "x == 1.0 && x == 1 ~ DEPENDS",
                "x == ' a' && x == 'a' ~ NEVER",
            })
    void contradictionsAndTautologiesAreFoundBeforeThereAreFacts(String text, Verdict verdict) {
        assertThat(Expression.compile(text, Types.open()).verdict()).isEqualTo(verdict);
    }

    @Test
    void conditionsThatContradictEachOtherAreFoundTogether() {
        Condition few = Condition.of("few", "size(goals) < 2", Types.open());
        Condition many = Condition.of("many", "size(goals) > 4", Types.open());
        Condition java = Condition.of("java", facts -> true);
        assertThat(Condition.verdict(List.of(few, many))).isEqualTo(Verdict.NEVER);
        assertThat(Condition.verdict(List.of(few, java))).isEqualTo(Verdict.DEPENDS);
        assertThat(Condition.verdict(List.of(Condition.of("t", "1 < 2", Types.open()))))
                .isEqualTo(Verdict.ALWAYS);
        assertThat(Condition.verdict(List.of())).isEqualTo(Verdict.DEPENDS);
    }

    private static String condition(Random random, int depth) {
        if (depth == 0) {
            String x = List.of("x", "y", "m.a", "m.b").get(random.nextInt(4));
            return switch (random.nextInt(6)) {
                case 0 -> "has(m." + (random.nextBoolean() ? "a" : "b") + ")";
                case 1 -> x + " in [" + random.nextInt(3) + ", " + random.nextInt(3) + "]";
                case 2 -> random.nextInt(3) + List.of(" < ", " >= ", " == ").get(random.nextInt(3)) + x;
                default ->
                    x
                            + List.of(" < ", " <= ", " > ", " >= ", " == ", " != ")
                                    .get(random.nextInt(6))
                            + random.nextInt(3);
            };
        }
        String a = condition(random, depth - 1);
        String b = condition(random, depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> "!(" + a + ")";
            case 1 -> "(" + a + " || " + b + ")";
            case 2 -> "(" + a + " ? " + b + " : " + condition(random, depth - 1) + ")";
            default -> "(" + a + " && " + b + ")";
        };
    }

    /** Every assignment of small values, each name there or not. */
    @Test
    void aVerdictIsNeverWrong() {
        long seed = Long.getLong("rules.seed", 11L);
        Random random = new Random(seed);
        Map<Verdict, Integer> seen = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            String text = condition(random, 1 + random.nextInt(3));
            Condition condition = Condition.of("c", text, Types.open());
            Verdict verdict = Condition.verdict(List.of(condition));
            seen.merge(verdict, 1, Integer::sum);
            for (int sample = 0; verdict != Verdict.DEPENDS && sample < 100; sample++) {
                Map<String, @Nullable Object> m = new HashMap<>();
                if (random.nextBoolean()) {
                    m.put("a", (long) random.nextInt(4) - 1);
                }
                if (random.nextBoolean()) {
                    m.put("b", random.nextInt(8) / 2.0 - 1);
                }
                Facts facts =
                        Facts.of(Map.of("x", (long) random.nextInt(4) - 1, "y", random.nextInt(8) / 2.0 - 1, "m", m));
                Reason.Outcome outcome = condition.check(facts).outcome();
                Reason.Outcome impossible = verdict == Verdict.NEVER ? Reason.Outcome.HOLDS : Reason.Outcome.FAILS;
                if (outcome == impossible) {
                    throw new AssertionError("seed " + seed + ": " + text + " is " + outcome + " with m " + m);
                }
            }
        }
        assertThat(seen.get(Verdict.NEVER)).as("seed " + seed + " " + seen).isGreaterThan(100);
        assertThat(seen.get(Verdict.ALWAYS)).as("seed " + seed + " " + seen).isGreaterThan(10);
    }
}
