package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.completion.CompletionTools;
import io.workfloworchestrator.projectmanagement.reports.ReportTools;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Does for commands what the tools for reports and for the end of a project do. Not thread-safe. */
final class PlanCalls {
    private final Workbench bench;
    private final ToolCalls calls;
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    PlanCalls(Workbench bench) {
        this.bench = bench;
        this.calls = new ToolCalls(bench);
    }

    Json.Obj report(String tool, Json.Obj arguments) {
        return called(context -> ReportTools.of(context, clock), tool, arguments);
    }

    Json.Obj completion(String tool, Json.Obj arguments) {
        return called(context -> CompletionTools.of(context, clock), tool, arguments);
    }

    private Json.Obj called(Function<ToolContext, List<Tool<?, ?>>> tools, String tool, Json.Obj arguments) {
        Cause cause = bench.cause(Optional.empty());
        return calls.call(tools, tool, arguments, cause);
    }

    /** The elements of a list of an answer. */
    static List<Json> list(Json answer, String name) {
        return answer.at(name).map(Json::asList).orElse(List.of());
    }

    /** What an answer recommends, each with the command that does it; for people. */
    void recommended(Console console, Json answer) {
        for (Json one : list(answer, "recommendations")) {
            console.paragraph("- ", "  ", ToolCalls.said(GoalTable.text(one, "action")));
            command(one).ifPresent(line -> console.labelled("  ", "do", line));
        }
    }

    /** The command line that does what is recommended, if there is one. */
    private Optional<String> command(Json recommended) {
        Optional<String> line = recommended.at("command").flatMap(Json::asText);
        String tool = GoalTable.text(recommended, "tool");
        if (line.isPresent() || tool.isEmpty()) {
            return line.map(Console::plain);
        }
        Json.Obj params = recommended.at("params").orElse(Json.Obj.EMPTY).asObject();
        if (tool.equals("get_next_steps")) {
            return Optional.of(bench.meant().command("next"));
        }
        if (tool.equals("complete_step")) {
            Call call = new Call(tool, Map.of("step", params.text("step").orElse("")));
            return Optional.of(NextCommand.command(bench, call));
        }
        return PlanningCalls.command(tool, params).map(bench.meant()::command);
    }
}
