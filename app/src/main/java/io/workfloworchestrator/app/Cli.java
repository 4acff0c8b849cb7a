package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.json.CodedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The commands, and the one place where their errors become words and exit codes. */
final class Cli {
    /** In the order of the help. */
    private static final Map<String, Supplier<CliCommand>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("init", InitCommand::new);
        COMMANDS.put("list", StandingCommands.Listed::new);
        COMMANDS.put("status", StandingCommands.Status::new);
        COMMANDS.put("next", AdviceCommands.Next::new);
        COMMANDS.put("why", AdviceCommands.WhyOne::new);
        COMMANDS.put("step", WorkflowCommands.StepIs::new);
        COMMANDS.put("advance", WorkflowCommands.Advanced::new);
        COMMANDS.put("data", WorkflowCommands.Data::new);
        COMMANDS.put("ask", AskCommand::new);
        COMMANDS.put("specify", SpecifyCommand::new);
        COMMANDS.put("spec", SpecCommands::group);
        COMMANDS.put("item", CommandGroup::item);
        COMMANDS.put("goals", GoalCommands::group);
        COMMANDS.put("tasks", TaskCommands::group);
        COMMANDS.put("handoffs", HandoffCommands::group);
        COMMANDS.put("server", ServerCommands::group);
        COMMANDS.put("serve", ServingCommands.Serve::new);
        COMMANDS.put("issue", IssueCommands::group);
        COMMANDS.put("setup", PlanCommands::setup);
        COMMANDS.put("plan", PlanCommands::plan);
        COMMANDS.put("history", StateCommands.History::new);
        COMMANDS.put("show", StateCommands.Show::new);
        COMMANDS.put("diff", StateCommands.Diff::new);
        COMMANDS.put("undo", StateCommands.Undo::new);
        COMMANDS.put("watch", StateCommands.Watch::new);
        COMMANDS.put("simulate", AdviceCommands.Simulate::new);
        COMMANDS.put("verify", DefinitionCommands.Verify::new);
        COMMANDS.put("definition", DefinitionCommands.Running::new);
        COMMANDS.put("grow", TakeOverCommands.Grow::new);
        COMMANDS.put("adopt", TakeOverCommands.Adopt::new);
        COMMANDS.put("migrate", TakeOverCommands.Migrate::new);
        COMMANDS.put("doctor", DoctorCommand::new);
        COMMANDS.put("export", TransferCommands.Export::new);
        COMMANDS.put("import", TransferCommands.Import::new);
        COMMANDS.put("mcp", ServingCommands.McpHelp::new);
        COMMANDS.put("new", NewCommand::new);
        COMMANDS.put("demo", () -> new DemoCommands.Play(Cli::run));
        COMMANDS.put("completion", ShellCommands.Scripts::new);
        COMMANDS.put("complete-words", () -> new ShellCommands.Candidates(Cli::model));
        COMMANDS.put("merge-files", ShellCommands.MergeFiles::new);
        COMMANDS.put("write-many", DemoCommands.WriteMany::new);
    }

    /** As narrow as picocli can set it. */
    private static final int NARROWEST_HELP = 55;

    private static final List<String> HIDDEN = List.of("merge-files", "write-many", "complete-words");

    private Cli() {}

    @Command(
            name = "workflow",
            description = "One shared, durable, explainable state for every MCP server, agent and person on a project.",
            version = "workflow 0.1.0",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root {}

    /** Runs one command line. An answer that could not be written makes a failure of it, whatever else it did. */
    static int run(String[] args, Console console) {
        try {
            int code = execute(args, console);
            console.out().flush();
            return code;
        } catch (AnswerLostException e) {
            return lost(e, console);
        }
    }

    private static int lost(AnswerLostException error, Console console) {
        if (error.isReaderGone()) {
            return ExitCode.READER_GONE.number();
        }
        console.json(false);
        console.error(error.code(), message(error));
        return ExitCode.of(error.code()).number();
    }

    private static int execute(String[] words, Console console) {
        String[] args = helped(words);
        Optional<String> broken =
                Arrays.stream(args).filter(GivenWords::isBroken).findFirst();
        if (broken.isPresent()) {
            console.json(List.of(args).contains("--json"));
            console.error("E_USAGE", GivenWords.notUtf8(broken.get()));
            return ExitCode.USAGE.number();
        }
        CommandLine line = new CommandLine(new Root());
        // Making a command's model costs time at every start, so only the one that is asked for is made.
        String asked = args.length > 0 ? args[0] : "";
        if (COMMANDS.containsKey(asked)) {
            add(line, asked, console);
        } else {
            COMMANDS.keySet().forEach(name -> add(line, name, console));
        }
        StringWriter help = new StringWriter();
        line.setOut(new PrintWriter(help));
        line.setErr(console.err());
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(Math.max(NARROWEST_HELP, console.width()));
        line.setHelpFactory(WholeWordsHelp::new);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        // Printed after picocli has returned: it would take an error in printing for a defect.
        List<IntSupplier> failures = new ArrayList<>();
        line.setParameterExceptionHandler((error, arguments) -> {
            failures.add(() -> usage(error, arguments, console));
            return ExitCode.USAGE.number();
        });
        line.setExecutionExceptionHandler((error, command, result) -> {
            failures.add(() -> failed(error, console));
            return ExitCode.INTERNAL.number();
        });
        line.setExecutionStrategy(Cli::runLast);
        if (args.length == 0) {
            console.out().print(WholeWordsHelp.finished(line.getUsageMessage()));
            return ExitCode.USAGE.number();
        }
        int code = line.execute(args);
        console.out().print(WholeWordsHelp.finished(help.toString()));
        return failures.isEmpty() ? code : failures.get(0).getAsInt();
    }

    /** People write {@code help}, {@code help COMMAND} and {@code COMMAND help}, too. */
    private static String[] helped(String[] words) {
        boolean first = words.length > 0 && words[0].equals("help");
        if (first && words.length == 1) {
            return new String[] {"--help"};
        }
        if (first) {
            boolean known = COMMANDS.containsKey(words[1]);
            return known ? new String[] {words[1], "--help"} : Arrays.copyOfRange(words, 1, words.length);
        }
        boolean last = words.length == 2 && words[1].equals("help") && COMMANDS.containsKey(words[0]);
        return last ? new String[] {words[0], "--help"} : words;
    }

    static CommandLine model() {
        CommandLine line = new CommandLine(new Root());
        Console silent = Console.silent();
        COMMANDS.keySet().forEach(name -> add(line, name, silent));
        return line;
    }

    /** Runs the command, but refuses an empty word: it mostly is an unset variable of a shell. */
    private static int runLast(CommandLine.ParseResult all) {
        CommandLine.ParseResult parsed = all;
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        CommandSpec spec = parsed.commandSpec();
        if (!HIDDEN.contains(spec.name())) {
            Stream<ArgSpec> given =
                    Stream.concat(parsed.matchedOptions().stream(), parsed.matchedPositionals().stream());
            given.filter(argument -> argument.originalStringValues().contains(""))
                    .findFirst()
                    .ifPresent(empty -> {
                        throw new ParameterException(spec.commandLine(), UsageWords.empty(empty));
                    });
        }
        return new CommandLine.RunLast().execute(all);
    }

    private static void add(CommandLine line, String name, Console console) {
        CommandLine sub = CliCommand.of(Objects.requireNonNull(COMMANDS.get(name), name), console);
        sub.getCommandSpec().usageMessage().hidden(HIDDEN.contains(name));
        line.addSubcommand(name, sub);
    }

    private static int usage(ParameterException error, String[] arguments, Console console) {
        console.json(List.of(arguments).contains("--json"));
        String command = error.getCommandLine().getCommandSpec().qualifiedName(" ");
        console.error("E_USAGE", UsageWords.of(error, List.of(arguments)) + "\n" + UsageWords.helpHint(command));
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception error, Console console) {
        if (error instanceof AnswerLostException lost) {
            return lost(lost, console);
        }
        if (error instanceof UncheckedIOException file) {
            return unreadable(file, console);
        }
        if (error instanceof CodedException refusal) {
            console.error(
                    refusal.code(),
                    refusal instanceof BrokenDefinitionException broken
                            ? broken(broken, console)
                            : ToolWords.said(refusal));
            return ExitCode.of(refusal.code()).number();
        }
        console.error(
                "E_INTERNAL",
                "a defect of this program: " + error + "\nNothing more was done. Please report it, with the lines "
                        + "that 'workflow doctor' prints.");
        if (System.getenv("WORKFLOW_DEBUG") != null) {
            error.printStackTrace(console.err());
            console.err().flush();
        }
        return ExitCode.INTERNAL.number();
    }

    /** The problems with their places, fitted to the terminal's width. */
    private static String broken(BrokenDefinitionException error, Console console) {
        return console.isJson()
                ? message(error)
                : error.problems().stream()
                        .flatMap(problem -> Stream.concat(
                                Stream.of(problem.headline()),
                                problem.excerpt(console.width() - Console.MARGIN).stream()
                                        .map(line -> "  " + line)))
                        .collect(Collectors.joining("\n"));
    }

    private static int unreadable(UncheckedIOException error, Console console) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        boolean absent = cause instanceof NoSuchFileException;
        String what = absent ? "there is no file to read: " : "a file cannot be read or written: ";
        console.error(absent ? "E_NOT_FOUND" : "E_FILE", what + message(cause) + ".");
        return (absent ? ExitCode.NOT_FOUND : ExitCode.STATE).number();
    }

    private static String message(Throwable error) {
        String message = error.getMessage();
        return message == null ? error.toString() : message;
    }

    /**
     * Picocli's help, in which lines are broken at spaces only. Picocli breaks them behind hyphens too, and behind some dots,
     * which cuts options and names such as {@code reference-1.0} and {@code .ai-planning}; so these are laid out as
     * other characters of the same width.
     */
    private static final class WholeWordsHelp extends Help {
        private static final char HYPHEN = '\u2011';
        private static final char DOT = '\u02b9';
        private static final Pattern INNER_DOT = Pattern.compile("\\.(?=\\S)");

        WholeWordsHelp(CommandSpec spec, ColorScheme colours) {
            super(laidOut(spec), colours);
        }

        private static CommandSpec laidOut(CommandSpec spec) {
            spec.usageMessage().description(laidOut(spec.usageMessage().description()));
            return spec;
        }

        private static String[] laidOut(String[] lines) {
            return Arrays.stream(lines).map(WholeWordsHelp::laidOut).toArray(String[]::new);
        }

        private static String laidOut(String text) {
            return INNER_DOT.matcher(text).replaceAll(String.valueOf(DOT)).replace('-', HYPHEN);
        }

        /** The text as it was. */
        static String finished(String help) {
            return help.replace(HYPHEN, '-').replace(DOT, '.');
        }

        @Override
        public IOptionRenderer createDefaultOptionRenderer() {
            IOptionRenderer renderer = super.createDefaultOptionRenderer();
            return (option, label, colours) -> laidOut(renderer.render(option, label, colours));
        }

        @Override
        public IParameterRenderer createDefaultParameterRenderer() {
            IParameterRenderer renderer = super.createDefaultParameterRenderer();
            return (parameter, label, colours) -> laidOut(renderer.render(parameter, label, colours));
        }

        /** The last column has the description. */
        private static Ansi.Text[][] laidOut(Ansi.Text[][] rows) {
            for (Ansi.Text[] row : rows) {
                int last = row.length - 1;
                row[last] = Ansi.OFF.new Text(laidOut(row[last].toString()));
            }
            return rows;
        }
    }
}
