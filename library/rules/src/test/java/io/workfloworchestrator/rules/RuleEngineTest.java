package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
    private static final Facts FACTS = TestFacts.of(List.of(
            new Fact("n", 3L, "a.md:1"),
            new Fact(
                    "reports",
                    List.of(
                            Map.of("name", "one", "failures", 2L, "path", "r/one.xml"),
                            Map.of("name", "two", "failures", 0L, "path", "r/two.xml"),
                            Map.of("name", "three", "failures", 1L, "path", "r/three.xml")),
                    "r")));

    private static RuleBuilder rule(String id, String condition) {
        return Rule.builder(id).when("c", condition).suggest("Do " + id);
    }

    private static List<String> fired(Evaluation evaluation) {
        return evaluation.suggestions().stream().map(Suggestion::action).toList();
    }

    @Test
    void suggestionsComeBySalienceThenById() {
        RuleEngine engine = RuleEngine.of(List.of(
                rule("b", "n == 3").salience(5).build(),
                rule("a", "n == 3").salience(5).build(),
                rule("no", "n == 4").salience(99).build(),
                rule("low", "n > 0").build(),
                rule("high", "n < 9").salience(80).build()));
        assertThat(fired(engine.evaluate("p", FACTS))).containsExactly("Do high", "Do a", "Do b", "Do low");
        assertThat(engine.evaluate("p", FACTS).suggestions(2)).hasSize(2);
    }

    @Test
    void rulesFireOnlyInTheirPhases() {
        RuleEngine engine = RuleEngine.of(List.of(
                rule("prepare", "true").phase("prepare").build(),
                rule("both", "true").phase("prepare").phase("ship").build(),
                rule("all", "true").build()));
        assertThat(fired(engine.evaluate("prepare", FACTS))).containsExactly("Do all", "Do both", "Do prepare");
        assertThat(fired(engine.evaluate("ship", FACTS))).containsExactly("Do all", "Do both");
        assertThat(fired(engine.evaluate("a phase nobody names", FACTS))).containsExactly("Do all");
    }

    @Test
    void aForEachRuleSuggestsOncePerElementWithParametersOfItsOwn() {
        Rule rule = Rule.builder("fix")
                .forEach("report", "reports")
                .when("failed", "report.failures > 0")
                .suggest("Fix ${report.name}")
                .tool("open")
                .param("path", "${report.path}")
                .param("count", "${report.failures}")
                .param("all", List.of("${report.name}", Map.of("n", "${n}"), 7))
                .because("${report.failures} failed in ${report.path}.")
                .build();
        List<Suggestion> suggestions =
                RuleEngine.of(List.of(rule)).evaluate("p", FACTS).suggestions();
        assertThat(suggestions).extracting(Suggestion::action).containsExactly("Fix one", "Fix three");
        Suggestion first = suggestions.get(0);
        assertThat(first.tool()).hasValue("open");
        assertThat(first.params())
                .isEqualTo(Map.of("path", "r/one.xml", "count", 2L, "all", List.of("one", Map.of("n", 3L), 7L)));
        assertThat(first.because()).isEqualTo("2 failed in r/one.xml.");
        assertThat(first.binding().keySet()).isEqualTo(Set.of("report"));
    }

    @Test
    void aForEachRuleGoesOverTheKeysOfAMap() {
        RuleEngine engine = RuleEngine.of(List.of(Rule.builder("keys")
                .forEach("k", "{'x': 1, 'y': 2}")
                .suggest("${k}")
                .build()));
        assertThat(fired(engine.evaluate("p", FACTS))).containsExactly("x", "y");
    }

    @Test
    void aConditionThatThrowsIsAFindingAndNeverSilentlyFalse() {
        RuleEngine engine = RuleEngine.of(List.of(
                rule("missing", "nowhere.at.all > 3").build(),
                Rule.builder("lambda")
                        .when("boom", facts -> {
                            throw new IllegalStateException("the disk is gone");
                        })
                        .suggest("s")
                        .build(),
                Rule.builder("deep")
                        .when("endless", RuleEngineTest::endless)
                        .suggest("s")
                        .build(),
                Rule.builder("text").when("no-bool", "dyn(n)").suggest("s").build(),
                rule("fine", "n == 3").build()));
        Evaluation evaluation = engine.evaluate("p", FACTS);
        assertThat(fired(evaluation)).containsExactly("Do fine");
        assertThat(evaluation.findings())
                .extracting(finding -> finding.code() + " " + finding.rule() + "/" + finding.part())
                .containsExactly(
                        "E_RULE_CONDITION deep/endless",
                        "E_RULE_CONDITION lambda/boom",
                        "E_RULE_VALUE missing/c",
                        "E_RULE_VALUE text/no-bool");
        assertThat(evaluation.findings().get(1).message())
                .isEqualTo("it threw IllegalStateException: \"the disk is gone\", so it is not decided");
        assertThat(evaluation.explain("lambda").verdict()).isEqualTo(Explanation.Verdict.UNDECIDED);
        assertThat(evaluation.findings())
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("\n"));
    }

    private static boolean endless(Facts facts) {
        return facts.integer("n") > 0 && endless(facts.with(new Fact("n", facts.integer("n") + 1, "")));
    }

    @Test
    void factsThatThrowAreAFindingToo() {
        Facts broken = root -> {
            throw new java.io.UncheckedIOException(new java.io.IOException("no disk"));
        };
        Evaluation evaluation =
                RuleEngine.of(List.of(rule("r", "n == 3").build())).evaluate("p", broken);
        assertThat(evaluation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("E_RULE_CONDITION");
            assertThat(finding.message()).contains("the facts threw UncheckedIOException");
        });
        assertThat(evaluation.explain("r").verdict()).isEqualTo(Explanation.Verdict.UNDECIDED);
    }

    @Test
    void aGuardKeepsALaterConditionFromBeingEvaluated() {
        Rule rule = Rule.builder("r")
                .when("guard", "has(m.x)")
                .when("then", "m.x.y > 1")
                .suggest("s")
                .build();
        Evaluation evaluation = RuleEngine.of(List.of(rule)).evaluate("p", Facts.of(Map.of("m", Map.of())));
        assertThat(evaluation.findings()).isEmpty();
        assertThat(evaluation.suggestions()).isEmpty();
    }

    @Test
    void aSuggestionThatCannotBeWrittenIsAFinding() {
        Rule rule = rule("r", "n == 3").tool("t").param("p", "${n / 0}").build();
        Evaluation evaluation = RuleEngine.of(List.of(rule)).evaluate("p", FACTS);
        assertThat(evaluation.suggestions()).isEmpty();
        assertThat(evaluation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.part()).isEqualTo("suggest/params/p");
            assertThat(finding.message())
                    .contains("it fires, but its suggestion cannot be written", "division by zero");
        });
    }

    @Test
    void aLambdaThatReadsMoreThanItSaysIsAFinding() {
        Rule honest = Rule.builder("honest")
                .when("c", facts -> facts.integer("n") == 3, "n")
                .suggest("s")
                .build();
        Rule liar = Rule.builder("liar")
                .when("c", facts -> facts.at("reports") != null, "n")
                .suggest("s")
                .build();
        Evaluation evaluation = RuleEngine.of(List.of(honest, liar)).evaluate("p", FACTS);
        assertThat(evaluation.suggestions()).extracting(Suggestion::rule).containsExactly("honest");
        assertThat(evaluation.findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.message()).contains("it reads reports but says that it reads n"));
    }

    @Test
    void findingsOfAForEachRuleAreCountedNotPiledUp() {
        Facts facts = Facts.of(Map.of("l", LongStream.range(0, 100).boxed().toList()));
        Rule rule = Rule.builder("r")
                .forEach("x", "l")
                .when("c", "x / 0 == 1")
                .suggest("s")
                .build();
        List<Finding> findings =
                RuleEngine.of(List.of(rule)).evaluate("p", facts).findings();
        assertThat(findings).hasSize(Limits.FINDINGS_PER_RULE + 1);
        assertThat(findings.get(Limits.FINDINGS_PER_RULE).message())
                .isEqualTo("80 more findings like these were left out");
    }

    @Test
    void moreElementsThanTheLimitAreAFinding() {
        Facts facts = Facts.of(Map.of("l", Collections.nCopies(Limits.BINDINGS + 5, 1L)));
        Rule rule = Rule.builder("r")
                .forEach("x", "l")
                .when("c", "x == 1")
                .suggest("s")
                .build();
        Evaluation evaluation = RuleEngine.of(List.of(rule)).evaluate("p", facts);
        assertThat(evaluation.suggestions()).hasSize(Limits.BINDINGS);
        assertThat(evaluation.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("E_RULE_BINDINGS");
            assertThat(finding.message()).contains("10005 elements, of which the first 10000");
        });
    }

    @Test
    void aPassIsBoundedAndSaysWhatItDidNotDecide() {
        Facts facts = Facts.of(Map.of("l", LongStream.range(0, 1_200).boxed().toList(), "n", 3L));
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rules.add(rule("slow" + i, "l.all(x, l.exists(y, y == 1199 - x))").build());
        }
        rules.add(rule("z-last", "n == 3").build());
        Evaluation evaluation = RuleEngine.of(rules).evaluate("p", facts);
        assertThat(evaluation.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.code()).isEqualTo("E_RULE_COST"));
        assertThat(evaluation.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("not decided: the rules before it"));
        Facts less = facts.with(new Fact("l", List.of(), ""));
        assertThat(evaluation.changed(less, Set.of("l")).findings()).isEmpty();
    }

    @Test
    void anUnknownRuleIsNamedWithTheNearestKnownOne() {
        RuleEngine engine = RuleEngine.of(
                List.of(rule("run-tests", "true").build(), rule("ship", "true").build()));
        Evaluation evaluation = engine.evaluate("p", FACTS);
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> evaluation.explain("run-test"))
                .withMessage("there is no rule \"run-test\"; did you mean \"run-tests\"?");
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> evaluation.explain("quite different"))
                .withMessage("there is no rule \"quite different\"; known: run-tests, ship")
                .satisfies(e -> assertThat(e.code()).isEqualTo("E_RULE_UNKNOWN"));
    }

    @Test
    void oneEngineServesManyThreads() throws Exception {
        RuleEngine engine = RuleEngine.of(List.of(
                Rule.builder("fix")
                        .forEach("r", "reports")
                        .when("f", "r.failures > 0")
                        .suggest("${r.name}")
                        .build(),
                rule("phase", "n == 3").phase("q").build()));
        List<String> expected = fired(engine.evaluate("q", FACTS));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = Collections.nCopies(200, () -> {
                Evaluation evaluation = engine.evaluate("q", FACTS);
                return fired(evaluation).equals(expected)
                        && fired(evaluation.changed(FACTS, Set.of("n"))).equals(expected);
            });
            for (var answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
