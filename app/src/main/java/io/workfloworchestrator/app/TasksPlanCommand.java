package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.workflows.ScheduleTools;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks plan WORKFLOW}: whether several agents help, and who does what when. */
@Command(name = "plan", description = "Whether several agents help with a workflow, and who does what when.")
final class TasksPlanCommand extends ProjectCommand {
    @Parameters(paramLabel = "WORKFLOW", description = "The name of a workflow of tasks.")
    private String name = "";

    @Option(names = "--agents", paramLabel = "N", description = "On how many agents, 1 to 64; 4 when not given.")
    private int agents = 4;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            description = "conservative keeps tasks of common files apart, balanced does so where nobody has to wait,"
                    + " aggressive does not care; balanced when not given.")
    private String strategy = "balanced";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many tasks of each list; 30 when not given.")
    private int limit = 30;

    TasksPlanCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        Json.Obj arguments = Json.Obj.EMPTY
                .with("workflowName", Json.of(name))
                .with("maxParallelAgents", Json.of(agents))
                .with("executionStrategy", Json.of(strategy))
                .with("limit", Json.of(limit));
        Json.Obj answer = TaskCalls.ask(bench, ScheduleTools.ANALYZE, arguments);
        console.answer(answer.without("changes"), () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        boolean worth =
                answer.find("shouldParallelize").filter(Json.of(true)::equals).isPresent();
        console.line(console.bold(worth ? "Several agents help: " : "One agent is enough: ")
                + text(answer, "estimatedSpeedup") + " times as fast, confidence " + text(answer, "confidence")
                + " %, risk of common files "
                + text(answer, "fileConflictRisk") + ".");
        console.paragraph("  ", "  ", text(answer, "reasoning"));
        List<Json> batches = list(answer, "batches");
        for (int i = 0; i < batches.size(); i++) {
            console.paragraph("  " + ItemTable.padded("batch " + (i + 1), 10), "            ", joined(batches.get(i)));
        }
        console.paragraph(
                "  " + ItemTable.padded("critical", 10),
                "            ",
                joined(answer.find("criticalPath").orElse(Json.Null.VALUE)));
        list(answer, "ranking")
                .forEach(one -> console.paragraph("  ", "    ", one.asText().orElse("")));
        for (Json conflict : list(answer, "conflicts")) {
            console.paragraph(
                    console.warn("  ! "),
                    "    ",
                    joined(conflict.at("tasks").orElse(Json.Null.VALUE)) + " both change "
                            + text(conflict.asObject(), "file"));
        }
    }

    private static List<Json> list(Json.Obj answer, String field) {
        return answer.find(field).map(Json::asList).orElse(List.of());
    }

    private static String text(Json.Obj answer, String field) {
        return answer.find(field)
                .map(value -> value.asText().orElseGet(value::toString))
                .orElse("");
    }

    private static String joined(Json ids) {
        return String.join(
                ", ", ids.asList().stream().flatMap(id -> id.asText().stream()).toList());
    }
}
