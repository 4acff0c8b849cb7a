package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of bad inputs, as far as it is about rules: groups Y (17 to 21) and R (1 to 6). */
class BadInputTest {
    private static Rule rule(String id) {
        return Rule.builder(id).when("c", "n == 1").suggest("s").build();
    }

    @Test
    void y17TwoRulesWithOneId() {
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> RuleEngine.of(List.of(rule("a"), rule("a"))))
                .withMessage("two rules have the id \"a\"; rename one")
                .satisfies(e -> assertThat(e.code()).isEqualTo("E_RULE_ID"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${T(java.lang.Runtime).getRuntime().exec('x')}",
                "''.getClass().forName('java.lang.Runtime')",
                "System.exit(1)",
                "a = 1; while(true){}",
                "(() => 1)()",
            })
    void y19NoScript(String text) {
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> Rule.builder("r").when("c", text).suggest("s").build())
                .satisfies(e -> assertThat(e.code()).isEqualTo("E_RULE_EXPR"));
    }

    @Test
    void y20RulesCannotSetEachOffSoThereIsNoCycle() {
        Rule a = Rule.builder("a")
                .when("b", "fired.b")
                .suggest("a")
                .tool("set")
                .param("fired", "a")
                .build();
        Rule b = Rule.builder("b")
                .when("a", "fired.a")
                .suggest("b")
                .tool("set")
                .param("fired", "b")
                .build();
        Facts facts = Facts.of(Map.of("fired", Map.of("a", true, "b", false)));
        Evaluation evaluation = RuleEngine.of(List.of(a, b)).evaluate("p", facts);
        assertThat(evaluation.suggestions()).extracting(Suggestion::rule).containsExactly("b");
        assertThat(evaluation.changed(facts, Set.of("fired")).suggestions()).isEqualTo(evaluation.suggestions());
    }

    @Test
    void y21MoreRulesThanTheLimit() {
        List<Rule> rules = new ArrayList<>(java.util.Collections.nCopies(100_000, rule("a")));
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> RuleEngine.of(rules))
                .withMessageContaining("100000 rules are more than the limit of 20000")
                .satisfies(e -> assertThat(e.code()).isEqualTo("E_RULE_COUNT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.matches('(.*a){25}b')",
                "s.matches('^(a|aa)+$')",
                "matches(s, '(a|b)*c')",
                "s.matches('((((a?){10}){10}){10}){10}')",
                "s.matches('(?=a)')",
                "s.matches('[')",
            })
    void rRegularExpressionsAreRefusedBeforeTheyRun(String text) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile(text, Types.open()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("E_RULE_REGEX"));
    }
}
