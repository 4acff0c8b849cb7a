package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedMapTest {
    record Thing(String title, Optional<String> note) {}

    record Box(Map<String, Thing> things) {}

    private static final RecordCodec<Box> CODEC = RecordCodec.of(Box.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isAMapWhateverIsDoneToIt(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> expected = new TreeMap<>();
        SharedMap<Integer> map = SharedMap.of();
        for (int i = 0; i < 3_000; i++) {
            String name = "n" + random.nextInt(700);
            if (random.nextInt(3) == 0) {
                expected.remove(name);
                map = map.without(name);
            } else {
                expected.put(name, i);
                map = map.with(name, i);
            }
        }
        assertThat(map).as("seed " + seed).isEqualTo(expected).hasSize(expected.size());
        assertThat(expected).isEqualTo(map).hasSameHashCodeAs(map);
        assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(SharedMap.copyOf(expected)).isEqualTo(map).isEqualTo(SharedMap.copyOf(new HashMap<>(map)));
    }

    @Test
    void cannotBeChangedInPlaceAndHoldsNoNull() {
        SharedMap<Integer> map = SharedMap.copyOf(Map.of("a", 1));

        assertThatThrownBy(() -> map.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        Map<String, Integer> hole = new HashMap<>();
        hole.put("a", null);
        assertThatThrownBy(() -> SharedMap.copyOf(hole)).isInstanceOf(NullPointerException.class);
        assertThat(map.get(null)).isNull();
        assertThat(map.with("a", map.values().iterator().next())).isSameAs(map);
        assertThat(map.without("x")).isSameAs(map);
        assertThat(map.without("a")).isSameAs(SharedMap.of());
    }

    @Test
    void namesTheEntriesThatDiffer() {
        SharedMap<String> one = SharedMap.copyOf(Map.of("a", "1", "b", "2", "c", "3"));
        List<String> found = new ArrayList<>();

        one.with("b", "two")
                .without("c")
                .with("d", "4")
                .forEachDifference(one, (name, here, there) -> found.add(name + " " + here + " " + there));

        assertThat(found).containsExactly("b two 2", "c null 3", "d 4 null");
    }

    @Test
    void isReadAndWrittenEntryByEntry() {
        Map<String, Thing> things = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            things.put("t" + i, new Thing("Thing " + i, Optional.empty()));
        }
        Json json = CODEC.encode(new Box(things));
        Box read = CODEC.decode(json);
        SharedMap<Thing> before = SharedMap.copyOf(read.things());
        Box changed = new Box(
                before.with("t7", new Thing("Seven", Optional.of("new"))).without("t9"));

        Json written = CODEC.encode(changed, read, json);
        Box again = CODEC.decode(written, read, json);

        assertThat(written).isEqualTo(CODEC.encode(changed));
        assertThat(again).isEqualTo(changed).isEqualTo(CODEC.decode(written));
        assertThat(again.things().get("t8")).isSameAs(read.things().get("t8"));
        assertThat(written.at("things", "t8").orElseThrow())
                .isSameAs(json.at("things", "t8").orElseThrow());
    }

    @Test
    void keepsFieldsThatTheRecordDoesNotKnow() {
        Json json = Json.parse("{\"things\": {\"a\": {\"title\": \"A\", \"colour\": \"red\"}}}");
        Box read = CODEC.decode(json);

        Box changed = new Box(SharedMap.copyOf(read.things()).with("a", new Thing("B", Optional.empty())));

        assertThat(CODEC.encode(changed, read, json).toString())
                .isEqualTo("{\"things\":{\"a\":{\"colour\":\"red\",\"title\":\"B\"}}}");
    }
}
