package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void pointersLeadToValuesWithTheirLines() throws JsonText.Bad {
        String text = "{\"a\": [1, {\"b/c\": \"x\\u00e4\\n\", \"~\": null}],\n \"\": true, \"n\": -1.5e2}";

        assertThat(JsonText.read(text, "/a/0")).isEqualTo(new JsonText.Found(true, 1L, 1));
        assertThat(JsonText.read(text, "/a/1/b~1c").value()).isEqualTo("x\u00e4");
        assertThat(JsonText.read(text, "/a/1/~0")).isEqualTo(new JsonText.Found(true, null, 1));
        assertThat(JsonText.read(text, "/")).isEqualTo(new JsonText.Found(true, true, 2));
        assertThat(JsonText.read(text, "/n").value()).isEqualTo(-150.0);
        assertThat(JsonText.read(text, "/a/2").present()).isFalse();
        assertThat(JsonText.read(text, "/n/x").present()).isFalse();
        assertThat(JsonText.read("[]", "").value()).isEqualTo(List.of());
        assertThat(JsonText.read(" {\"a\": {}} ", "").value()).isEqualTo(Map.of("a", Map.of()));
        assertThat(JsonText.read("123456789012345678901234567890", "").value()).isEqualTo(1.2345678901234568E29);
    }

    @Test
    void whatIsNotStrictlyJsonIsRefusedWithItsPlace() {
        Map<String, String> bad = Map.ofEntries(
                Map.entry("", "E_JSON_SYNTAX"),
                Map.entry("{\"a\":[1,2", "E_JSON_SYNTAX"),
                Map.entry("{}{}", "E_JSON_TRAILING"),
                Map.entry("{} x", "E_JSON_TRAILING"),
                Map.entry("{\"a\":1,\"a\":2}", "E_JSON_DUPLICATE_KEY"),
                Map.entry("[".repeat(100_000), "E_JSON_DEPTH"),
                Map.entry("{\"a\":".repeat(5_000), "E_JSON_DEPTH"),
                Map.entry("9".repeat(10_000), "E_JSON_NUMBER"),
                Map.entry("1e1000000000", "E_JSON_NUMBER"),
                Map.entry("NaN", "E_JSON_SYNTAX"),
                Map.entry("'a'", "E_JSON_SYNTAX"),
                Map.entry("/*c*/1", "E_JSON_SYNTAX"),
                Map.entry("01", "E_JSON_SYNTAX"),
                Map.entry("1.", "E_JSON_SYNTAX"),
                Map.entry("[1,]", "E_JSON_SYNTAX"),
                Map.entry("{\"a\" 1}", "E_JSON_SYNTAX"),
                Map.entry("\"\\ud800\"", "E_JSON_TEXT"),
                Map.entry("\"\\u0000\"", "E_JSON_TEXT"),
                Map.entry("\"\\x\"", "E_JSON_SYNTAX"),
                Map.entry("\"\\u00g0\"", "E_JSON_SYNTAX"),
                Map.entry("\"a\nb\"", "E_JSON_SYNTAX"),
                Map.entry("{\"" + "n".repeat(300) + "\":1}", "E_JSON_NAME"));
        bad.forEach((text, code) -> assertThatThrownBy(() -> JsonText.read(text, ""))
                .as(text.substring(0, Math.min(20, text.length())))
                .isInstanceOfSatisfying(
                        JsonText.Bad.class, e -> assertThat(e.code()).isEqualTo(code)));
        assertThatThrownBy(() -> JsonText.read("{\n \"a\": 1,\n  x}", ""))
                .hasMessage("line 3, column 3: a name in quotes is expected");
    }

    @Test
    void everyPrefixOfAnObjectIsRefused() {
        String whole = "{\"a\": [1, \"x\\n\", {\"b\": null}], \"c\": -1.5}";
        int[] lengths = new int[whole.length()];
        Arrays.setAll(lengths, i -> i);
        for (int length : lengths) {
            assertThatThrownBy(() -> JsonText.read(whole.substring(0, length), ""))
                    .as(whole.substring(0, length))
                    .isInstanceOf(JsonText.Bad.class);
        }
    }
}
