package io.workfloworchestrator.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The entry of the command {@code workflow}. */
public final class Main {
    private static final List<String> HELP = List.of("help", "-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        quiet();
        // A server must not load what only people need: it is started once per agent.
        if (args.length > 1 && args[0].equals("mcp") && !HELP.contains(args[1])) {
            System.exit(McpCommand.run(args));
        }
        PrintWriter errors = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(Cli.run(args, Console.here(AnswerStream.stdout(), errors)));
    }

    /** Libraries log by slf4j, and there is nothing that they have to say to a person. */
    static void quiet() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
}
