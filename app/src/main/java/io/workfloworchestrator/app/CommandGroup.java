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
    @SuppressWarnings("varargs")
    CommandGroup(String description, Supplier<CliCommand>... commands) {
        this.description = description;
        this.commands = List.of(commands);
    }

    @Override
    CommandLine model(Console console) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        CommandLine line = new CommandLine(spec);
        commands.forEach(command -> line.addSubcommand(CliCommand.of(command, console)));
        return line;
    }

    static CommandGroup item() {
        return new CommandGroup(
                "The items of a workflow, such as its tasks or issues; ID is an id, a number, or the beginning of an id.",
                ItemViews.Listed::new,
                ItemViews.Show::new,
                ItemChangeCommands.Add::new,
                ItemChangeCommands.Edit::new,
                ItemChangeCommands.Move::new,
                ItemChangeCommands.Remove::new,
                ItemChangeCommands.Reorder::new,
                ItemChangeCommands.Need::new,
                ItemClaimCommands.ClaimOne::new,
                ItemClaimCommands.Renew::new,
                ItemClaimCommands.Release::new,
                ItemClaimCommands.Sweep::new,
                ItemChangeCommands.AddEvidence::new,
                ItemPictureCommands.Order::new,
                ItemPictureCommands.Board::new,
                ItemPictureCommands.Graph::new);
    }
}
