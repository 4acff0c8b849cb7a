package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow spec …}: features, and whether what is written about them fits together. */
@Command(
        name = "spec",
        description =
                "The features of the project: how far they are, and whether their documents, tests and code agree.",
        synopsisSubcommandLabel = "COMMAND")
final class SpecCommand implements CommandGroup {
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("list", SpecListCommand::new);
        COMMANDS.put("import", SpecImportCommand::new);
        COMMANDS.put("merge", SpecMergeCommand::new);
        COMMANDS.put("show", SpecShowCommand::new);
        COMMANDS.put("status", SpecStatusCommand::new);
        COMMANDS.put("analyse", SpecAnalyseCommand::new);
        COMMANDS.put("clarify", SpecClarifyCommand::new);
        COMMANDS.put("stale", SpecStaleCommand::new);
        COMMANDS.put("lint", SpecLintCommand::new);
        COMMANDS.put("drift", SpecDriftCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
