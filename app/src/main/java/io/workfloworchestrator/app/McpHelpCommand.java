package io.workfloworchestrator.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What {@code workflow help} tells of {@code mcp}; running one is {@link McpCommand}'s, which needs no picocli. */
@Command(
        name = "mcp",
        description = {
            "Serve a project to an MCP client over stdin and stdout: workflow mcp project-management [--project DIR].",
            "For another workflow of it: workflow mcp TYPE/ID, such as release/2.0.",
            "With --print-config CLIENT it prints how to add that server to a client instead."
        })
final class McpHelpCommand implements Callable<Integer> {
    private final Console console;

    McpHelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.error("E_USAGE", McpCommand.usage());
        return ExitCode.USAGE.number();
    }
}
