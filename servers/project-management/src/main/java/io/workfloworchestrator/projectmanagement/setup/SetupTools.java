package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.LocalClock;
import io.workfloworchestrator.server.ToolContext;
import java.time.Clock;
import java.util.List;

/** The tools of the set-up: a conversation that can be resumed, and the documents and goals that come of it. Pure functions. */
public final class SetupTools {
    private SetupTools() {}

    public static List<Tool<?, ?>> of(ToolContext context) {
        return of(context, LocalClock.here());
    }

    /** @param clock gives the time, and the zone in which a day is one */
    static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        Setup setup = new Setup(clock);
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
}
