package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ValuesTopic extends Topic {
    private static final long SEED = 17L;
    private static final int STEPS = 70; // enough for a store of differences to begin anew

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-0",
                "1.50",
                "1E5",
                "9007199254740993",
                "123456789012345678901234567890.123456789",
                "''",
                "'ä😀\\u2028\\u007f\\u0001 \\\\ / \\n'",
                "[]",
                "{}",
                "[[],{},null,[null]]",
                "{'':{'a.b':1,'a/b':2,'~':3,'%_':4},'ü':[1,1,1]}"
            })
    void aValueComesBackAsItWas(String text) {
        Json value = json(text);

        put(open(), A, value);

        assertThat(valueOf(open(), A)).contains(value);
        assertThat(valueOf(open(), A).orElseThrow()).hasToString(value.toString());
    }

    @Test
    void theDeepestAndTheLongestComeBack() {
        Json deep = json("[".repeat(64) + "]".repeat(64));
        Json longest = Json.of("ä".repeat(1 << 20));
        StateStore store = open();
        put(store, A, 1);
        put(store, A, deep);
        put(store, B, longest);
        put(store, B, 2);

        assertThat(valueOf(open(), A)).contains(deep);
        assertThat(open().readAsOf(B, Revision.of(3)).flatMap(Entry::value)).contains(longest);
    }

    @Test
    void everyKeyThatIsAllowedIsAKeyOfItsOwn() {
        List<String> keys = List.of(
                "a/b",
                "A/b",
                "a/B",
                "a/b.",
                "a/b_",
                "a/b-",
                "a/b1",
                "1/1",
                "a." + "x".repeat(62) + "/" + "y".repeat(64));
        StateStore store = open();
        for (int i = 0; i < keys.size(); i++) {
            put(store, StateKey.checkName(keys.get(i)), i);
        }

        assertThat(open().readAll()).containsOnlyKeys(keys.toArray(String[]::new));
        assertThat(open().keys()).containsExactlyInAnyOrderElementsOf(keys);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(valueOf(open(), keys.get(i))).contains(Json.of(i));
        }
    }

    @Test
    void aLargeValueChangedInSmallStepsIsRightAtEveryStep() {
        Random random = new Random(SEED);
        Map<String, Json> goals = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            goals.put("G" + i, json("{'title':'goal " + i + " " + "x".repeat(80) + "','done':false,'tags':['a','b']}"));
        }
        Json.Obj value = Json.object(Map.of("goals", Json.object(goals)));
        StateManager state = manage();
        state.create(KEY, value, CAUSE);
        List<Json> model = new ArrayList<>(List.of(value));
        for (int i = 1; i <= STEPS; i++) {
            String goal = "G" + random.nextInt(600);
            int step = i;
            String field = random.nextBoolean() ? "done" : "step" + random.nextInt(3);
            Json next = state.update(
                            KEY, now -> now.asObject().withAt(List.of("goals", goal, field), Json.of(step)), CAUSE)
                    .value();
            model.add(next);
        }

        StateStore fresh = open();
        for (int revision = 1; revision <= STEPS + 1; revision++) {
            assertThat(fresh.readAsOf(A, Revision.of(revision)).flatMap(Entry::value))
                    .as("seed %d, revision %d", SEED, revision)
                    .contains(model.get(revision - 1));
        }
        assertThat(valueOf(fresh, A)).contains(model.get(STEPS));
    }
}
