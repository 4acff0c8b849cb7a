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

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        quiet();
        // A server must not load what only people need: it is started once per agent.
        if (args.length > 1 && args[0].equals("mcp") && !HELP.contains(args[1])) {
            System.exit(McpCommand.run(args));
        }
        System.exit(Cli.run(args, console(answers(), errors())));
    }

    /** Libraries log by slf4j, and there is nothing that they have to say to a person. */
    static void quiet() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    /** Standard output. */
    static PrintWriter answers() {
        AnswerStream stdout = new AnswerStream(new FileOutputStream(FileDescriptor.out), "the answer");
        return new PrintWriter(stdout, false, StandardCharsets.UTF_8);
    }

    private static PrintWriter errors() {
        return new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /** UTF-8, whatever the platform's habit: JSON is, and so are the data. */
    static Console console(PrintWriter out, PrintWriter err) {
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean person = Terminal.isPresent() && !dumb;
        String noColour = System.getenv("NO_COLOR");
        int width = person ? Terminal.width() : Terminal.columns();
        return new Console(
                out,
                err,
                person && (noColour == null || noColour.isEmpty()),
                person ? width : Console.UNWRAPPED,
                width,
                () -> !dumb && Terminal.isErr());
    }
}
