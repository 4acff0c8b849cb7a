package io.workfloworchestrator.examples.store;

import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.tck.StateStoreContract;
import java.nio.file.Path;

// tag::contract
/** The contract of every store, held against ours. */
class JournalStoreTest extends StateStoreContract {
    @Override
    protected StateStore open(Path folder) {
        return JournalStore.at(folder);
    }
}
// end::contract
