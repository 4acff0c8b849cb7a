package io.workfloworchestrator.app;

import java.util.function.Supplier;
import picocli.CommandLine;

/** A command of the program. */
abstract class CliCommand {
    /** Where it answers; given to it before it runs. */
    Console console = Console.silent();

    /** A new command as picocli runs it, with its help. */
    static CommandLine of(Supplier<? extends CliCommand> made, Console console) {
        CommandLine line = made.get().model(console);
        line.getCommandSpec().mixinStandardHelpOptions(true);
        return line;
    }

    /** The command as picocli runs it, with this console. */
    CommandLine model(Console given) {
        console = given;
        return new CommandLine(this);
    }
}
