package io.workfloworchestrator.projectmanagement.goals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goals are worth and cost, by their words and by what is given. */
class EvaluationTest {
    private static final GoalRules RULES = GoalRules.builtIn();

    private static Evaluation of(String text) {
        return Evaluation.of(RULES, text, Factors.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fix the urgent checkout error that loses orders of 1,200 customers, 2 hours             | Now     | High   | Low
            Migrate patient records to the new HIPAA system, integrate two clinics, 3 weeks         | Next    | High   | High
            Rename a cosmetic label, a quick tweak                                                  | Later   | Low    | Low
            Rebuild the optional statistics system with several complex charts, nice to have        | Someday | Low    | High
            Let shoppers sort the search results by price                                           | Next    | Medium | Medium
            """)
    void fiveWorkedExamplesComeOutAsDocumented(String text, String tier, String impact, String effort) {
        Evaluation evaluation = of(text);
        assertThat(evaluation.tier().word()).as(evaluation.toString()).isEqualTo(tier);
        assertThat(evaluation.impact().level().word()).isEqualTo(impact);
        assertThat(evaluation.effort().level().word()).isEqualTo(effort);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HIGH   | LOW    | Now
            HIGH   | MEDIUM | Now
            HIGH   | HIGH   | Next
            MEDIUM | LOW    | Next
            MEDIUM | MEDIUM | Next
            MEDIUM | HIGH   | Later
            LOW    | LOW    | Later
            LOW    | MEDIUM | Someday
            LOW    | HIGH   | Someday
            """)
    void theTableHasATierForEachImpactAndEffort(Level impact, Level effort, String tier) {
        assertThat(RULES.tier(impact, effort).word()).isEqualTo(tier);
    }

    @Test
    void wordsAreWholeWords() {
        // "shallow" holds "all", "prefix" holds "fix", "ecosystem" holds "system", "someone" holds "one".
        Evaluation evaluation = of("A shallow prefix for someone of the ecosystem");
        assertThat(evaluation.impact().reasoning()).isEqualTo("Nothing in the words says more or less than usual.");
        assertThat(evaluation.effort().reasoning()).isEqualTo("Nothing in the words says more or less than usual.");
        assertThat(of("Everyone needs it").impact().factors().find("people_affected"))
                .contains(Json.of(50));
    }

    @Test
    void aWordBehindANotSaysNothing() {
        assertThat(of("This is not urgent").impact().reasoning()).doesNotContain("urgent");
        assertThat(of("This is urgent").impact().reasoning()).contains("urgent");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50,000 patients wait | 50000
            3 developers need it | 3
            2k users a day       | 2000
            12 angry customers   | 12
            the whole team       | 10
            only one person      | 1
            in 3 days            | 5
            """)
    void peopleAreReadFromNumbersBeforeWordsForPeople(String text, int people) {
        assertThat(of(text).impact().factors().find("people_affected")).contains(Json.of(people));
    }

    @Test
    void eachScoreNamesTheWordsThatMadeIt() {
        Evaluation evaluation = of("Urgent: automate the billing of 300 customers, integrate the bank, 2 weeks");
        assertThat(evaluation.impact().reasoning()).contains("urgent", "automate", "300");
        assertThat(evaluation.effort().reasoning()).contains("integrate", "80 hours");
        assertThat(evaluation.impact().confidence()).isEqualTo(Level.HIGH);
    }

    @Test
    void whatIsGivenCountsInsteadOfWords() {
        Factors given = new Factors(
                Map.of(Factor.IMPACT, Level.LOW, Factor.PEOPLE, 7, Factor.DEPENDENCIES, 1, Factor.TIME, "3 weeks"));
        Evaluation evaluation = Evaluation.of(RULES, "A critical and simple fix for everyone", given);
        assertThat(evaluation.impact().level()).isEqualTo(Level.LOW);
        assertThat(evaluation.impact().reasoning()).startsWith("Given as Low.");
        assertThat(evaluation.impact().factors().find("people_affected")).contains(Json.of(7));
        assertThat(evaluation.effort().level()).isEqualTo(Level.HIGH);
        assertThat(evaluation.effort().factors().text("time_estimate")).contains("3 weeks");
        assertThat(evaluation.effort().reasoning()).contains("(given)");
        assertThat(evaluation.tier()).isEqualTo(Tier.SOMEDAY);
    }

    @Test
    void theOtherTiersSayWhatWouldHaveToBeOtherwise() {
        assertThat(of("Let shoppers sort the search results by price")
                        .tierJson(RULES)
                        .toString())
                .contains("\"Later\"", "If the effort were High.", "\"Now\"", "If the impact were High.");
    }

    @Test
    void mendingWithAClearScopeMayBeDoneAlone() {
        assertThat(Autonomy.of(RULES, "Fix the broken footer", true).level()).isEqualTo("autonomous");
        assertThat(Autonomy.of(RULES, "Fix the broken footer", false).level()).isEqualTo("assisted");
        assertThat(Autonomy.of(RULES, "Fix the password check", true).level()).isEqualTo("assisted");
        assertThat(Autonomy.of(RULES, "Create a patient portal", true).level()).isEqualTo("manual");
        assertThat(Autonomy.of(RULES, "Prefix the author's name", false).secret())
                .isFalse();
    }

    @Test
    void aProjectHasItsOwnWordsAndTable() {
        GoalRules own = RULES.with("goals.yaml", """
                impact: {severe: [stockout]}
                tiers: {medium: [Now, Later, Someday]}
                """.getBytes(UTF_8));
        assertThat(Evaluation.of(own, "A stockout each week", Factors.NONE)
                        .impact()
                        .level())
                .isEqualTo(Level.HIGH);
        assertThat(Evaluation.of(own, "An urgent thing", Factors.NONE).impact().level())
                .isEqualTo(Level.MEDIUM);
        assertThat(own.tier(Level.MEDIUM, Level.MEDIUM)).isEqualTo(Tier.LATER);
        assertThat(own.tier(Level.HIGH, Level.LOW)).isEqualTo(Tier.NOW);
    }

    @Test
    void aMistakeInAProjectsOwnRulesIsNamedWithItsPlace() {
        assertThatThrownBy(() -> RULES.with("goals.yaml", """
                impact:
                  sever: [stockout]
                tiers: {medium: [Now, Soon, Later]}
                """.getBytes(UTF_8)))
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessageContaining("goals.yaml:2")
                .hasMessageContaining("Did you mean impact.severe?")
                .hasMessageContaining("tiers.medium must name three of Now, Next, Later and Someday");
    }
}
