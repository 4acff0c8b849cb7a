package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.GateDefinition;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.mcp.Completer;
import io.workfloworchestrator.mcp.McpPrompt;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The main ways of working, for a person to pick: begin, go on, find out why, catch up, leave a phase. */
final class WorkflowPrompts {
    private static final String LOOP =
            " Take the first suggestion, do exactly what it asks (call its tool with its params,"
                    + " or write the file at its path), then call get_next_steps again.";

    private static final String NEXT = Views.NEXT_TOOL;

    private WorkflowPrompts() {}

    static void addTo(WorkflowMcpServer.Builder server, Supplier<OpenProject> opened) {
        server.prompt(new McpPrompt(
                                "begin_project",
                                "Begin the project",
                                "Begin the work on this project and take the first step",
                                List.of(new McpPrompt.Argument("name", "The project's name", false)),
                                is -> "Call initialize_project_orchestration"
                                        + (is.getOrDefault("name", "").isBlank()
                                                ? ""
                                                : " with projectName \"" + is.get("name") + "\"")
                                        + ", then get_next_steps." + LOOP
                                        + " Ask me before you write anything that only I can know.")
                        .needing("initialize_project_orchestration", NEXT))
                .prompt(new McpPrompt(
                                "work_on",
                                "Work on what is next",
                                "Follow the suggestions until something needs a person",
                                List.of(),
                                is -> "Call get_next_steps." + LOOP
                                        + " Stop when nothing is suggested, when a warning needs me, or when a step needs my"
                                        + " decision; then tell me where the project stands.")
                        .needing(NEXT))
                .prompt(new McpPrompt(
                                "why",
                                "Why, or why not",
                                "Explain a suggestion, step or gate, and what would change it",
                                List.of(new McpPrompt.Argument("id", "A rule's id, step:ID, gate:ID or advance", true)),
                                is -> "Call explain with id \"" + is.get("id")
                                        + "\". Tell me in plain words which conditions hold"
                                        + " and which do not, the facts behind them with their sources, and the least that would"
                                        + " change the answer. Check it with simulate before you advise it.")
                        .needing("explain", "simulate"))
                .prompt(new McpPrompt(
                                "catch_up",
                                "What happened",
                                "Sum up what others changed",
                                List.of(new McpPrompt.Argument("since", "The revision you know", false)),
                                is -> "Call get_history"
                                        + (is.getOrDefault("since", "").isBlank()
                                                ? ""
                                                : " with since " + is.get("since"))
                                        + ", then get_project_status. Sum up who changed what and why, newest first, and what"
                                        + " it means for the next steps.")
                        .needing("get_history", "get_project_status"))
                .prompt(new McpPrompt(
                                "leave_phase",
                                "Leave the phase",
                                "Close what is missing and advance",
                                List.of(),
                                is ->
                                        "Call advance_workflow_phase. If it answers what is missing, do these things one after the"
                                                + " other, each by its tool or path, and call it again. Never skip validation unless I"
                                                + " say so and give the reason.")
                        .needing("advance_workflow_phase"))
                .complete(
                        "why",
                        (argument, typed, chosen) -> Completer.beginning(
                                typed, Stream.concat(ids(opened.get().workflow().running()), items(opened.get()))));
    }

    /** The items, each as {@code explain} takes it. */
    private static Stream<String> items(OpenProject project) {
        return project.workflow().running().kinds().keySet().stream()
                .flatMap(kind -> ItemResources.names(project, kind).map(id -> kind + ":" + id));
    }

    /** Everything that can be explained, but items. */
    private static Stream<String> ids(WorkflowDefinition definition) {
        Stream<String> rules = definition.rules().stream().map(RuleDefinition::id);
        Stream<String> steps = definition.phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .map(StepDefinition::id)
                .map(id -> "step:" + id);
        Stream<String> gates = definition.phases().stream()
                .flatMap(phase -> phase.exit().stream())
                .map(GateDefinition::id)
                .map(id -> "gate:" + id);
        return Stream.of(Stream.of("advance"), rules, steps, gates).flatMap(some -> some);
    }
}
