package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** After a change, only what read it is evaluated again, and the answer is that of a full pass. */
class IncrementalTest {
    private static final String[] NAMES = {"a", "b", "c", "d"};
    private static final List<String> PHASES = List.of("p", "q");

    private static String path(Random random) {
        return "r" + random.nextInt(6) + "." + NAMES[random.nextInt(NAMES.length)];
    }

    private static Object value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "s" + random.nextInt(4);
            case 1 -> List.of((long) random.nextInt(5), (long) random.nextInt(5), (long) random.nextInt(5));
            case 2 -> Map.of("x", (long) random.nextInt(5), "l", List.of((long) random.nextInt(5)));
            default -> (long) random.nextInt(6);
        };
    }

    private static String condition(Random random) {
        String a = path(random);
        String b = path(random);
        return switch (random.nextInt(9)) {
            case 0 -> "dyn(" + a + ") == dyn(" + b + ")";
            case 1 -> "has(" + a + ".x) && " + a + ".x > 1";
            case 2 -> a + " > 2";
            case 3 -> a + " > 2 || " + b + " < 4";
            case 4 -> "has(" + a + ") && !has(" + b + ")";
            case 5 -> "dyn(" + a + ").exists(e, e == 3)";
            case 6 -> a + "[0] >= " + b + "[1]";
            case 7 -> "r" + random.nextInt(6) + ".size() > " + random.nextInt(5);
            default -> a + " in " + b + ".l";
        };
    }

    private static Rule rule(int number, Random random) {
        RuleBuilder rule = Rule.builder("rule-" + number)
                .salience(random.nextInt(4))
                .suggest(random.nextInt(3) == 0 ? "Look at ${" + path(random) + "}" : "Look")
                .because(random.nextInt(3) == 0 ? "${size(r" + random.nextInt(6) + ")}" : "");
        if (random.nextInt(3) > 0) {
            rule.phase(PHASES.get(random.nextInt(2)));
        }
        if (random.nextInt(4) == 0) {
            rule.forEach("e", path(random)).when("each", "e == dyn(" + path(random) + ") || e > 2");
            rule.tool("t").param("p", "${e}");
        }
        for (int i = random.nextInt(2); i >= 0; i--) {
            rule.when("c" + i, condition(random));
        }
        if (random.nextInt(8) == 0) {
            String path = path(random);
            rule.when("declared", facts -> facts.contains(path) && facts.at(path) instanceof Long, path);
        }
        if (random.nextInt(20) == 0) {
            String path = path(random);
            rule.when("undeclared", facts -> facts.integer(path) > 1);
        }
        return rule.build();
    }

    @Test
    void everyChangeGivesTheAnswerOfAFullPass() {
        long seed = Long.getLong("rules.seed", 7L);
        Random random = new Random(seed);
        int firings = 0;
        int findings = 0;
        for (int round = 0; round < 20; round++) {
            List<Rule> rules = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                rules.add(rule(i, random));
            }
            RuleEngine engine = RuleEngine.of(rules);
            List<Fact> first = new ArrayList<>();
            for (int root = 0; root < 6; root++) {
                first.add(new Fact("r" + root + ".a", value(random), "f" + root));
            }
            Facts facts = TestFacts.of(first);
            Evaluation evaluation = engine.evaluate("p", facts);
            for (int step = 0; step < 40; step++) {
                Set<String> changed = new HashSet<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    String path = random.nextInt(8) == 0 ? "r" + random.nextInt(6) : path(random);
                    Object value = path.contains(".") ? value(random) : Map.of("a", value(random), "b", value(random));
                    facts = facts.with(new Fact(path, value, "step " + step));
                    changed.add(path);
                }
                evaluation = evaluation.changed(facts, changed);
                Evaluation full = engine.evaluate("p", facts);
                String where = "seed " + seed + ", round " + round + ", step " + step + ", changed " + changed;
                assertThat(evaluation.suggestions()).as(where).isEqualTo(full.suggestions());
                assertThat(evaluation.findings()).as(where).isEqualTo(full.findings());
                firings += full.suggestions().size();
                findings += full.findings().size();
            }
        }
        assertThat(firings).as("seed " + seed).isGreaterThan(3_000);
        assertThat(findings).as("seed " + seed).isGreaterThan(3_000);
    }

    @Test
    void onlyRulesThatReadWhatChangedAreEvaluated() {
        AtomicInteger evaluated = new AtomicInteger();
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String path = "facts.f" + i + ".size";
            rules.add(Rule.builder("r" + i)
                    .when(
                            "c",
                            facts -> {
                                evaluated.incrementAndGet();
                                return facts.integer(path) > 3;
                            },
                            path)
                    .suggest("s")
                    .build());
        }
        List<Fact> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(new Fact("facts.f" + i + ".size", 1L, ""));
        }
        Evaluation evaluation = RuleEngine.of(rules).evaluate("p", TestFacts.of(all));
        assertThat(evaluated.getAndSet(0)).isEqualTo(1_000);

        Facts changed = evaluation.facts().with(new Fact("facts.f7.size", 9L, ""));
        assertThat(evaluation.changed(changed, Set.of("facts.f7.size")).suggestions())
                .hasSize(1);
        assertThat(evaluated.getAndSet(0)).isEqualTo(1);
        assertThat(evaluation.changed(changed, Set.of("facts.f7")).suggestions())
                .hasSize(1);
        assertThat(evaluated.getAndSet(0)).as("a path that holds it").isEqualTo(1);
        assertThat(evaluation.changed(changed, Set.of("facts.f7.size.deeper")).suggestions())
                .hasSize(1);
        assertThat(evaluated.getAndSet(0)).as("a path inside it").isEqualTo(1);
        evaluation.changed(changed, Set.of("facts.f70", "elsewhere"));
        assertThat(evaluated.getAndSet(0)).as("a path that only begins alike").isEqualTo(1);
        evaluation.changed(changed, Set.of("facts"));
        assertThat(evaluated.getAndSet(0)).isEqualTo(1_000);
        evaluation.changed(changed, Set.of(""));
        assertThat(evaluated.getAndSet(0)).isEqualTo(1_000);
    }
}
