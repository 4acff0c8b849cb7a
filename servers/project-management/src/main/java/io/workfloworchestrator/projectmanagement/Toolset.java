package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.completion.CompletionTools;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.projectmanagement.handoff.HandoffTools;
import io.workfloworchestrator.projectmanagement.reports.ReportTools;
import io.workfloworchestrator.server.ToolContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tools that belong together. A client pays for each that is listed, so a server offers some unasked and the others on request. */
public enum Toolset {
    /** Begin, what next and why, advance, status, history, undo. */
    ORCHESTRATION,
    /** From an idea to an archived goal. */
    GOALS,
    /** What goes to the servers of specifications and tasks. */
    HANDOFF,
    /** The set-up: an interview and its documents. */
    SETUP,
    /** The parts of the product. */
    COMPONENTS,
    /** An existing folder: where its files belong, and whether all is in place. */
    MIGRATION,
    /** Reports, pictures, and the end of a project. */
    REPORTS;

    /** What is offered unless something else is asked for. */
    public static final Set<Toolset> DEFAULT = EnumSet.of(ORCHESTRATION, GOALS, HANDOFF);

    /** The name by which people ask for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Tool<?, ?>> tools(ToolContext context) {
        return switch (this) {
            case ORCHESTRATION -> List.of(); // the kit's own
            case HANDOFF -> HandoffTools.of(context);
            case GOALS -> GoalTools.of(context);
            case SETUP -> List.of();
            case COMPONENTS -> List.of();
            case MIGRATION -> List.of();
            case REPORTS -> reports(context, Clock.system(ZoneId.systemDefault()));
        };
    }

    private static List<Tool<?, ?>> reports(ToolContext context, Clock clock) {
        List<Tool<?, ?>> tools = new ArrayList<>(ReportTools.of(context, clock));
        tools.addAll(CompletionTools.of(context, clock));
        return tools;
    }
}
