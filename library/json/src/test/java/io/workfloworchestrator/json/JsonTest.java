package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final long SEED = 20_261_124L;

    @Test
    void randomValuesSurviveTextAndBack() {
        RandomJson random = new RandomJson(SEED);
        for (int i = 0; i < 3_000; i++) {
            Json value = random.value(5);
            assertThat(Json.parse(value.toString()))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(value);
            assertThat(Json.parse(value.toPrettyText().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(value)
                    .hasSameHashCodeAs(value);
        }
    }

    @Test
    void theKnownExtentIsThatOfTheText() {
        RandomJson random = new RandomJson(SEED + 1);
        for (int i = 0; i < 2_000; i++) {
            Json value = random.object(4);
            for (int edits = 0; edits < 6; edits++) {
                value = random.edit(value);
                Json again = Json.parse(value.toString());
                assertThat(JsonText.extent(value))
                        .as("seed %d, round %d: %s", SEED + 1, i, value)
                        .isEqualTo(JsonText.extent(again));
                assertThat(JsonText.extent(value).bytes())
                        .isEqualTo(value.toString().getBytes(StandardCharsets.UTF_8).length);
            }
        }
    }

    @Test
    void equalObjectsHaveEqualTextWhateverOrderTheyWereWrittenIn() {
        Json one = Json.parse("{\"b\":1,\"a\":{\"z\":[],\"y\":{}}}");
        Json other = Json.parse("{\"a\":{\"y\":{},\"z\":[]},\"b\":1}");

        assertThat(one).isEqualTo(other).hasToString("{\"a\":{\"y\":{},\"z\":[]},\"b\":1}");
        assertThat(one.toPrettyText()).isEqualTo("{\n  \"a\": {\n    \"y\": {},\n    \"z\": []\n  },\n  \"b\": 1\n}\n");
    }

    @Test
    void aChangedCopySharesWhatDidNotChange() {
        Json.Obj before = Json.parse("{\"a\":{\"x\":1},\"b\":{\"y\":2}}").asObject();

        Json.Obj after = before.withAt(List.of("b", "y"), Json.of(3)).withAt(List.of("c", "d"), Json.of("new"));

        assertThat(after.get("a")).isSameAs(before.get("a"));
        assertThat(after).hasToString("{\"a\":{\"x\":1},\"b\":{\"y\":3},\"c\":{\"d\":\"new\"}}");
        assertThat(before).hasToString("{\"a\":{\"x\":1},\"b\":{\"y\":2}}");
        assertThat(after.without("b").without("c").without("none").without("a")).isEqualTo(Json.Obj.EMPTY);
    }

    @Test
    void textsNumbersAndTruthsAreSetAsTheyAre() {
        Json.Obj set = Json.Obj.EMPTY
                .with("text", "a")
                .with("whole", 7)
                .with("half", 0.5)
                .with("true", true)
                .with("there", Optional.of("b"))
                .with("missing", Optional.empty());
        assertThat(set.toString()).isEqualTo("{\"half\":0.5,\"text\":\"a\",\"there\":\"b\",\"true\":true,\"whole\":7}");
    }

    @Test
    void aPathLeadsThroughObjectsAndArrays() {
        Json value = Json.parse("{\"goals\":[{\"id\":\"G-1\"}],\"1\":true}");

        assertThat(value.at("goals", "0", "id").flatMap(Json::asText)).contains("G-1");
        assertThat(value.at("goals", "1")).isEmpty();
        assertThat(value.at("goals", "x")).isEmpty();
        assertThat(value.at("goals", "99999999999")).isEmpty();
        assertThat(value.at("1")).contains(Json.of(true));
        assertThat(value.at()).contains(value);
    }

    @Test
    void whatJsonCannotWriteIsRefused() {
        assertThatThrownBy(() -> Json.of(Double.NaN)).hasMessage("JSON has no number NaN.");
        assertThatThrownBy(() -> new Json.Num("1.")).hasMessage("'1.' is not a JSON number.");
        assertThatThrownBy(() -> new Json.Num("")).hasMessageContaining("is not a JSON number");
        assertThatThrownBy(() -> Json.of("\ud800"))
                .hasMessage("a string holds half a surrogate pair, which UTF-8 cannot write.");
        assertThatThrownBy(() -> Json.of("a\0"))
                .hasMessage("a string holds the character NUL, which databases refuse.");
        assertThatThrownBy(() -> Json.of("x".repeat((1 << 20) + 1)))
                .hasMessage("a string is longer than 1048576 characters.");
        assertThatThrownBy(() -> Json.object(Map.of("__proto__", Json.of(1))))
                .hasMessage("the name '__proto__' is reserved. Choose another.");
        assertThatThrownBy(() -> Json.Obj.EMPTY.with("n".repeat(257), Json.of(1)))
                .hasMessage("a name is longer than 256 characters.");
    }

    @Test
    void numbersKeepTheirDigitsAndKnowWhetherTheyAreWhole() {
        assertThat(new Json.Num("12").isInteger()).isTrue();
        assertThat(new Json.Num("1e2").isInteger()).isFalse();
        assertThat(new Json.Num("1.50").value()).isEqualByComparingTo("1.5");
        assertThat(Json.of(Long.MIN_VALUE)).hasToString("-9223372036854775808");
        assertThat(Json.of(0.1)).hasToString("0.1");
    }

    @Test
    void viewsOfTheWrongKindAreEmpty() {
        assertThat(Json.of(1).asList()).isEmpty();
        assertThat(Json.of(1).asObject()).isEqualTo(Json.Obj.EMPTY);
        assertThat(Json.of(1).asText()).isEmpty();
        assertThat(Json.strings(List.of("a", "b"))).hasToString("[\"a\",\"b\"]");
        assertThat(Json.Obj.EMPTY.text("a")).isEmpty();
    }

    @Test
    void anArrayIsACopy() {
        List<Json> elements = new java.util.ArrayList<>(List.of(Json.of(1)));
        Json.Arr array = Json.array(elements);
        elements.clear();

        assertThat(array.elements()).hasSize(1);
        assertThatThrownBy(() -> Json.array(Collections.singletonList(null))).isInstanceOf(NullPointerException.class);
    }
}
