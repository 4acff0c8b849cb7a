package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the text, compiling, explaining and judging it ends with an answer or a declared error. */
class FuzzTest {
    private static final String[] PIECES = {
        "a",
        "facts",
        ".",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ",",
        ":",
        "?",
        "&&",
        "||",
        "!",
        "-",
        "+",
        "*",
        "/",
        "%",
        "==",
        "!=",
        "<",
        ">=",
        " in ",
        "'",
        "\"",
        "'''",
        "r'",
        "\\",
        "\\u12",
        "\\U0010FFFF",
        "1",
        "9223372036854775808",
        "1e999",
        ".5",
        "0x",
        "1u",
        "true",
        "null",
        "has(",
        ".all(x, ",
        ".map(y, ",
        ".filter(",
        ".size()",
        "dyn(",
        "int(",
        "string(",
        "//",
        "\n",
        "\t",
        "\0",
        "\uD83D",
        "é",
        "${",
        "$$",
        "}",
        "matches(",
        "package",
        " "
    };

    @Test
    void noTextMakesItFailInAnUndeclaredWay() {
        fuzz(Long.getLong("rules.seed", 3L), 12_000);
    }

    @Test
    @Tag("nightly")
    void notInAMillionTexts() {
        fuzz(Long.getLong("rules.seed", System.nanoTime()), 1_000_000);
    }

    private static void fuzz(long seed, int count) {
        System.out.println("FuzzTest: seed " + seed + ", " + count + " texts; -Drules.seed repeats it");
        Random random = new Random(seed);
        ExpressionGenerator generator = new ExpressionGenerator(seed);
        Types types = Types.of(CelOracle.TYPES);
        Facts facts = Facts.of(CelOracle.VALUES);
        int compiled = 0;
        for (int i = 0; i < count; i++) {
            String text = random.nextInt(3) == 0 ? pieces(random) : mutated(generator.next(), random);
            try {
                compiled += run(text, i % 2 == 0 ? types : Types.open(), facts) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", text " + i + ": " + text, e);
            }
        }
        assertThat(compiled).as("seed " + seed).isGreaterThan(count / 100);
    }

    private static boolean run(String text, Types types, Facts facts) {
        try {
            Template.compile(text, types).render(facts);
        } catch (ExpressionException e) {
            assertThat(e.problems()).isNotEmpty();
        }
        Expression expression;
        try {
            expression = Expression.compile(text, types);
        } catch (ExpressionException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.offset()).isBetween(0, text.length()));
            return false;
        }
        try {
            expression.evaluate(facts);
        } catch (ExpressionException e) {
            assertThat(e.problems()).hasSize(1);
        }
        expression.verdict();
        if (Checker.fits(expression.type(), Type.BOOL)) {
            assertThat(Condition.of("c", text, types).check(facts).facts().size())
                    .isLessThanOrEqualTo(Limits.EXPLAINED_FACTS);
        }
        return true;
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && out.length() > 0; i--) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(3)) {
                case 0 -> out.deleteCharAt(at);
                case 1 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
                default -> out.setCharAt(at, (char) random.nextInt(random.nextInt(10) == 0 ? 0x10000 : 128));
            }
        }
        return out.toString();
    }
}
