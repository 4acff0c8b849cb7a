package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.ToolContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The tools for the tasks of features. */
public final class TaskTools {
    /** The names of those that work on tasks. */
    public static final Set<String> NAMES = Set.of(UpdateTask.NAME, ShowProgress.NAME);

    /** The name of the tool that passes them on. */
    public static final String HANDOFF = PassTasks.NAME;

    private TaskTools() {}

    /**
     * Those that work on tasks.
     *
     * @param clock its zone is that of people's calendar days
     */
    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.of(new UpdateTask(context, clock).tool(), new ShowProgress(context).tool());
    }

    /** The one that passes them on. */
    public static Tool<?, ?> handoff(ToolContext context) {
        return new PassTasks(context).tool();
    }
}
