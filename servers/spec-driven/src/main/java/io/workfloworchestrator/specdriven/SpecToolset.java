package io.workfloworchestrator.specdriven;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.LocalClock;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.delta.LivingSpecTool;
import io.workfloworchestrator.specdriven.imports.ImportTool;
import io.workfloworchestrator.specdriven.research.ResearchTool;
import io.workfloworchestrator.specdriven.tasks.PassTasks;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tools that the server offers on request, beside those that it always offers: a client pays for each that is listed. */
public enum SpecToolset {
    /** Changes of living specifications. */
    LIVING,
    /** What other tools wrote. */
    IMPORT,
    /** What is asked of the world before a plan is made. */
    RESEARCH,
    /** Passing the tasks of a feature on. */
    HANDOFF;

    public static final String ALL = "all";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Stream.concat(Arrays.stream(values()).map(SpecToolset::word), Stream.of(ALL))
                .toList();
    }

    public static Set<SpecToolset> of(Collection<String> words) {
        Set<SpecToolset> sets = EnumSet.noneOf(SpecToolset.class);
        Arrays.stream(values())
                .filter(set -> words.contains(ALL) || words.contains(set.word()))
                .forEach(sets::add);
        return sets;
    }

    /** The names of the tools of some toolsets, and of those that the server always offers. */
    public static Set<String> tools(Collection<SpecToolset> sets) {
        return Stream.concat(SpecDrivenServer.TOOLS.stream(), sets.stream().map(SpecToolset::tool))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where a tool is offered, by the words of the one who starts the server; empty if this server never offers it. */
    public static Optional<String> offering(String tool) {
        String server = "workflow mcp " + SpecDrivenServer.NAME;
        if (SpecDrivenServer.TOOLS.contains(tool)) {
            return Optional.of(server);
        }
        return Arrays.stream(values())
                .filter(set -> set.tool().equals(tool))
                .map(set -> server + " --toolsets " + set.word())
                .findFirst();
    }

    private String tool() {
        return switch (this) {
            case LIVING -> LivingSpecTool.NAME;
            case IMPORT -> ImportTool.NAME;
            case RESEARCH -> ResearchTool.NAME;
            case HANDOFF -> PassTasks.NAME;
        };
    }

    Tool<?, ?> tool(ToolContext context) {
        return switch (this) {
            case LIVING -> LivingSpecTool.of(context);
            case IMPORT -> ImportTool.of(context);
            case RESEARCH -> new ResearchTool(context, LocalClock.here()).tool();
            case HANDOFF -> PassTasks.of(context);
        };
    }
}
