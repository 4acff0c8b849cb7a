package io.workfloworchestrator.app;

import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow setup …}: the set-up of a project, which {@code workflow ask setup} asks for. */
@Command(
        name = "setup",
        description = "The set-up of the project: 'workflow ask setup' asks, 'workflow setup finish' writes.",
        synopsisSubcommandLabel = "COMMAND")
final class SetupCommand implements CommandGroup {
    @Override
    public Map<String, Function<Console, Object>> commands() {
        return Map.of("finish", SetupFinishCommand::new);
    }
}
