package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow goals …}: the goals of the planning; each thing to do is a command below it. */
@Command(
        name = "goals",
        description = "The goals of the planning; GOAL is a number such as G-01 or 1, an id, or a name.",
        synopsisSubcommandLabel = "COMMAND")
final class GoalsCommand implements CommandGroup {
    /** In the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("list", GoalsListCommand::new);
        COMMANDS.put("show", GoalsShowCommand::new);
        COMMANDS.put("add", GoalsAddCommand::new);
        COMMANDS.put("evaluate", GoalsEvaluateCommand::new);
        COMMANDS.put("ideas", GoalsIdeasCommand::new);
        COMMANDS.put("promote", GoalsPromoteCommand::new);
        COMMANDS.put("progress", GoalsProgressCommand::new);
        COMMANDS.put("reorder", GoalsReorderCommand::new);
        COMMANDS.put("archive", GoalsArchiveCommand::new);
        COMMANDS.put("board", GoalsBoardCommand::new);
        COMMANDS.put("review", GoalsReviewCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
