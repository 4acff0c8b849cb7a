package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow server …}: staging and production of servers; each thing to do is a command below it. */
@Command(
        name = "server",
        description =
                "Staging and production of servers: built and checked, promoted at once, rolled back in one command.",
        synopsisSubcommandLabel = "COMMAND")
final class ServerCommand implements CommandGroup {
    /** In the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("add", ServerAddCommand::new);
        COMMANDS.put("list", ServerListCommand::new);
        COMMANDS.put("show", ServerShowCommand::new);
        COMMANDS.put("change", ServerChangeCommand::new);
        COMMANDS.put("check", ServerCheckCommand::new);
        COMMANDS.put("replay", ServerReplayCommand::new);
        COMMANDS.put("promote", ServerPromoteCommand::new);
        COMMANDS.put("rollback", ServerRollbackCommand::new);
        COMMANDS.put("restore", ServerRestoreCommand::new);
        COMMANDS.put("running", ServerRunningCommand::new);
        COMMANDS.put("adopt", ServerAdoptCommand::new);
        COMMANDS.put("prune", ServerPruneCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
