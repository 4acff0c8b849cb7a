package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.completion.CompletionTools;
import io.workfloworchestrator.projectmanagement.components.ComponentTools;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentTools;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.projectmanagement.handoff.HandoffTools;
import io.workfloworchestrator.projectmanagement.migration.MigrationTools;
import io.workfloworchestrator.projectmanagement.reports.ReportTools;
import io.workfloworchestrator.projectmanagement.setup.SetupTools;
import io.workfloworchestrator.server.LocalClock;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowTools;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    REPORTS,
    /** Staging and production of servers, and their issues. */
    ENVIRONMENTS;

    public static final Set<Toolset> DEFAULT = EnumSet.of(ORCHESTRATION, GOALS, HANDOFF);

    public static final String ALL = "all";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Stream.concat(Arrays.stream(values()).map(Toolset::word), Stream.of(ALL))
                .toList();
    }

    /** Whether people may ask by this word, in any case. */
    public static boolean isWord(String word) {
        return words().contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /** The toolsets that these words ask for, and the orchestration, which a server always offers. */
    public static Set<Toolset> of(Collection<String> words) {
        List<String> asked = words.stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
        Set<Toolset> sets = EnumSet.of(ORCHESTRATION);
        Arrays.stream(values())
                .filter(set -> asked.contains(ALL) || asked.contains(set.word()))
                .forEach(sets::add);
        return sets;
    }

    public static Set<String> tools(Collection<Toolset> sets) {
        Set<String> names = new LinkedHashSet<>(sets.contains(ORCHESTRATION) ? WorkflowTools.NAMES : Set.of());
        sets.forEach(set -> names.addAll(set.names()));
        return names;
    }

    /** The toolset that has a tool; empty for those of the orchestration, which a server always offers, and for a tool of no toolset. */
    public static Optional<Toolset> having(String tool) {
        return Optional.ofNullable(Owners.OF_TOOLS.get(tool));
    }

    /** Where a tool is offered, by the words of the one who starts the server; empty if no toolset has it. */
    public static Optional<String> offering(String tool) {
        return having(tool).map(set -> "a server that is started with --toolsets " + set.word());
    }

    /**
     * A call as answers recommend it: {@code {tool, params, toolset}}, where the toolset is left out if every server of the
     * planning offers the tool.
     */
    public static Json.Obj call(String tool, Json.Obj params) {
        Json.Obj call = Json.Obj.EMPTY.with("tool", tool).with("params", params);
        return having(tool).map(set -> call.with("toolset", set.word())).orElse(call);
    }

    /** Which toolset has a tool. Advice asks for it again and again, so the tools are made once for it, and not at the start. */
    private static final class Owners {
        private static final Map<String, Toolset> OF_TOOLS = ofTools();

        private static Map<String, Toolset> ofTools() {
            Map<String, Toolset> owners = new HashMap<>();
            for (Toolset set : values()) {
                set.names().forEach(tool -> owners.putIfAbsent(tool, set));
            }
            return Map.copyOf(owners);
        }
    }

    private List<String> names() {
        ToolContext unopened = new ToolContext("", () -> {
            throw new IllegalStateException("the names of tools need no project");
        });
        return tools(unopened).stream().map(Tool::name).toList();
    }

    List<Tool<?, ?>> tools(ToolContext context) {
        Clock clock = LocalClock.here();
        return switch (this) {
            case ORCHESTRATION -> List.of(); // the kit's own
            case HANDOFF -> HandoffTools.of(context);
            case GOALS -> GoalTools.of(context, clock);
            case SETUP -> SetupTools.of(context);
            case COMPONENTS -> new ComponentTools(context, clock).all();
            case MIGRATION -> MigrationTools.of(context);
            case ENVIRONMENTS -> EnvironmentTools.of(context, clock);
            case REPORTS -> reports(context, clock);
        };
    }

    private static List<Tool<?, ?>> reports(ToolContext context, Clock clock) {
        List<Tool<?, ?>> tools = new ArrayList<>(new ReportTools(context, clock).all());
        tools.addAll(new CompletionTools(context, clock).all());
        return tools;
    }
}
