package io.workfloworchestrator.taskexecutor;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.taskexecutor.exports.ExportTools;
import io.workfloworchestrator.taskexecutor.imports.ImportTools;
import io.workfloworchestrator.taskexecutor.templates.TemplateTools;
import io.workfloworchestrator.taskexecutor.verify.VerifyTools;
import io.workfloworchestrator.taskexecutor.workflows.ScheduleTools;
import io.workfloworchestrator.taskexecutor.workflows.TaskTools;
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
public enum TaskToolset {
    /** From a list of tasks to the archive. */
    WORK,
    /** Single tasks, and who holds them. */
    EDIT,
    /** All workflows, and the way back from the archive. */
    WORKFLOWS,
    /** Who does what when, and workflows made from templates. */
    PLAN,
    /** Tasks from other tools, and for them. */
    EXCHANGE,
    /** Which commands prove tasks, and their outcomes for others. */
    VERIFICATION;

    /** What is offered unless something else is asked for. */
    public static final Set<TaskToolset> DEFAULT = EnumSet.of(WORK);

    /** The word that asks for all of them. */
    public static final String ALL = "all";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Stream.concat(Arrays.stream(values()).map(TaskToolset::word), Stream.of(ALL))
                .toList();
    }

    /** The toolsets that these words ask for, and the work, which a server always offers. */
    public static Set<TaskToolset> of(Collection<String> words) {
        List<String> asked = words.stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
        Set<TaskToolset> sets = EnumSet.of(WORK);
        Arrays.stream(values())
                .filter(set -> asked.contains(ALL) || asked.contains(set.word()))
                .forEach(sets::add);
        return sets;
    }

    /** The names of the tools of some toolsets, those of the kit among them. */
    public static Set<String> tools(Collection<TaskToolset> sets) {
        ToolContext unopened = new ToolContext("", () -> {
            throw new IllegalStateException("the names of tools need no project");
        });
        Set<String> names = new LinkedHashSet<>(TaskExecutorServer.KIT_TOOLS);
        sets.forEach(set -> set.tools(unopened, Clock.systemUTC()).forEach(tool -> names.add(tool.name())));
        return names;
    }

    /** Where a tool is offered, by the words of the one who starts the server; empty if this server never offers it. */
    public static Optional<String> offering(String tool) {
        String server = "workflow mcp " + TaskExecutorServer.NAME;
        return Optional.ofNullable(Owners.BY_TOOL.get(tool))
                .map(set -> DEFAULT.contains(set) ? server : server + " --toolsets " + set.word());
    }

    /** Which toolset has a tool. Advice asks for it again and again, so the tools are made once for it, and not at the start. */
    private static final class Owners {
        static final Map<String, TaskToolset> BY_TOOL = new HashMap<>();

        static {
            for (TaskToolset set : values()) {
                tools(EnumSet.of(set)).forEach(tool -> BY_TOOL.putIfAbsent(tool, set));
            }
        }
    }

    /** Every tool, for a program that calls them for a person. */
    public static List<Tool<?, ?>> allTools(ToolContext context, Clock clock) {
        return Arrays.stream(values())
                .<Tool<?, ?>>flatMap(set -> set.tools(context, clock).stream())
                .toList();
    }

    List<Tool<?, ?>> tools(ToolContext context, Clock clock) {
        TaskTools tools = new TaskTools(context, clock);
        return switch (this) {
            case WORK -> both(tools.work(), VerifyTools.of(context, clock));
            case EDIT -> tools.edit();
            case WORKFLOWS -> tools.workflows();
            case PLAN -> both(ScheduleTools.of(context), TemplateTools.of(context, clock));
            case EXCHANGE -> both(ImportTools.of(context, clock), ExportTools.of(context, clock));
            case VERIFICATION -> VerifyTools.onRequest(context, clock);
        };
    }

    private static List<Tool<?, ?>> both(List<Tool<?, ?>> some, List<Tool<?, ?>> others) {
        List<Tool<?, ?>> tools = new ArrayList<>(some);
        tools.addAll(others);
        return tools;
    }
}
