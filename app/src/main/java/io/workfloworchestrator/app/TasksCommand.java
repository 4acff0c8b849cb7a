package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow tasks …}: the workflows of tasks; each thing to do is a command below it. */
@Command(
        name = "tasks",
        description = "Workflows of tasks; WORKFLOW is a name, TASK is a number such as 3.",
        synopsisSubcommandLabel = "COMMAND")
final class TasksCommand implements CommandGroup {
    /** In the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("list", TasksListCommand::new);
        COMMANDS.put("new", TasksNewCommand::new);
        COMMANDS.put("plan", TasksPlanCommand::new);
        COMMANDS.put("next", TasksNextCommand::new);
        COMMANDS.put("claim", TasksClaimCommand::new);
        COMMANDS.put("done", TasksDoneCommand::new);
        COMMANDS.put("verify", TasksVerifyCommand::new);
        COMMANDS.put("checks", TasksChecksCommand::new);
        COMMANDS.put("approve", TasksApproveCommand::new);
        COMMANDS.put("attest", TasksAttestCommand::new);
        COMMANDS.put("hook", TasksHookCommand::new);
        COMMANDS.put("change", TasksChangeCommand::new);
        COMMANDS.put("stuck", TasksStuckCommand::new);
        COMMANDS.put("board", TasksBoardCommand::new);
        COMMANDS.put("graph", TasksGraphCommand::new);
        COMMANDS.put("archive", TasksArchiveCommand::new);
        COMMANDS.put("reopen", TasksReopenCommand::new);
        COMMANDS.put("import", TasksImportCommand::new);
        COMMANDS.put("export", TasksExportCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
