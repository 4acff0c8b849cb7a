package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.LocalClock;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.RepositoryFacts;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The tools of the set-up: a conversation that can be resumed, and the documents and goals that come of it. Pure functions. */
public final class SetupTools {
    private final Clock clock;
    private final Map<Path, QuestionSets> sets = new ConcurrentHashMap<>();

    private SetupTools(Clock clock) {
        this.clock = clock;
    }

    public static List<Tool<?, ?>> of(ToolContext context) {
        return of(context, LocalClock.here());
    }

    /** @param clock gives the time, and the zone in which a day is one */
    static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        SetupTools setup = new SetupTools(clock);
        ConversationTools conversation = new ConversationTools(context, setup);
        DocumentTools documents = new DocumentTools(context, setup);
        FinishTools finish = new FinishTools(context, setup);
        return List.of(
                conversation.start(),
                conversation.goOn(),
                finish.goals(),
                documents.constitution(),
                documents.roadmap(),
                documents.stakeholders(),
                documents.resources(),
                finish.finish());
    }

    /** The set-up of a project for a call, which may name no other one; refuses a project in which nothing was begun. */
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
