package io.workfloworchestrator.state.tck;

import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One store in memory per folder, as if it were on disk. */
final class Folders {
    private final Map<Path, InMemoryStateStore> stores = new ConcurrentHashMap<>();

    StateStore open(Path folder) {
        return stores.computeIfAbsent(folder, path -> new InMemoryStateStore());
    }
}
