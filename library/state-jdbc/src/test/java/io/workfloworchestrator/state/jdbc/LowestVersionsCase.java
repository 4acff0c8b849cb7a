package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.tck.StateStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteJDBCLoader;

/** The contract with the oldest versions of SQLite's driver and of Jackson that are supported; the module's pom puts them here. */
class LowestVersionsCase extends StateStoreContract {
    @Override
    protected StateStore open(Path folder) {
        return JdbcStateStore.at(folder);
    }

    @Test
    void theseAreTheVersionsThatTheDocumentsPromise() {
        assertThat(SQLiteJDBCLoader.getVersion()).startsWith("3.49.1");
        String jackson = tools.jackson.core.json.PackageVersion.VERSION.toString();
        assertThat(jackson).isEqualTo("3.0.0");
        assertThat(Json.parse("[1]").toString()).isEqualTo("[1]");
    }
}
