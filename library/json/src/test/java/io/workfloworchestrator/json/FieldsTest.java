package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects of many fields are trees; nobody may notice. */
class FieldsTest {
    private static final long SEED = 20_261_126L;

    @Test
    void whatIsDoneToItIsDoneToASortedMap() {
        Random random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            int size = List.of(0, 1, 100, 127, 128, 129, 300, 2_000).get(round % 8);
            Map<String, Json> map = map(random, size);
            Json.Obj object = Json.object(map);
            for (int i = 0; i < 400; i++) {
                String key = key(random, size);
                if (random.nextInt(round % 3 + 2) > 0) {
                    Json value = Json.of(random.nextInt(5));
                    map.put(key, value);
                    object = object.with(key, value);
                } else {
                    map.remove(key);
                    object = object.without(key);
                }
            }
            same(object, map, "seed " + SEED + ", round " + round);
        }
    }

    @Test
    void itGrowsFromNothingInAnyOrderAndShrinksToNothing() {
        Random random = new Random(SEED + 1);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            keys.add("k%05d".formatted(i));
        }
        for (int order = 0; order < 3; order++) {
            if (order == 1) {
                Collections.reverse(keys);
            } else if (order == 2) {
                Collections.shuffle(keys, random);
            }
            TreeMap<String, Json> map = new TreeMap<>();
            Json.Obj object = Json.Obj.EMPTY;
            for (String key : keys) {
                Json value = Json.of(key);
                map.put(key, value);
                object = object.with(key, value);
            }
            same(object, map, "order " + order);
            assertThat(object).isEqualTo(Json.object(map)).hasSameHashCodeAs(Json.object(map));
            for (String key : keys.subList(0, 19_900)) {
                map.remove(key);
                object = object.without(key);
            }
            same(object, map, "order " + order);
            for (String key : keys.subList(19_900, 20_000)) {
                object = object.without(key);
            }
            assertThat(object).isSameAs(Json.Obj.EMPTY);
        }
    }

    @Test
    void theDepthIsKnownAlsoWhenTheDeepestIsGone() {
        Map<String, Json> map = map(new Random(SEED + 3), 1_000);
        Json.Obj object = Json.object(map);
        String key = object.keys().get(500);
        Json deep = Json.parse("[[[[1]]]]");
        Json deeper = Json.parse("[[[[[1]]]]]");
        for (Json value : List.of(deep, deeper, deep, Json.of(1))) {
            map.put(key, value);
            object = object.with(key, value);
            same(object, map, value.toString());
        }
    }

    @Test
    void theDifferencesOfTwoAreThoseOfTheirMaps() {
        Random random = new Random(SEED + 2);
        for (int round = 0; round < 60; round++) {
            int size = 1 + random.nextInt(1_000);
            Map<String, Json> before = map(random, size);
            Map<String, Json> after = new TreeMap<>(before);
            Json.Obj a = Json.object(before);
            Json.Obj b = a;
            for (int i = random.nextInt(300); i > 0; i--) {
                String key = key(random, size);
                Json value = Json.of("new " + i);
                boolean gone = random.nextInt(3) == 0;
                b = gone ? b.without(key) : b.with(key, value);
                after.compute(key, (any, old) -> gone ? null : value);
            }
            if (round % 5 == 0) {
                b = Json.object(after); // shares the values, but no leaf
            }
            Map<String, List<Json>> found = new TreeMap<>();
            a.forEachDifference(b, (key, here, there) -> found.put(key, pair(here, there)));
            Map<String, List<Json>> expected = new TreeMap<>();
            before.forEach((key, value) -> {
                if (after.get(key) != value) {
                    expected.put(key, pair(value, after.get(key)));
                }
            });
            after.forEach((key, value) -> {
                if (!before.containsKey(key)) {
                    expected.put(key, pair(null, value));
                }
            });
            assertThat(found).as("seed %d, round %d", SEED + 2, round).isEqualTo(expected);
            assertThat(a.equals(b)).isEqualTo(before.equals(after));
        }
    }

    private static List<Json> pair(@Nullable Json here, @Nullable Json there) {
        return List.of(here == null ? Json.Null.VALUE : here, there == null ? Json.Null.VALUE : there);
    }

    @Test
    void aChangedCopyOfThousandsSharesAllButTheWayToTheChange() {
        TreeMap<String, Json> map = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            map.put("goal-" + i, Json.object(Map.of("progress", Json.of(i))));
        }
        Json.Obj before = Json.object(map);
        Json.Obj after = before.withAt(List.of("goal-5000", "progress"), Json.of(-1));

        List<String> different = new ArrayList<>();
        before.forEachDifference(after, (key, here, there) -> different.add(key));

        assertThat(different).containsExactly("goal-5000");
        before.forEach((key, value) -> {
            if (!key.equals("goal-5000")) {
                assertThat(after.get(key)).isSameAs(value);
            }
        });
        assertThat(after.with("goal-7", before.find("goal-7").orElseThrow())).isSameAs(after);
        assertThat(after.without("none")).isSameAs(after);
    }

    private static void same(Json.Obj object, Map<String, Json> map, String as) {
        assertThat(object.keys()).as(as).isEqualTo(List.copyOf(map.keySet()));
        assertThat(object.size()).isEqualTo(map.size());
        Map<String, Json> found = new HashMap<>();
        object.forEach(found::put);
        assertThat(found).as(as).isEqualTo(map);
        map.forEach((key, value) -> assertThat(object.get(key)).isSameAs(value));
        assertThat(object.get("no such name")).isNull();
        assertThat(object.get("")).isNull();
        assertThat(object)
                .as(as)
                .isEqualTo(Json.parse(object.toString()))
                .hasSameHashCodeAs(Json.parse(object.toString()));
        Extent extent = object.extent;
        assertThat(extent).as(as).isEqualTo(Json.object(map).extent);
        assertThat(object.bytes()).isEqualTo(object.toString().getBytes(StandardCharsets.UTF_8).length);
    }

    private static Map<String, Json> map(Random random, int size) {
        TreeMap<String, Json> map = new TreeMap<>();
        while (map.size() < size) {
            map.put(
                    key(random, size),
                    random.nextInt(20) == 0 ? Json.strings(List.of("x")) : Json.of(random.nextInt()));
        }
        return map;
    }

    private static String key(Random random, int size) {
        return "k" + random.nextInt(2 * size + 10);
    }
}
