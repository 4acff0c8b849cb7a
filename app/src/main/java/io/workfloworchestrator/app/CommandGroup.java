package io.workfloworchestrator.app;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command that only groups others, such as {@code workflow goals}. */
final class CommandGroup extends CliCommand {
    private final String description;
    private final List<Supplier<CliCommand>> commands;

    /** {@code commands} are those below it, in the order of the help. */
    @SafeVarargs
    CommandGroup(String description, Supplier<CliCommand>... commands) {
        this.description = description;
        this.commands = List.of(commands);
    }

    @Override
    CommandLine line(Console console) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        CommandLine line = new CommandLine(spec);
        commands.forEach(command -> line.addSubcommand(Cli.command(command, console)));
        return line;
    }

    /** Servers: staging and production. */
    static CommandGroup server() {
        return new CommandGroup(
                "Staging and production of servers: built and checked, promoted at once, rolled back in one command.",
                ServerAddCommand::new,
                ServerListCommand::new,
                ServerShowCommand::new,
                ServerChangeCommand::new,
                ServerCheckCommand::new,
                ServerReplayCommand::new,
                ServerPromoteCommand::new,
                ServerRollbackCommand::new,
                ServerRestoreCommand::new,
                ServerRunningCommand::new,
                ServerAdoptCommand::new,
                ServerPruneCommand::new);
    }

    /** What went wrong with servers. */
    static CommandGroup issue() {
        return new CommandGroup(
                "Issues of servers, from their report to the release that mends them; ISSUE is a number such as I-001.",
                IssueReportCommand::new,
                IssueListCommand::new,
                IssueShowCommand::new,
                IssueTriageCommand::new,
                IssueReplayCommand::new,
                IssueLinkCommand::new,
                IssueStatsCommand::new);
    }

    /** Features, and whether what is written about them fits together. */
    static CommandGroup spec() {
        return new CommandGroup(
                "The features of the project: how far they are, and whether their documents, tests and code agree.",
                SpecListCommand::new,
                SpecImportCommand::new,
                SpecMergeCommand::new,
                SpecShowCommand::new,
                SpecStatusCommand::new,
                SpecAnalyseCommand::new,
                SpecClarifyCommand::new,
                SpecStaleCommand::new,
                SpecLintCommand::new,
                SpecDriftCommand::new);
    }

    /** The items of a workflow, such as tasks, goals or issues. */
    static CommandGroup item() {
        return new CommandGroup(
                "The items of a workflow, such as its tasks or issues; ID is an id, a number, or the beginning of an id.",
                ItemListCommand::new,
                ItemShowCommand::new,
                ItemAddCommand::new,
                ItemEditCommand::new,
                ItemMoveCommand::new,
                ItemRemoveCommand::new,
                ItemReorderCommand::new,
                ItemNeedCommand::new,
                ItemClaimCommand::new,
                ItemRenewCommand::new,
                ItemReleaseCommand::new,
                ItemSweepCommand::new,
                ItemEvidenceCommand::new,
                ItemPlanCommand::new,
                ItemBoardCommand::new,
                ItemGraphCommand::new);
    }
}
