package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonMergeTest {
    private static final long SEED = 7_411L;

    static Stream<Arguments> merges() {
        return Stream.of(
                arguments("different fields", "{'a':1,'b':1}", "{'a':2,'b':1}", "{'a':1,'b':2}", "{'a':2,'b':2}", ""),
                arguments("the same change", "{'a':1}", "{'a':2}", "{'a':2}", "{'a':2}", ""),
                arguments("the same field", "{'a':1}", "{'a':2}", "{'a':3}", "{'a':2}", "/a"),
                arguments(
                        "deep fields",
                        "{'a':{'x':1,'y':1}}",
                        "{'a':{'x':2,'y':1}}",
                        "{'a':{'x':1,'y':2}}",
                        "{'a':{'x':2,'y':2}}",
                        ""),
                arguments(
                        "a removal and a change elsewhere", "{'a':1,'b':1}", "{'b':1}", "{'a':1,'b':2}", "{'b':2}", ""),
                arguments("a removal and a change", "{'a':1}", "{}", "{'a':2}", "{}", "/a"),
                arguments("a change and a removal", "{'a':1}", "{'a':2}", "{}", "{'a':2}", "/a"),
                arguments("both add", "{}", "{'a':1}", "{'b':2}", "{'a':1,'b':2}", ""),
                arguments(
                        "both add the same object", "{}", "{'a':{'x':1}}", "{'a':{'y':2}}", "{'a':{'x':1,'y':2}}", ""),
                arguments("both add the same scalar", "{}", "{'a':1}", "{'a':2}", "{'a':1}", "/a"),
                arguments(
                        "an object replaced by a scalar", "{'a':{'x':1}}", "{'a':1}", "{'a':{'x':2}}", "{'a':1}", "/a"),
                arguments("sets", "['a','b']", "['a','b','c']", "['b']", "['b','c']", ""),
                arguments(
                        "elements by id",
                        "[{'id':'1','d':0},{'id':'2','d':0}]",
                        "[{'id':'1','d':1},{'id':'2','d':0}]",
                        "[{'id':'1','d':0},{'id':'2','d':2},{'id':'3'}]",
                        "[{'d':1,'id':'1'},{'d':2,'id':'2'},{'id':'3'}]",
                        ""),
                arguments(
                        "elements by name",
                        "[{'name':'a','d':0}]",
                        "[{'name':'a','d':0,'e':1}]",
                        "[{'name':'a','d':1}]",
                        "[{'d':1,'e':1,'name':'a'}]",
                        ""),
                arguments(
                        "an element deleted and changed", "[{'id':'1','d':0}]", "[]", "[{'id':'1','d':1}]", "[]", "/1"),
                arguments(
                        "one element changed by both",
                        "[{'id':'1','d':0}]",
                        "[{'id':'1','d':1}]",
                        "[{'id':'1','d':2}]",
                        "[{'d':1,'id':'1'}]",
                        "/1/d"),
                arguments(
                        "two elements that were added under one id",
                        "[]",
                        "[{'id':'1','d':1}]",
                        "[{'id':'1','d':2,'e':2}]",
                        "[{'d':1,'id':'1'}]",
                        "/1/d"),
                arguments(
                        "one element that both added",
                        "[]",
                        "[{'id':'1','d':1}]",
                        "[{'id':'1','d':1,'e':2}]",
                        "[{'d':1,'e':2,'id':'1'}]",
                        ""),
                arguments(
                        "elements without identity",
                        "[[1],[2]]",
                        "[[1],[2],[3]]",
                        "[[0],[1],[2]]",
                        "[[1],[2],[3]]",
                        "/"),
                arguments("repeated scalars are one value", "[1,1]", "[1,1,2]", "[1]", "[1,1,2]", "/"),
                arguments("their order when only they moved", "[1,2,3]", "[1,2,3,4]", "[3,1,2]", "[3,4,1,2]", ""),
                arguments("our order when both moved", "[1,2,3]", "[2,1,3]", "[3,2,1]", "[2,1,3]", ""),
                arguments(
                        "theirs stands behind what it stood behind",
                        "[1,2,3]",
                        "[1,2,3,9]",
                        "[0,1,5,6,2,3]",
                        "[0,1,5,6,2,3,9]",
                        ""),
                arguments("both append: ours first", "[1]", "[1,2]", "[1,3,4]", "[1,2,3,4]", ""),
                arguments(
                        "escaped paths",
                        "{'a/b':{'~':1}}",
                        "{'a/b':{'~':2}}",
                        "{'a/b':{'~':3}}",
                        "{'a/b':{'~':2}}",
                        "/a~1b/~0"),
                arguments("null is a value", "{'a':null}", "{'a':1}", "{'a':null,'b':null}", "{'a':1,'b':null}", ""),
                arguments("the whole value", "1", "2", "3", "2", "/"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("merges")
    void twoSidesMerge(String name, String base, String ours, String theirs, String merged, String conflicts) {
        JsonMerge merge = JsonMerge.of(json(base), json(ours), json(theirs));

        assertThat(merge.merged().orElseThrow()).hasToString(merged.replace('\'', '"'));
        assertThat(String.join(" ", merge.conflicts())).isEqualTo(conflicts);
        assertThat(merge.isClean()).isEqualTo(conflicts.isEmpty());
    }

    @Test
    void aValueDeletedByOneSideAndUntouchedByTheOtherIsDeleted() {
        Optional<Json> value = Optional.of(json("{'a':1}"));

        assertThat(JsonMerge.of(value, Optional.empty(), value).merged()).isEmpty();
        assertThat(JsonMerge.of(value, value, Optional.empty()).merged()).isEmpty();
        assertThat(JsonMerge.of(value, Optional.empty(), Optional.of(json("{'a':2}")))
                        .conflicts())
                .containsExactly("/");
        assertThat(JsonMerge.of(Optional.empty(), value, value).merged()).isEqualTo(value);
    }

    @Test
    void anIdOfNoCharactersIsAnId() {
        JsonMerge merge =
                JsonMerge.of(json("[{'id':''}]"), json("[{'id':'','a':1}]"), json("[{'id':'x'},{'id':''},{'id':'y'}]"));

        assertThat(merge.merged().orElseThrow()).hasToString("[{\"id\":\"x\"},{\"a\":1,\"id\":\"\"},{\"id\":\"y\"}]");
    }

    @Test
    void randomMergesKeepTheLawsOfMerging() {
        RandomJson random = new RandomJson(SEED);
        for (int i = 0; i < 4_000; i++) {
            String round = "seed " + SEED + ", round " + i;
            Json base = random.value(4);
            Json ours = random.edit(random.edit(base));
            Json theirs = random.edit(random.edit(base));

            assertThat(JsonMerge.of(base, ours, base)).as(round).isEqualTo(new JsonMerge(Optional.of(ours), List.of()));
            assertThat(JsonMerge.of(base, base, theirs).merged()).as(round).contains(theirs);
            assertThat(JsonMerge.of(base, ours, ours).merged()).as(round).contains(ours);
            JsonMerge merge = JsonMerge.of(base, ours, theirs);
            JsonMerge mirrored = JsonMerge.of(base, theirs, ours);
            assertThat(mirrored.conflicts()).as(round).isEqualTo(merge.conflicts());
            if (merge.isClean()) {
                // What is merged already changes nothing when it is merged again.
                Json merged = merge.merged().orElseThrow();
                assertThat(JsonMerge.of(ours, merged, merged).merged())
                        .as(round)
                        .contains(merged);
                assertThat(JsonDiff.between(merge.merged(), mirrored.merged()).stream()
                                .filter(diff -> !sameElements(diff)))
                        .as(round + ": both ways agree but for the order of elements")
                        .isEmpty();
            }
        }
    }

    /** Whether two arrays differ in the order of their elements only. */
    private static boolean sameElements(JsonDiff diff) {
        List<Json> before = diff.before().map(Json::asList).orElse(List.of());
        List<Json> after = diff.after().map(Json::asList).orElse(List.of());
        return !before.isEmpty() && before.size() == after.size() && after.containsAll(before);
    }

    private static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
