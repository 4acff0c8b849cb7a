package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.tck.StateStoreContract;
import java.nio.file.Path;

/** The embedded store keeps the contract of every store. */
class JdbcContractTest extends StateStoreContract {
    @Override
    protected StateStore open(Path folder) {
        return JdbcStateStore.at(folder);
    }
}
