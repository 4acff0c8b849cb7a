package io.workfloworchestrator.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the candidates for the last word, one per line; the shells' scripts of {@link CompletionCommand} run it. */
@Command(name = "complete-words", description = "Candidates for the last word of a command line; shells run it.")
final class CompleteWordsCommand extends CliCommand implements Callable<Integer> {
    private final Supplier<CommandLine> model;

    @Parameters(index = "0", paramLabel = "SHELL", description = "For which shell.")
    private String shell = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WORD",
            description = "The words after the program's name.")
    private List<String> words = new ArrayList<>();

    /** {@code model} describes all commands. */
    CompleteWordsCommand(Supplier<CommandLine> model) {
        this.model = model;
    }

    @Override
    public Integer call() {
        String current = words.isEmpty() ? "" : words.get(words.size() - 1);
        for (Completion.Candidate candidate : Completion.of(model.get(), words)) {
            console.line(written(candidate, current));
        }
        console.out().flush();
        return ExitCode.OK.number();
    }

    private String written(Completion.Candidate candidate, String current) {
        String about = Console.plain(candidate.about());
        return switch (shell) {
            // Bash ends words at ':' and '=', and replaces only the part behind the last of these.
            case "bash" -> candidate.word().substring(Math.max(current.lastIndexOf(':'), current.lastIndexOf('=')) + 1);
            case "zsh" -> candidate.word().replace(":", "\\:") + (about.isEmpty() ? "" : ":" + about);
            default -> candidate.word() + (about.isEmpty() ? "" : "\t" + about);
        };
    }
}
