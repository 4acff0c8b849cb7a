package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {
    private final UriTemplate state = new UriTemplate("workflow://state/{type}/{id}");
    private final UriTemplate document = new UriTemplate("workflow://document/{+path}");

    @Test
    void everyVariableStandsForOneSegment() {
        assertThat(state.getVariableNames()).containsExactly("type", "id");
        assertThat(state.extractVariableValues("workflow://state/goal/G-07"))
                .isEqualTo(Map.of("type", "goal", "id", "G-07"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workflow://state/goal",
                "workflow://state/goal/",
                "workflow://state//G-07",
                "workflow://state/goal/G-07/more",
                "x-workflow://state/goal/G-07",
                "workflow:__state/goal/G-07",
                ""
            })
    void whatHasOtherSegmentsDoesNotMatchAndHasNoValues(String uri) {
        assertThat(state.matches(uri)).isFalse();
        assertThat(state.extractVariableValues(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.md, a.md",
        "a/b/c.md, a/b/c.md",
        "CONSTITUTION%20%C3%BCnd%20so.md, CONSTITUTION ünd so.md",
        "a+b.md, a+b.md",
        "100%.md, 100%.md",
        "a%2Fb.md, a/b.md",
        "a%252Fb.md, a%2Fb.md",
        "../b.md, ../b.md"
    })
    void aRestIsTakenWithItsSlashesAndDecodedOnce(String written, String path) {
        assertThat(document.extractVariableValues("workflow://document/" + written))
                .isEqualTo(Map.of("path", path));
    }

    @Test
    void whatIsNoVariableIsTakenAsItStands() {
        UriTemplate odd = new UriTemplate("test://a.b(c)/{1x}/{name}");
        assertThat(odd.getVariableNames()).containsExactly("name");
        assertThat(odd.matches("test://a.b(c)/{1x}/n")).isTrue();
        assertThat(odd.matches("test://axb(c)/{1x}/n")).isFalse();
    }

    @Test
    void withoutVariablesOnlyTheSameTextMatches() {
        UriTemplate status = new UriTemplate("workflow://status");
        assertThat(status.isUriTemplate("workflow://status")).isFalse();
        assertThat(status.matches("workflow://status")).isTrue();
        assertThat(status.matches("workflow://status/")).isFalse();
    }
}
