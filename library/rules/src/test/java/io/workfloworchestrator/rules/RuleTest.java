package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final Types TYPES = Types.of(Map.of(
            "reports",
            Type.STRING,
            "facts",
            Type.struct(
                    "facts",
                    Map.of(
                            "entries",
                            Type.list(Type.struct("report", Map.of("name", Type.STRING, "failures", Type.INT)))))));

    @Test
    void allProblemsOfARuleAreReportedAtOnceEachWithItsPart() {
        RuleException e = catchThrowableOfType(
                RuleException.class,
                () -> Rule.builder("fix")
                        .when("failed", "report.failure > 0", "See ${reprots}.")
                        .when("named", "report.name > 1")
                        .forEach("report", "facts.entries")
                        .suggest("Fix ${report.nam}")
                        .tool("open")
                        .param("path", List.of("${reports}/${report.name}", Map.of("deep", "${nowhere}")))
                        .because("${1 +}")
                        .build(TYPES));
        assertThat(e.problems())
                .extracting(problem -> problem.where() + " " + problem.column() + " " + problem.message())
                .containsExactly(
                        "when/failed 8 report has no field \"failure\"; did you mean \"failures\"?",
                        "when/named 1 string and int have no order, so no >",
                        "suggest/action 14 report has no field \"nam\"; did you mean \"name\"?",
                        "suggest/params/path/1/deep 3 nothing is named \"nowhere\" here; known: facts, report, reports",
                        "suggest/because 6 expected a value, found the end");
        assertThat(e).hasMessageStartingWith("rule \"fix\" has 5 problems:\n  when/failed, line 1, column 8: ");
        assertThat(e.code()).isEqualTo("E_RULE_EXPR");
    }

    @Test
    void theVariableOfAForEachRuleIsTypedByItsList() {
        RuleException e = catchThrowableOfType(
                RuleException.class,
                () -> Rule.builder("r").forEach("x", "reports").suggest("s").build(TYPES));
        assertThat(e).hasMessageContaining("for-each goes over a list or a map, but this is string");
    }

    @Test
    void whatIsMissingOrDoubtfulIsRefusedByName() {
        assertRefused(
                "E_RULE_ID", "is empty", Rule.builder(" ").when("a", "true").suggest("s"));
        assertRefused(
                "E_RULE_ID",
                "longer than",
                Rule.builder("x".repeat(200)).when("a", "true").suggest("s"));
        assertRefused(
                "E_RULE_ID",
                "control character",
                Rule.builder("a\nb").when("a", "true").suggest("s"));
        assertRefused("E_RULE_FIELD", "suggests nothing", Rule.builder("r").when("a", "true"));
        assertRefused("E_RULE_FIELD", "has no conditions", Rule.builder("r").suggest("s"));
        assertRefused(
                "E_RULE_FIELD",
                "parameters but no tool",
                Rule.builder("r").when("a", "true").suggest("s").param("p", 1));
        assertRefused(
                "E_RULE_FIELD",
                "wants a name",
                Rule.builder("r").forEach("a b", "[1]").suggest("s"));
        assertRefused(
                "E_RULE_FIELD",
                "not a plain value",
                Rule.builder("r").when("a", "true").suggest("s").tool("t").param("p", java.nio.file.Path.of("x")));
        assertRefused(
                "E_RULE_ID",
                "two conditions \"a\"",
                Rule.builder("r").when("a", "true").when("a", "false").suggest("s"));
        assertRefused(
                "E_RULE_EXPR",
                "must be true or false",
                Rule.builder("r").when("a", "1 + 1").suggest("s"));
    }

    private static void assertRefused(String code, String words, RuleBuilder builder) {
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(builder::build)
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void readsAreThoseOfConditionsAndTextsWithoutTheVariable() {
        Rule rule = Rule.builder("r")
                .forEach("x", "a.list.filter(e, e.size > b.least)")
                .when("c", "x.y > c.d")
                .suggest("${x.z} ${e.f}")
                .tool("t")
                .param("p", "${g}")
                .build();
        assertThat(rule.reads()).containsExactly("a.list", "b.least", "c.d", "e.f", "g");
    }
}
