package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What people do to files, with the state in the embedded store, as in every project. */
final class OnSqliteTest {
    private static StateStore sqlite(Path project) {
        return JdbcStateStore.at(project.resolve(Layout.STATE_FOLDER));
    }

    @Nested
    final class HandEdits extends HandEditTest {
        @Override
        StateStore store(Path project) {
            return sqlite(project);
        }
    }

    @Nested
    @Tag("nightly")
    final class StaleEdits extends StaleEditTest {
        @Override
        StateStore store(Path project) {
            return sqlite(project);
        }

        @Override
        StateStore again(StateStore store, Path project) {
            return sqlite(project);
        }
    }

    @Nested
    final class Restores extends RestoreTest {
        @Override
        StateStore store(Path project) {
            return sqlite(project);
        }
    }

    @Nested
    final class Checkouts extends GitCheckoutTest {
        @Override
        StateStore store(Path project) {
            return sqlite(project);
        }
    }

    @Nested
    @Tag("nightly")
    final class Damages extends DamageTest {
        @Override
        StateStore store(Path project) {
            return sqlite(project);
        }
    }
}
