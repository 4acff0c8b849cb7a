package io.workfloworchestrator.app;

import picocli.CommandLine;

/** A command of the program. */
abstract class CliCommand {
    /** Where it answers; given to it before it runs. */
    Console console = Console.silent();

    /** The command as picocli runs it, with this console. */
    CommandLine model(Console given) {
        console = given;
        return new CommandLine(this);
    }
}
