package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.specdriven.analysis.AnalyseTool;
import io.workfloworchestrator.specdriven.analysis.DeriveTool;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The commands that do the same as the tools of the features. Pure functions. */
final class SpecCalls {
    private static final String GUIDE = "sdd_guide";
    private static final String TASK = "update_task_status";

    /** The moves of a task that lead to a status. */
    private static final Map<String, String> MOVES = Map.of(
            "in-progress", "start", "done", "complete", "blocked", "block", "backlog", "put-back", "dropped", "drop");

    /** The tools for which there is such a command. */
    static final Set<String> TOOLS = Set.of(GUIDE, AnalyseTool.NAME, DeriveTool.NAME, TASK);

    private SpecCalls() {}

    /** The words of the command behind the program's name; empty for another tool. */
    static Optional<String> command(Call call) {
        return switch (call.tool()) {
            case GUIDE -> Optional.of("specify" + option(call, "session", " --session "));
            case AnalyseTool.NAME -> Optional.of(analyse(call) + option(call, "feature", " "));
            case DeriveTool.NAME ->
                Optional.of("spec stale" + option(call, "feature", " ")
                        + option(call, "stage", text(call, "take").equals("true") ? " --take " : " --preview "));
            case TASK ->
                Optional.of("item move" + option(call, "taskId", " ") + " "
                        + MOVES.getOrDefault(text(call, "status"), "MOVE")
                        + option(call, "featureId", " -w feature/"));
            default -> Optional.empty();
        };
    }

    /** The task that a call is about, and its workflow, as words of a command; empty for another call. */
    static Optional<String> task(Call call) {
        return Optional.of(call)
                .filter(one -> one.tool().equals(TASK))
                .map(one -> text(one, "taskId") + option(one, "featureId", " -w feature/"));
    }

    private static String analyse(Call call) {
        return switch (text(call, "about")) {
            case "stale" -> "spec stale";
            case "clarity" -> "spec clarify";
            case "drift" -> "spec drift";
            case "lint" -> "spec lint";
            case "overlap" -> "spec show";
            default -> "spec analyse";
        };
    }

    private static String text(Call call, String parameter) {
        return Objects.toString(call.params().get(parameter), "");
    }

    private static String option(Call call, String parameter, String before) {
        String value = text(call, parameter);
        return value.isEmpty() ? "" : before + ClientConfig.shellWord(value);
    }
}
