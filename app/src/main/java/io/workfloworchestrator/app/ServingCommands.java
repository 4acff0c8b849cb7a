package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.ServerStart;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.local.ProjectPlace;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The commands that a client starts: a server of this program, and the live release of another one. */
final class ServingCommands {
    private ServingCommands() {}

    @Command(
            name = "serve",
            description =
                    "Start the live release of a server, for a client; its standard streams are the server's own.")
    static final class Serve extends CliCommand implements Callable<Integer> {
        private final Given<String> name = operand("NAME", "The server.");
        private final Given<String> project = option(
                "--project DIR",
                "",
                "The project whose production it is; when not given, the nearest from the working directory upward"
                        + " that has .ai-planning.");
        private final Given<Boolean> record = flag(
                "--record",
                "Record what the client asks and gets, with a copy of the project, to replay it with later releases.");

        @Override
        public Integer call() {
            console.out().flush();
            ProjectFolder folder = ProjectPlace.of(project.get()).folder();
            ServerStart start = Environments.start(folder);
            return record.get()
                    ? start.record(
                            name.get(),
                            target -> LocalEnvironments.backup(folder.root(), target),
                            Clock.systemUTC().instant(),
                            console::note)
                    : start.run(name.get());
        }
    }

    /** Describes {@code mcp} in the help. {@link McpCommand} runs it, without picocli. */
    @Command(
            name = "mcp",
            description =
                    "Serve a project to an MCP client over stdin and stdout, or print how to add that server to a client.")
    static final class McpHelp extends CliCommand implements Callable<Integer> {
        McpHelp() {
            operand(
                    "project-management | spec-driven | task-executor | all | TYPE/ID | authoring", // a line may break
                    // at a blank
                    "The planning of the project, its specifications, its tasks, all of these in one, another workflow of it, such as release/2.0, or"
                            + " prompts for who writes servers.");
            option(
                    "--project DIR",
                    "The project's folder; when not given, the project of the client's root, else of"
                            + " CLAUDE_PROJECT_DIR, else of the working directory.");
            option(
                    "--print-config CLIENT",
                    "Print how to add the server to a client instead: claude-code, claude-desktop, cursor, vscode,"
                            + " windsurf, gemini, codex, zed, json.");
            option(
                    "--toolsets NAMES",
                    "For the planning: what to offer beside the orchestration, such as goals,setup, or all; what"
                            + " .ai-planning/planning.yaml says, else goals and handoff, when not given. For spec-driven:"
                            + " living,import, or all, beside its usual tools. For the tasks: edit,workflows, or all.");
            flag("--json", "With --print-config: answer as JSON; docs/cli-json.md describes it.");
        }

        /** Never called: {@link Main} starts a server without this class. */
        @Override
        public Integer call() {
            throw new IllegalStateException("mcp is started elsewhere");
        }
    }
}
