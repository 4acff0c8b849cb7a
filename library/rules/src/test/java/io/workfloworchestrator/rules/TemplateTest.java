package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Facts FACTS =
            Facts.of(Map.of("name", "a", "n", 3L, "l", List.of("x", 1L), "m", Map.of("k", "v")));

    private static String render(String text) {
        return Template.compile(text, Types.open()).render(FACTS);
    }

    @Test
    void expressionsAreReplacedByTheirValues() {
        assertThat(render("Fix ${name}: ${n + 1} of ${size(l)}, ${l}, ${m.k}")).isEqualTo("Fix a: 4 of 2, x, 1, v");
    }

    @Test
    void bracesAndQuotesInsideAnExpressionDoNotEndIt() {
        assertThat(render("${{'a': '}'}.a}${'${'}")).isEqualTo("}${");
    }

    @Test
    void aTextOfOneExpressionKeepsTheTypeOfItsValue() {
        assertThat(Template.compile("${n}", Types.open()).value(FACTS)).isEqualTo(3L);
        assertThat(Template.compile("${{'a': '}'}}", Types.open()).value(FACTS)).isEqualTo(Map.of("a", "}"));
        assertThat(Template.compile("${n} of ${n}", Types.open()).value(FACTS)).isEqualTo("3 of 3");
    }

    @Test
    void twoDollarsStandForOne() {
        assertThat(render("cost $5, $${name}")).isEqualTo("cost $5, ${name}");
    }

    @Test
    void problemsHaveTheirPlaceInTheWholeText() {
        ExpressionException e = catchThrowableOfType(
                ExpressionException.class,
                () -> Template.compile(
                        "Write\n${nam} or ${n +}", Types.of(Map.of("name", Type.STRING, "n", Type.INT))));
        assertThat(e.problems())
                .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
                .containsExactly(
                        "2:3 nothing is named \"nam\" here; did you mean \"name\"?",
                        "2:16 expected a value, found the end");
    }

    @Test
    void anExpressionThatIsNeverClosedIsAnError() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> render("a ${name"))
                .withMessageContaining("this ${ is never closed");
        assertThatExceptionOfType(ExpressionException.class).isThrownBy(() -> render("a ${'name}"));
    }

    @Test
    void textsAreBoundedBeforeAndAfterRendering() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> render("x".repeat(Limits.TEMPLATE_LENGTH + 1)))
                .withMessageContaining("longer than the limit");
        Facts large = Facts.of(Map.of("s", "y".repeat(40_000)));
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Template.compile("${s}${s}", Types.open()).render(large))
                .withMessageContaining("grows beyond");
    }

    @Test
    void readsAreThoseOfAllItsExpressions() {
        assertThat(Template.compile("${a.b} and ${c}", Types.open()).reads()).containsExactly("a.b", "c");
    }
}
