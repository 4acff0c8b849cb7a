package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.mcp.Field;
import java.util.List;

/**
 * Whether a task is proved to be done, and by what. The names are those of the reference's reports.
 *
 * @param status {@code passed} if everything that is asked for is there, is fresh, and speaks for the task; {@code partial} if something
 *     is missing or stale, and nothing speaks against it; {@code failed}, or {@code running} while its checks are not at their end
 */
public record VerificationReport(
        String status,
        @Field(untrusted = true, max = 400) List<String> evidence,

        @Field(untrusted = true, max = 400) List<String> concerns,

        @Field(untrusted = true, max = 400) List<String> recommendations) {
    public VerificationReport {
        evidence = List.copyOf(evidence);
        concerns = List.copyOf(concerns);
        recommendations = List.copyOf(recommendations);
    }

    public boolean isPassed() {
        return status.equals("passed");
    }

    public boolean isFailed() {
        return status.equals("failed");
    }

    /**
     * Refuses to complete a task against which something speaks.
     *
     * @throws CodedException {@code E_TASK_FAILED} with what speaks against it, and the ways out
     */
    public void requireNotFailed(String task) {
        if (isFailed()) {
            throw new CodedException(
                    "E_TASK_FAILED",
                    "Task " + task + " was not completed: " + String.join(" ", concerns)
                            + " Mend it and call verify_task again, or give skipVerification, and as notes the reason why that does not matter.");
        }
    }
}
