package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow handoffs …}: goals that are passed on, and the messages of other servers about them. */
@Command(
        name = "handoffs",
        description = "What was passed on to other servers: pass goals on, and take what they tell.",
        synopsisSubcommandLabel = "COMMAND")
final class HandoffsCommand implements CommandGroup {
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("list", HandoffsListCommand::new);
        COMMANDS.put("spec", HandoffsSpecCommand::new);
        COMMANDS.put("tasks", HandoffsTasksCommand::new);
        COMMANDS.put("import", HandoffsImportCommand::new);
        COMMANDS.put("export", HandoffsExportCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
