package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that other programs run: a shell to complete the words of a command line, and git to merge state files. */
final class ShellCommands {
    private ShellCommands() {}

    @Command(
            name = "completion",
            description = {
                "Prints what makes a shell complete commands, options, steps, rules, keys and revisions.",
                "bash: source <(workflow completion bash)    zsh: source <(workflow completion zsh)",
                "fish: workflow completion fish | source"
            })
    static final class Scripts extends CliCommand implements Callable<Integer> {
        static final List<String> SHELLS = List.of("bash", "zsh", "fish");

        /** Each script asks the program for the candidates, and forbids it to build itself while somebody waits. */
        private static final String BASH = """
            _workflow() {
                local IFS=$' \\t\\n' line=${COMP_LINE:0:COMP_POINT}
                local -a words
                read -r -a words <<< "$line"
                [[ $line == *[[:space:]] ]] && words+=("")
                IFS=$'\\n'
                COMPREPLY=($(WORKFLOW_NO_BUILD=1 @PROGRAM@ complete-words bash -- "${words[@]:1}" 2>/dev/null))
            }
            complete -o default -F _workflow workflow
            """;

        private static final String ZSH = """
            #compdef workflow
            _workflow() {
                local -a found
                found=("${(@f)$(WORKFLOW_NO_BUILD=1 @PROGRAM@ complete-words zsh -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                if [[ -n ${found[1]} ]]; then
                    _describe workflow found
                else
                    _files
                fi
            }
            (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
            compdef _workflow workflow
            """;

        private static final String FISH = """
            function __workflow_words
                set -l words (commandline -opc)
                env WORKFLOW_NO_BUILD=1 @PROGRAM@ complete-words fish -- $words[2..-1] (commandline -ct | string collect --allow-empty) 2>/dev/null
            end
            complete -c workflow -k -a '(__workflow_words)'
            """;

        private final Given<String> shell = operand("SHELL", "bash, zsh or fish.");
        private final Given<Boolean> json = flag("--json", "Answer as JSON; docs/cli-json.md describes it.");

        @Override
        public Integer call() {
            console.json(json.get());
            String script = switch (shell.get()) {
                case "bash" -> BASH;
                case "zsh" -> ZSH;
                case "fish" -> FISH;
                default ->
                    throw new UsageException("there is no completion for '" + shell.get() + "'; there is for "
                            + String.join(", ", SHELLS) + ".");
            };
            String text = script.replace("@PROGRAM@", ClientConfig.shellLine(Program.command()));
            console.answer(
                    Json.Obj.EMPTY.with("shell", shell.get()).with("script", text),
                    () -> text.lines().forEach(console::verbatim));
            return ExitCode.OK.number();
        }
    }

    /** Prints the candidates for the last word, one per line; the shells' scripts of {@link Scripts} run it. */
    @Command(name = "complete-words", description = "Candidates for the last word of a command line; shells run it.")
    static final class Candidates extends CliCommand implements Callable<Integer> {
        private final Supplier<CommandLine> model;

        private final Given<String> shell = operand("SHELL", "For which shell.");
        private final Given<List<String>> words = operands("WORD", "0..*", "The words after the program's name.");

        Candidates(Supplier<CommandLine> model) {
            this.model = model;
        }

        @Override
        public Integer call() {
            String current =
                    words.get().isEmpty() ? "" : words.get().get(words.get().size() - 1);
            for (Completion.Candidate candidate : Completion.of(model.get(), words.get())) {
                console.line(written(candidate, current));
            }
            console.out().flush();
            return ExitCode.OK.number();
        }

        private String written(Completion.Candidate candidate, String current) {
            String about = Console.plain(candidate.about());
            return switch (shell.get()) {
                // Bash ends words at ':' and '=', and replaces only the part behind the last of these.
                case "bash" ->
                    candidate.word().substring(Math.max(current.lastIndexOf(':'), current.lastIndexOf('=')) + 1);
                case "zsh" -> candidate.word().replace(":", "\\:") + (about.isEmpty() ? "" : ":" + about);
                default -> candidate.word() + (about.isEmpty() ? "" : "\t" + about);
            };
        }
    }

    @Command(name = "merge-files", description = "Merges a state file by structure; git runs it.")
    static final class MergeFiles extends CliCommand implements Callable<Integer> {
        private final Given<Path> base = operand("BASE", Path.class, "What both sides started from (git's %%O).");
        private final Given<Path> ours = operand("OURS", Path.class, "Our side; the result is written here (%%A).");
        private final Given<Path> theirs = operand("THEIRS", Path.class, "Their side (%%B).");
        private final Given<String> path = operand("PATH", "Where the merged file belongs (%%P).");

        @Override
        public Integer call() throws IOException {
            Path here = Path.of("").toAbsolutePath();
            StateMerge.Result result = isView()
                    ? StateMerge.mergeView(base.get(), ours.get(), theirs.get(), path.get(), here)
                    : StateMerge.merge(base.get(), ours.get(), theirs.get(), path.get(), here);
            if (result.status() != 0) {
                console.error("E_STATE_MERGE_CONFLICT", result.message());
            }
            return result.status();
        }

        /** All state of a project lies in one folder, and the project may lie below the folder of the repository. */
        private boolean isView() {
            return path.get().endsWith(".json") && !("/" + path.get()).contains("/" + Layout.FOLDER + "/");
        }
    }
}
