package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonDiffTest {
    private static final long SEED = 99L;

    @Test
    void eachPlaceIsNamedByItsPath() {
        assertThat(diff("{'a':1,'b':{'c':1},'gone':0}", "{'a':2,'b':{'c':1,'d':2}}"))
                .containsExactly("/a: 1 -> 2", "/b/d: - -> 2", "/gone: 0 -> -");
    }

    @Test
    void elementsAreNamedByTheirId() {
        assertThat(diff("[{'id':'T1','d':0},{'id':'T2'}]", "[{'id':'T1','d':1},{'id':'T/3'}]"))
                .containsExactly("/T~13: - -> {\"id\":\"T/3\"}", "/T1/d: 0 -> 1", "/T2: {\"id\":\"T2\"} -> -");
    }

    @Test
    void aMovedElementIsADifferenceOfTheArray() {
        assertThat(diff("{'a':[1,2]}", "{'a':[2,1]}")).containsExactly("/a: [1,2] -> [2,1]");
    }

    @Test
    void anArrayWithoutIdentitiesIsOneValue() {
        assertThat(diff("[[1],[2]]", "[[1],[3]]")).containsExactly("/: [[1],[2]] -> [[1],[3]]");
    }

    @Test
    void aValueThatIsNotThereIsEmpty() {
        assertThat(JsonDiff.between(Optional.empty(), Optional.of(Json.of(1))))
                .containsExactly(new JsonDiff("/", Optional.empty(), Optional.of(Json.of(1))));
        assertThat(JsonDiff.between(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void equalValuesDoNotDifferAndOthersDo() {
        RandomJson random = new RandomJson(SEED);
        for (int i = 0; i < 3_000; i++) {
            Json before = random.value(4);
            Json after = random.edit(before);
            boolean differs =
                    !JsonDiff.between(Optional.of(before), Optional.of(after)).isEmpty();
            assertThat(differs)
                    .as("seed %d, round %d: %s -> %s", SEED, i, before, after)
                    .isEqualTo(!before.equals(after));
            assertThat(JsonDiff.between(Optional.of(before), Optional.of(Json.parse(before.toString()))))
                    .isEmpty();
        }
    }

    private static List<String> diff(String before, String after) {
        return JsonDiff.between(
                        Optional.of(Json.parse(before.replace('\'', '"'))),
                        Optional.of(Json.parse(after.replace('\'', '"'))))
                .stream()
                .map(diff -> diff.path() + ": " + text(diff.before()) + " -> " + text(diff.after()))
                .toList();
    }

    private static String text(Optional<Json> value) {
        return value.map(Json::toString).orElse("-");
    }

    @Test
    void distanceCountsWhatSomebodyHasToChange() {
        assertThat(distance("{'a':1,'b':{'c':1}}", "{'a':1,'b':{'c':1}}")).isZero();
        assertThat(distance("{'a':1,'b':{'c':1}}", "{'a':2,'b':{'d':1}}")).isEqualTo(3);
        assertThat(distance("['a','b','c']", "['A','b','C']")).isEqualTo(2);
        assertThat(distance("['a','b','c']", "['c','a','b']")).isEqualTo(1);
        assertThat(distance("['a','b','c','d']", "['c','a','b']")).isEqualTo(2);
        assertThat(distance("[]", "['A','b','C']")).isEqualTo(3);
        assertThat(distance("['a','b','c']", "['X','Y']")).isEqualTo(1);
        assertThat(distance("[{'id':'x','n':1}]", "[{'id':'x','n':2}]")).isEqualTo(1);
        assertThat(distance("[1,1]", "[1,2,3]")).isEqualTo(1);
        assertThat(distance("{}", "{'items':{'a':{'n':1,'m':2},'b':{'n':1}}}")).isEqualTo(2);
        assertThat(distance("{'x':{'n':1,'m':{'k':1}}}", "{}")).isEqualTo(1);
        assertThat(distance("{'x':{}}", "{}")).isEqualTo(1);
    }

    private static int distance(String a, String b) {
        return JsonDiff.distance(
                Optional.of(Json.parse(a.replace('\'', '"'))), Optional.of(Json.parse(b.replace('\'', '"'))));
    }
}
