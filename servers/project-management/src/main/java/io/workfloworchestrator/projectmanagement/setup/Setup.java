package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the tools of the set-up share: the clock, and the question sets of each project, which remember what they read. Thread-safe. */
final class Setup {
    private final Clock clock;
    private final Map<Path, QuestionSets> sets = new ConcurrentHashMap<>();

    /** @param clock gives the time, and the zone in which a day is one */
    Setup(Clock clock) {
        this.clock = clock;
    }

    /**
     * The set-up of the project that a call is about.
     *
     * @throws io.workfloworchestrator.mcp.ToolException if the call names another project
     * @throws io.workfloworchestrator.workflow.WorkflowException E_WORKFLOW_NOT_INITIALIZED if nothing was begun in it
     */
    SetupSession session(OpenProject project, Optional<String> projectPath) {
        ToolContext.check(project, projectPath);
        return SetupSession.of(
                project,
                sets.computeIfAbsent(
                        project.root(),
                        root -> QuestionSets.of(project.workflow().project(), SetupQuestions.sets())),
                clock);
    }
}
