package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.projectmanagement.completion.CompletionTools;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.projectmanagement.handoff.HandoffTools;
import io.workfloworchestrator.projectmanagement.migration.MigrationTools;
import io.workfloworchestrator.projectmanagement.reports.ReportTools;
import io.workfloworchestrator.projectmanagement.setup.SetupTools;
import io.workfloworchestrator.server.LocalClock;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tools that commands call, so that a person gets what an agent gets. */
enum ToolFamily {
    GOALS(context -> GoalTools.of(context, LocalClock.here())),
    HANDOFFS(HandoffTools::of),
    REPORTS(context -> new ReportTools(context, LocalClock.here()).all()),
    COMPLETION(context -> new CompletionTools(context, LocalClock.here()).all()),
    SETUP(SetupTools::of),
    MIGRATION(MigrationTools::of),
    /** The workflows of tasks, whichever workflow the person asked for. */
    TASKS(context -> TaskToolset.allTools(context, Clock.systemUTC()));

    @SuppressWarnings("ImmutableEnumChecker") // a function without a state
    private final Function<ToolContext, List<Tool<?, ?>>> tools;

    ToolFamily(Function<ToolContext, List<Tool<?, ?>>> tools) {
        this.tools = tools;
    }

    Json.Obj ask(Workbench bench, String name, Json.Obj arguments) {
        return call(bench, name, arguments, bench.cause(Optional.empty()));
    }

    /** The answer of a tool. @throws CodedException as the tool refuses */
    Json.Obj call(Workbench bench, String name, Json.Obj arguments, Cause cause) {
        OpenProject project = this == TASKS ? bench.project(TaskExecutorServer.WORKFLOWS) : bench.project();
        return call(tools.apply(ToolContext.of(project, cause)), name, arguments);
    }

    /** As {@link #call(Workbench, String, Json.Obj, Cause)}, of one of these tools. */
    static Json.Obj call(List<? extends Tool<?, ?>> tools, String name, Json.Obj arguments) {
        Tool<?, ?> tool = tools.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no tool called " + name));
        ToolAnswer answer = tool.answer(arguments, ToolCall.local());
        if (answer.isError()) {
            throw refusal(answer.structured().at("error").orElse(Json.Obj.EMPTY));
        }
        return answer.structured();
    }

    /** What a tool refuses, with the command that does what it names as the next call. */
    private static CodedException refusal(Json error) {
        String message =
                ToolWords.said(error.at("message").flatMap(Json::asText).orElse(""));
        Optional<String> next = error.at("next")
                .flatMap(call -> CommandsOfTools.ofPlanning(
                        call.at("tool").flatMap(Json::asText).orElse(""),
                        call.at("arguments").orElse(Json.Obj.EMPTY).asObject()));
        return new CodedException(
                error.at("code").flatMap(Json::asText).orElse("E_INTERNAL"),
                message + next.map(line -> " Run: workflow " + line).orElse(""));
    }
}
