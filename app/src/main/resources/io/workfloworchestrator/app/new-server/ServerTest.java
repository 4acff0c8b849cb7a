package @package@;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.workfloworchestrator.testing.WorkflowTrial;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class @class@Test {
    @TempDir
    Path folder;

    @Test
    void thePlanIsLeftWhenItIsWrittenReadAndApproved() {
        try (WorkflowTrial trial = WorkflowTrial.of(folder, @class@.definition())) {
            assertFalse(trial.advance().isEmpty(), "something is missing");

            trial.write("docs/plan.md", "First this, then that, then tell.")
                    .complete("read-plan")
                    .set("approvers", "[\"me\"]");

            assertTrue(trial.advance().isEmpty(), () -> trial.advance().toString());
            assertEquals("do", trial.phase());
        }
    }

    @Test
    void theDefinitionAdvisesWhatIsMissing() {
        try (WorkflowTrial trial = WorkflowTrial.of(folder, @class@.definition())) {
            assertTrue(trial.next().get(0).contains("docs/plan.md"), () -> trial.next().toString());
        }
    }
}
