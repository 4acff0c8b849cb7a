package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static final Facts FACTS = TestFacts.of(List.of(
            new Fact("phase", "prepare", "state release/r1@41 /phase"),
            new Fact("notes", "docs/notes.md", ""),
            new Fact("facts.notes.exists", true, "docs/notes.md"),
            new Fact("facts.notes.size", 12L, "docs/notes.md:1"),
            new Fact(
                    "facts.reports",
                    List.of(Map.of("name", "a", "failures", 2L), Map.of("name", "b", "failures", 0L)),
                    "target/reports")));

    private static Reason reason(String text) {
        return Condition.of("c", text, Types.open()).check(FACTS);
    }

    @Test
    void yesNamesTheFactsAndTheirSources() {
        Rule rule = Rule.builder("ship")
                .when("written", "facts.notes.exists && facts.notes.size > 10")
                .when("here", "phase == 'prepare'")
                .suggest("Ship it")
                .build();
        Explanation explanation =
                RuleEngine.of(List.of(rule)).evaluate("p", FACTS).explain("ship");
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.SUGGESTED);
        assertThat(explanation.failing()).isEmpty();
        assertThat(explanation.missing()).isEmpty();
        assertThat(explanation).hasToString("""
                ship: suggested: Ship it
                  yes  written: facts.notes.exists && facts.notes.size > 10
                         facts.notes.exists = true (docs/notes.md)
                         facts.notes.size = 12 (docs/notes.md:1)
                  yes  here: phase == 'prepare'
                         phase = "prepare" (state release/r1@41 /phase)
                """);
    }

    @Test
    void aRuleWhoseSuggestionCannotBeWrittenIsNotSuggested() {
        Rule rule = Rule.builder("ship")
                .when("written", "facts.notes.exists")
                .suggest("Ship it")
                .because("There are ${facts.notes.pages} pages.")
                .build();
        Evaluation evaluation = RuleEngine.of(List.of(rule)).evaluate("p", FACTS);
        assertThat(evaluation.suggestions()).isEmpty();
        Explanation explanation = evaluation.explain("ship");
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.UNDECIDED);
        assertThat(explanation.summary()).isEqualTo("not suggested: it fires, but its suggestion cannot be written");
        assertThat(explanation.missing())
                .singleElement()
                .asString()
                .startsWith("suggest/because: ")
                .contains("pages");
    }

    @Test
    void noNamesTheFailingConditionsAndWhatToDo() {
        Rule rule = Rule.builder("ship")
                .when("exists", "facts.notes.exists")
                .when("long", "facts.notes.size > 200", "Write at least a paragraph into ${notes}.")
                .suggest("Ship it")
                .build();
        Explanation explanation =
                RuleEngine.of(List.of(rule)).evaluate("p", FACTS).explain("ship");
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.NOT_SUGGESTED);
        assertThat(explanation.failing()).extracting(Reason::condition).containsExactly("long");
        assertThat(explanation.failing().get(0).message()).isEqualTo("Write at least a paragraph into docs/notes.md.");
        assertThat(explanation.missing())
                .containsExactly("facts.notes.size must be greater than 200; it is 12 (docs/notes.md:1)");
        assertThat(explanation.summary()).isEqualTo("not suggested: long does not hold");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "facts.notes.size > 200 || phase == 'ship' && !facts.notes.exists ~ facts.notes.size must be greater than 200; it is 12 (docs/notes.md:1)",
                "200 < facts.notes.size ~ facts.notes.size must be greater than 200; it is 12 (docs/notes.md:1)",
                "!(facts.notes.size < 20) ~ facts.notes.size must be at least 20; it is 12 (docs/notes.md:1)",
                "!facts.notes.exists ~ facts.notes.exists must be false (docs/notes.md)",
                "has(facts.other) ~ facts.other must be there",
                "phase in ['ship'] ~ phase must be in ['ship']; it is \"prepare\" (state release/r1@41 /phase)",
                "phase != 'prepare' ~ phase must not be 'prepare'; it is \"prepare\" (state release/r1@41 /phase)",
                "size(facts.reports) == facts.notes.size ~ size(facts.reports) must be facts.notes.size, which is 12 (docs/notes.md:1); it is 2",
                "facts.reports.all(r, r.failures == 0) ~ facts.reports[0].failures must be 0; it is 2 (target/reports)",
                "[phase, notes].all(f, f in ['prepare']) ~ ['prepare'] must contain \"docs/notes.md\"; it is [\"prepare\"]",
                "has(facts.other) && facts.other.size > 3 ~ facts.other must be there",
                "facts.reports.exists(r, r.failures > 5) ~ one r of facts.reports must have r.failures > 5; it has 2",
                "phase == 'ship' ? true : phase == 'x' ~ phase must be 'ship'; it is \"prepare\" (state release/r1@41 /phase)",
            })
    void missingIsTheSmallestSetOfThingsThatWouldHaveToBecomeTrue(String text, String missing) {
        Reason reason = reason(text);
        assertThat(reason.outcome()).isEqualTo(Reason.Outcome.FAILS);
        if (text.startsWith("phase == 'ship' ?")) {
            assertThat(reason.missing()).hasSize(1);
        } else {
            assertThat(reason.missing()).containsExactly(missing);
        }
    }

    @Test
    void aLongListIsCutBetweenItsElements() {
        assertThat(new Fact("f", List.of("01-planning", "02-goals-and-roadmap", "03-resources", "04-product"), ""))
                .hasToString("f = [\"01-planning\", \"02-goals-and-roadmap\" and 2 more]");
        assertThat(new Fact("f", List.of("x".repeat(100), "y"), "")).hasToString("f = a list of 2");
    }

    @Test
    void allSidesOfAnAndThatFailAreMissing() {
        assertThat(reason("facts.notes.size > 200 && phase == 'ship' && facts.notes.exists")
                        .missing())
                .containsExactly(
                        "facts.notes.size must be greater than 200; it is 12 (docs/notes.md:1)",
                        "phase must be 'ship'; it is \"prepare\" (state release/r1@41 /phase)");
    }

    @Test
    void factsAreNamedDownToTheElement() {
        assertThat(reason("facts.reports.all(r, r.failures == 0)").facts())
                .extracting(Fact::path)
                .containsExactly("facts.reports", "facts.reports[0].failures");
        assertThat(reason("facts.reports[size(facts.reports) - 1].failures == 0")
                        .facts())
                .extracting(Fact::path)
                .containsExactly("facts.reports[1].failures", "facts.reports");
    }

    @Test
    void anErrorIsExplainedWithItsPlace() {
        Reason reason = reason("facts.notes.sise > 3");
        assertThat(reason.outcome()).isEqualTo(Reason.Outcome.ERROR);
        assertThat(reason.message()).contains("line 1, column 13: there is no \"sise\"; did you mean \"size\"?");
        assertThat(reason.sentence()).isEqualTo("there is no \"sise\"; did you mean \"size\"?");
        assertThat(reason.facts()).extracting(Fact::path).containsExactly("facts.notes");
    }

    @Test
    void whatALambdaReadIsShownToo() {
        Condition condition = Condition.of("long", facts -> facts.integer("facts.notes.size") > 200)
                .otherwise("Write more.", Types.open());
        Reason reason = condition.check(FACTS);
        assertThat(reason.outcome()).isEqualTo(Reason.Outcome.FAILS);
        assertThat(reason.message()).isEqualTo("Write more.");
        assertThat(reason.facts()).containsExactly(new Fact("facts.notes.size", 12L, "docs/notes.md:1"));
    }

    @Test
    void anotherPhaseIsTheReasonAndTheConditionsAreExplainedAllTheSame() {
        Rule rule = Rule.builder("r")
                .phase("ship")
                .when("c", "facts.notes.exists")
                .suggest("s")
                .build();
        Explanation explanation =
                RuleEngine.of(List.of(rule)).evaluate("prepare", FACTS).explain("r");
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.OTHER_PHASE);
        assertThat(explanation.summary()).isEqualTo("not suggested: it is for phase ship, and this is phase prepare");
        assertThat(explanation.cases().get(0).holds()).isTrue();
        assertThat(explanation.missing()).containsExactly("the phase must be ship; it is prepare");
    }

    @Test
    void everyBindingOfAForEachRuleIsExplainedTheNearestFirst() {
        Rule rule = Rule.builder("fix")
                .forEach("report", "facts.reports")
                .when("failed", "report.failures > 5")
                .when("named", "report.name == 'b'")
                .suggest("Fix ${report.name}")
                .build();
        Explanation explanation =
                RuleEngine.of(List.of(rule)).evaluate("p", FACTS).explain("fix");
        assertThat(explanation.cases()).extracting(one -> one.failing().size()).containsExactly(1, 2);
        assertThat(explanation.missing())
                .containsExactly("report.failures must be greater than 5; it is 0 (target/reports)");
    }

    @Test
    void manyBindingsAreBoundedAndCounted() {
        Facts facts = Facts.of(Map.of("l", LongStream.range(0, 1_000).boxed().toList()));
        Rule rule = Rule.builder("r")
                .forEach("x", "l")
                .when("c", "x == 700")
                .suggest("${x}")
                .build();
        Explanation explanation =
                RuleEngine.of(List.of(rule)).evaluate("p", facts).explain("r");
        assertThat(explanation.cases()).hasSize(Limits.EXPLAINED_BINDINGS);
        assertThat(explanation.omitted()).isEqualTo(980);
        assertThat(explanation.cases().get(0).binding().get("x")).isEqualTo(700L);
        assertThat(explanation.toString()).endsWith("  and 980 more\n").contains("suggested: 700");
    }

    @Test
    void nothingToGoOverIsAReason() {
        Rule rule = Rule.builder("r")
                .forEach("x", "facts.reports.filter(e, e.failures > 9)")
                .suggest("s")
                .build();
        Explanation explanation =
                RuleEngine.of(List.of(rule)).evaluate("p", FACTS).explain("r");
        assertThat(explanation.verdict()).isEqualTo(Explanation.Verdict.NOT_SUGGESTED);
        assertThat(explanation.missing())
                .containsExactly("there must be something in facts.reports.filter(e, e.failures > 9)");
    }
}
