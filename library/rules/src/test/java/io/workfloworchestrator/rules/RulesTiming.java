package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Times building, full passes and passes after one change beside the same conditions as plain Java; a run by hand, not a
 * test. The median of many runs of each, taken in turns, so that ratios hold on a busy machine too.
 *
 * <p>Run it with the module's test class path: {@code java … io.workfloworchestrator.rules.RulesTiming}.
 */
final class RulesTiming {
    private RulesTiming() {}

    /** Prints one line for each number of rules. */
    public static void main(String[] args) {
        for (int count : new int[] {10, 1_000, 10_000}) {
            measure(count);
        }
    }

    private static void measure(int count) {
        Map<String, Object> files = new HashMap<>();
        for (int i = 0; i < count; i++) {
            files.put(
                    "f" + i, Map.of("size", (long) (i % 100), "exists", i % 3 != 0, "kind", i % 2 == 0 ? "md" : "txt"));
        }
        Facts facts = Facts.of(Map.of("facts", files, "phase", "prepare"));
        Facts changed = facts.with(new Fact("facts.f7.size", 99L, "x"));
        List<Predicate<Facts>> plain = new ArrayList<>();
        for (Rule rule : engine(count).rules()) {
            String name = rule.id().replace("rule-", "f").intern();
            plain.add(f -> {
                Object all = f.value("facts");
                return all instanceof Map<?, ?> map
                        && map.get(name) instanceof Map<?, ?> file
                        && Boolean.TRUE.equals(file.get("exists"))
                        && file.get("size") instanceof Long size
                        && size > 90
                        && "md".equals(file.get("kind"));
            });
        }
        long[][] times = new long[5][];
        int rounds = Math.max(300, 400_000 / count);
        for (int i = 0; i < times.length; i++) {
            times[i] = new long[rounds];
        }
        RuleEngine engine = engine(count);
        Evaluation evaluation = engine.evaluate("prepare", facts);
        for (int round = 0; round < 30; round++) {
            long start = System.nanoTime();
            engine = engine(count);
            times[0][round] = System.nanoTime() - start;
        }
        times[0] = java.util.Arrays.copyOf(times[0], 30);
        for (int round = 0; round < 20_000; round++) {
            if (evaluation
                            .changed(changed, Set.of("facts.f7.size"))
                            .suggestions(10)
                            .size()
                    > 10) {
                throw new IllegalStateException();
            }
        }
        for (int round = 0; round < rounds; round++) {
            long built = System.nanoTime();
            int fired = engine.evaluate("prepare", facts).suggestions(10).size();
            long full = System.nanoTime();
            long hits = plain.stream().filter(test -> test.test(facts)).count();
            long java = System.nanoTime();
            fired += evaluation
                    .changed(changed, Set.of("facts.f7.size"))
                    .suggestions(10)
                    .size();
            long one = System.nanoTime();
            fired += engine.evaluate("prepare", facts).suggestions().size();
            long all = System.nanoTime();
            if (hits < 0 || fired < 0) {
                throw new IllegalStateException();
            }
            times[1][round] = full - built;
            times[2][round] = java - full;
            times[3][round] = one - java;
            times[4][round] = all - one;
        }
        double full = median(times[1]);
        System.out.printf(
                Locale.ROOT,
                "%6d rules: build %.2f ms; full pass %.1f us (%.1f times plain Java, %.1f us); with all suggestions %.1f us;"
                        + " one change %.2f us (%.0f times under a full pass)%n",
                count,
                median(times[0]) / 1e6,
                full / 1e3,
                full / median(times[2]),
                median(times[2]) / 1e3,
                median(times[4]) / 1e3,
                median(times[3]) / 1e3,
                full / median(times[3]));
    }

    private static double median(long[] times) {
        long[] sorted = times.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static RuleEngine engine(int count) {
        List<Rule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String file = "facts.f" + i;
            rules.add(Rule.builder("rule-" + i)
                    .salience(i % 100)
                    .phase("prepare")
                    .when("there", file + ".exists")
                    .when("long", file + ".size > 90")
                    .when("markdown", file + ".kind == 'md'")
                    .suggest("Read f" + i)
                    .tool("read")
                    .param("size", "${" + file + ".size}")
                    .build());
        }
        return RuleEngine.of(rules);
    }
}
