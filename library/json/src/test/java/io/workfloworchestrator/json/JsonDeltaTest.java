package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDeltaTest {
    private static final long SEED = 4_242L;

    @Test
    void whatTurnsOneValueIntoAnotherDoesSoAfterBeingStored() {
        RandomJson random = new RandomJson(SEED);
        for (int i = 0; i < 5_000; i++) {
            Json before = random.value(5);
            Json after = i % 3 == 0 ? random.value(5) : random.edit(random.edit(before));
            Json delta = Json.parse(JsonDelta.between(before, after).toString());
            assertThat(JsonDelta.apply(Json.parse(before.toString()), delta))
                    .as("seed %d, round %d: %s", SEED, i, delta)
                    .isEqualTo(after);
        }
    }

    @Test
    void aSmallChangeOfALargeValueIsSmall() {
        Map<String, Json> goals = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            goals.put("G" + i, Json.parse("{\"title\":\"goal " + i + "\",\"done\":false}"));
        }
        Json.Obj before = Json.object(Map.of("goals", Json.object(goals)));

        Json after = before.withAt(List.of("goals", "G17", "done"), Json.of(true));

        assertThat(JsonDelta.between(before, after)).hasToString("[[\"s\",[\"goals\",\"G17\",\"done\"],true]]");
        assertThat(JsonDelta.between(before, before)).hasToString("[]");
    }

    @Test
    void theFormatIsSetRemoveAndReplaceElements() {
        assertThat(delta("{\"a\":1,\"b\":2}", "{\"a\":1}")).isEqualTo("[[\"r\",[\"b\"]]]");
        assertThat(delta("{\"l\":[1,2,3]}", "{\"l\":[1,9,8,3]}")).isEqualTo("[[\"a\",[\"l\"],1,1,[9,8]]]");
        assertThat(delta("{\"l\":[1,2,3]}", "{\"l\":[1,9,3]}")).isEqualTo("[[\"s\",[\"l\",1],9]]");
        assertThat(delta("1", "[]")).isEqualTo("[[\"s\",[],[]]]");
    }

    @Test
    void theDeltaOfTheDeepestValueCanBeRead() {
        String deepest = "[".repeat(64) + "]".repeat(64);

        assertThat(JsonDelta.apply(Json.of(1), Json.parse(delta("1", deepest)))).hasToString(deepest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"r\",[\"none\",\"x\"]]]",
                "[[\"s\",[\"a\",\"x\"],1]]",
                "[[\"s\",[\"l\",7],1]]",
                "[[\"s\",[\"l\",-1],1]]",
                "[[\"a\",[\"l\"],2,5,[]]]",
                "[[\"z\",[],1]]",
                "[[\"s\"]]",
                "[[]]",
                "[7]",
                "[[1,[],1]]",
                "[[\"s\",[null],1]]"
            })
    void aDeltaThatDoesNotFitIsRefused(String delta) {
        Json before = Json.parse("{\"a\":1,\"l\":[1,2]}");

        assertThatThrownBy(() -> JsonDelta.apply(before, Json.parse(delta)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the change ");
    }

    private static String delta(String before, String after) {
        return JsonDelta.between(Json.parse(before), Json.parse(after)).toString();
    }
}
