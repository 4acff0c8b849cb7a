package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.RepositoryFacts;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Opens the set-up of a project for a call. Thread-safe. */
final class Setup {
    private final Clock clock;
    /** The question sets of each project, which remember what they read. */
    private final Map<Path, QuestionSets> sets = new ConcurrentHashMap<>();

    Setup(Clock clock) {
        this.clock = clock;
    }

    /**
     * @throws io.workfloworchestrator.mcp.ToolException if the call names another project
     * @throws io.workfloworchestrator.workflow.WorkflowException E_WORKFLOW_NOT_INITIALIZED if nothing was begun in it
     */
    SetupSession session(OpenProject project, Optional<String> projectPath) {
        ToolContext.check(project, projectPath);
        ProjectFolder folder = project.workflow().project();
        WorkflowMoment<Json> now = project.workflow().now(); // refuses a project in which nothing was begun
        String title = now.state().value().title();
        QuestionSets own = sets.computeIfAbsent(project.root(), root -> QuestionSets.of(folder, SetupQuestions.sets()));
        Supplier<Json.Obj> facts = once(() -> RepositoryFacts.titled(SetupQuestions.facts(folder), title));
        return new SetupSession(project, Interviews.of(project.state(), own, clock, facts), clock);
    }

    /** Looks at the folder once in a call, and only if somebody asks. */
    private static Supplier<Json.Obj> once(Supplier<Json.Obj> facts) {
        Json.Obj[] found = new Json.Obj[1];
        return () -> {
            if (found[0] == null) {
                found[0] = facts.get();
            }
            return found[0];
        };
    }
}
