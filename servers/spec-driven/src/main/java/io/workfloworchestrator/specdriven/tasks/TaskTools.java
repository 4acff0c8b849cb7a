package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.ToolContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The tools for the tasks of features. */
public final class TaskTools {
    /** The names of those that are always offered. */
    public static final Set<String> NAMES = Set.of(UpdateTask.NAME, ShowProgress.NAME, PassTasks.NAME);

    private TaskTools() {}

    /**
     * Those that are always offered.
     *
     * @param clock its zone is that of people's calendar days
     */
    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.of(
                new UpdateTask(context, clock).tool(),
                new ShowProgress(context).tool(),
                new PassTasks(context).tool());
    }
}
