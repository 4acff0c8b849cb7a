package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.ToolContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Tools that belong together. A client pays for each that is listed, so a server offers some unasked and the others on request. */
public enum Toolset {
    /** Begin, what next and why, advance, status, history, undo. */
    ORCHESTRATION(context -> List.of()), // the kit's own
    /** From an idea to an archived goal. */
    GOALS(context -> List.of()),
    /** What goes to the servers of specifications and tasks. */
    HANDOFF(context -> List.of()),
    /** The set-up: an interview and its documents. */
    SETUP(context -> List.of()),
    /** The parts of the product. */
    COMPONENTS(context -> List.of()),
    /** An existing folder: where its files belong, and whether all is in place. */
    MIGRATION(context -> List.of()),
    /** Reports, pictures, and the end of a project. */
    REPORTS(context -> List.of());

    /** What is offered unless something else is asked for. */
    public static final Set<Toolset> DEFAULT = EnumSet.of(ORCHESTRATION, GOALS, HANDOFF);

    private final Function<ToolContext, List<Tool<?, ?>>> made;

    Toolset(Function<ToolContext, List<Tool<?, ?>>> made) {
        this.made = made;
    }

    /** The name by which people ask for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Tool<?, ?>> tools(ToolContext context) {
        return made.apply(context);
    }
}
