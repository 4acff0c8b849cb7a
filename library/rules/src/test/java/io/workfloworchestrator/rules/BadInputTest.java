package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of bad inputs, as far as it is about rules: groups Y (17 to 21) and R (1 to 6). Conditions lie in bad-inputs.tsv. */
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

    /** One entry that is a condition's text. */
    record Entry(String id, String text, String code, String why) {}

    static List<Entry> entries() throws IOException {
        try (InputStream in = Objects.requireNonNull(BadInputTest.class.getResourceAsStream("/bad-inputs.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Entry(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    @Timeout(5)
    void textsOfTheCatalogueAreRefusedBeforeTheyRun(Entry entry) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile(entry.text(), Types.open()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(entry.code()));
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() ->
                        Rule.builder("r").when("c", entry.text()).suggest("s").build())
                .withMessageStartingWith("rule \"r\" has ")
                .withMessageContaining("^");
    }
}
