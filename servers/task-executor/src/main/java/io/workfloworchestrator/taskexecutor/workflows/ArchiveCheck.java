package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;

/** Something that is looked at before a workflow is archived. Implementations are thread-safe. */
@FunctionalInterface
public interface ArchiveCheck {
    /**
     * Looks at a workflow that somebody wants to archive.
     *
     * @param tasks its tasks, with their evidence, and its data, at the moment of the call
     * @return what was found; it may be empty
     */
    List<Finding> check(OpenProject project, WorkflowMoment<Json> tasks);

    /**
     * What a check found.
     *
     * @param name the name of the check in answers, such as {@code documentationUpdated}
     * @param holds whether all is well
     * @param blocks whether the workflow is archived only with force as long as it does not hold
     * @param message what is so, and what to do, in a sentence; empty if all is well
     */
    record Finding(String name, boolean holds, boolean blocks, String message) {}
}
