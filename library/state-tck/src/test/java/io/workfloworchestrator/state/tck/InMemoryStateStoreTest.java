package io.workfloworchestrator.state.tck;

import io.workfloworchestrator.state.spi.StateStore;
import java.nio.file.Path;

/** The store in memory keeps the contract; stores on one folder share it, as long as the test lasts. */
class InMemoryStateStoreTest extends StateStoreContract {
    private final Folders folders = new Folders();

    @Override
    protected StateStore open(Path folder) {
        return folders.open(folder);
    }
}
