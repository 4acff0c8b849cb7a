package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What writing the travelling form asks of a store. */
class ArchiveTest {
    private static final StateKey<Json> LONG = StateKey.json("notes/long");
    private static final StateKey<Json> SHORT = StateKey.json("notes/short");

    /** Asking for a value by its revision makes a store read all it is kept as: that often, a history costs its square. */
    @Test
    void aHistoryIsWalkedNotAskedForRevisionByRevision() {
        InMemoryStateStore store = new InMemoryStateStore();
        StateManager states = StateManager.of(store);
        for (int i = 0; i < 1_200; i++) {
            Json value = Json.Obj.EMPTY.with("number", Json.of(i));
            put(states, LONG, value);
        }
        put(states, SHORT, Json.of(1));

        Map<String, Integer> asked = new HashMap<>();
        List<Json> lines = new ArrayList<>();
        try (Progress progress = new Console(nowhere(), nowhere(), false, 80).progress("export")) {
            Archive.write(counted(store, asked), key -> true, true, lines::add, progress);
        }

        assertThat(lines).as("a line for each commit, one for each change").hasSizeGreaterThan(2 * 1_201);
        assertThat(asked.getOrDefault("readAsOf", 0))
                .as("once for each key's newest")
                .isEqualTo(2);
        assertThat(asked.get("walk")).as("once for each key and page").isLessThan(10);
    }

    private static void put(StateManager states, StateKey<Json> key, Json value) {
        states.transact(Cause.of("test", "writes"), change -> {
            change.put(key, value);
            return key;
        });
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }

    private static StateStore counted(StateStore store, Map<String, Integer> asked) {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    asked.merge(method.getName(), 1, Integer::sum);
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
