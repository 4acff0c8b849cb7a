package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our interpreter beside dev.cel:cel: the same text is refused by both, or fails in both, or has one value. */
class OracleTest {
    private static final int EXPRESSIONS = 2_000;
    private static final Pattern OF_NUMBERS =
            Pattern.compile("'(_==_|_!=_|@in)' applied to '\\(.*(\\bint\\b.*\\bdouble\\b|\\bdouble\\b.*\\bint\\b)");

    @Test
    void generatedExpressionsAgreeWithTheReferenceImplementation() {
        agree(Long.getLong("rules.seed", 20_260_101L), EXPRESSIONS);
    }

    @Test
    @Tag("nightly")
    void manyMoreGeneratedExpressionsAgree() {
        agree(Long.getLong("rules.seed", System.nanoTime()), 200_000);
    }

    /**
     * Whether all that the other implementation refuses is equality of an int and a double, which it only knows at run time. Ours takes it
     * in the text too, as both take an order of them.
     */
    private static boolean isOfNumbers(String why) {
        List<String> errors =
                why.lines().filter(line -> line.contains("ERROR:")).toList();
        return !errors.isEmpty()
                && errors.stream().allMatch(error -> OF_NUMBERS.matcher(error).find());
    }

    private static void agree(long seed, int count) {
        CelOracle oracle = new CelOracle();
        ExpressionGenerator generator = new ExpressionGenerator(seed);
        List<String> disagreements = new ArrayList<>();
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        int compared = 0;
        while (compared < count) {
            String text = generator.next();
            if (text.length() > 300) {
                continue;
            }
            compared++;
            Object theirs = oracle.theirs(text);
            String why = oracle.detail;
            Object ours = oracle.ours(text);
            String kind = theirs == CelOracle.REFUSED || theirs == CelOracle.ERROR ? theirs.toString() : "value";
            outcomes.merge(kind, 1, Integer::sum);
            boolean isOurs = theirs == CelOracle.REFUSED && isOfNumbers(why);
            if (!theirs.equals(ours) && !isOurs && disagreements.size() < 20) {
                disagreements.add(
                        text + "\n  theirs: " + theirs + " " + why + "\n  ours: " + ours + " " + oracle.detail);
            }
        }
        String summary = "seed " + seed + ", " + compared + " expressions: " + outcomes;
        System.out.println("OracleTest: " + summary);
        assertThat(disagreements).as(summary).isEmpty();
        assertThat(outcomes.getOrDefault("value", 0)).as(summary).isGreaterThan(count / 3);
        assertThat(outcomes.getOrDefault(CelOracle.ERROR, 0)).as(summary).isGreaterThan(count / 20);
        assertThat(outcomes.getOrDefault(CelOracle.REFUSED, 0)).as(summary).isGreaterThan(count / 100);
    }
}
