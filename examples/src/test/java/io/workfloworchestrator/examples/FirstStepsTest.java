package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines. */
class FirstStepsTest {
    // tag::types
    record Release(String notes, List<String> approvals) {}

    // end::types

    @Test
    void stateThatLosesNothingInTenLines(@TempDir Path project) {
        List<String> log = new ArrayList<>();
        // tag::first-steps
        StateKey<Release> key = StateKey.of("release/1.0", Release.class);

        try (StateManager state = StateManager.of(JdbcStateStore.at(project.resolve(".ai-planning/.state")))) {
            state.create(key, new Release("", List.of()), Cause.of("me", "start the release"));
            state.update(key, r -> new Release("All green.", r.approvals()), Cause.of("ci", "the build is green"));

            Commit last = state.history(key, 1).get(0); // "ci: the build is green", with its revision and time
            state.undo(last.revision(), Cause.of("me", "not yet")); // a commit too: nothing is ever gone
            state.diff(key, last.revision(), state.head()); // /notes: "All green." → ""
            // end::first-steps
            log.add(last.cause().toString());
            assertThat(state.get(key).value().notes()).isEmpty();
            assertThat(state.diff(key, last.revision(), state.head()))
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.path()).isEqualTo("/notes"));
            // tag::first-steps
        }
        // end::first-steps
        assertThat(log).containsExactly("ci: the build is green");
    }
}
