package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.FileTree;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.Approvals;
import io.workfloworchestrator.taskexecutor.verify.Check;
import io.workfloworchestrator.taskexecutor.verify.ClaudeHook;
import io.workfloworchestrator.taskexecutor.verify.TaskGate;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification;
import io.workfloworchestrator.taskexecutor.verify.VerificationRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The commands about what proves tasks: which checks there are, who approved them, and the hook that asks for them. */
final class TaskChecks {
    private TaskChecks() {}

    @Command(name = "checks", description = "The commands that prove tasks, and which of them somebody approved.")
    static final class Listed extends ProjectCommand {
        @Override
        ExitCode run(Workbench bench) {
            VerificationRules rules = VerificationRules.of(bench.folder());
            Approvals approvals = new Approvals(bench.states(), bench.folder(), Clock.systemUTC());
            Json.Obj answer = Json.Obj.EMPTY
                    .with("checks", Answers.list(rules.checks(), check -> json(check, approvals)))
                    .with("proposed", rules.proposed());
            return console.done(answer, () -> print(bench, rules, approvals));
        }

        private static Json json(Check check, Approvals approvals) {
            Json.Obj json = Json.Obj.EMPTY
                    .with("name", check.name())
                    .with("command", check.line())
                    .with("folder", check.folder())
                    .with("timeoutSeconds", check.timeout().toSeconds())
                    .with("stages", Json.strings(check.stageWords()))
                    .with("fingerprint", approvals.shown(check));
            return approvals
                    .find(check)
                    .map(approval -> json.with("approvedBy", approval.by())
                            .with("approvedAt", approval.at().toString()))
                    .orElse(json);
        }

        private void print(Workbench bench, VerificationRules rules, Approvals approvals) {
            if (rules.checks().isEmpty()) {
                console.line("No check is declared, and no build file proposes one. Declare them in "
                        + VerificationRules.FILE + ".");
                return;
            }
            for (Check check : rules.checks()) {
                String approved = approvals
                        .find(check)
                        .map(approval -> "approved by " + approval.by())
                        .orElseGet(() -> console.warn("not approved"));
                console.line(console.bold(ItemTable.padded(check.name(), 16)) + check.line() + "  " + approved);
            }
            if (rules.proposed()) {
                console.line(
                        console.dim("Proposed by the build files; " + VerificationRules.FILE + " declares others."));
            }
            if (rules.checks().stream().anyMatch(check -> approvals.find(check).isEmpty())) {
                console.line(console.dim("Approve one: " + bench.meant().command("tasks approve NAME")));
            }
        }
    }

    /**
     * {@code workflow tasks approve CHECK}: a person approves the command of a check, after it was shown. There is no tool that does
     * this: an agent may run only what a person has seen.
     */
    @Command(
            name = "approve",
            description =
                    "Approve the command of a check, so that servers may run it. It is shown, and you are asked; without"
                            + " a terminal, --fingerprint says what you have seen.")
    static final class Approve extends ChangingCommand {
        private final Given<String> name = operand("CHECK", "Its name, as 'workflow tasks checks' lists it.");
        private final Given<String> fingerprint = option(
                "--fingerprint HEX",
                "The fingerprint that 'workflow tasks checks --json' shows; then nobody is asked.");
        private final Given<String> reason = option("--reason TEXT", "Why; kept in the history.");

        @Override
        ExitCode run(Workbench bench) {
            Check check = VerificationRules.of(bench.folder()).check(name.get());
            Approvals approvals = new Approvals(bench.states(), bench.folder(), Clock.systemUTC());
            if (fingerprint.isGiven()) {
                requireSame(check, approvals.shown(check));
            } else if (!isAgreed(check, approvals)) {
                console.line("Nothing was approved.");
                return ExitCode.REFUSED;
            }
            approvals.approve(check, bench.cause(reason.find()));
            bench.publish();
            Json.Obj answer = Answers.at(bench.states().head())
                    .with("check", check.name())
                    .with("command", check.line())
                    .with("fingerprint", approvals.shown(check));
            return console.done(
                    answer,
                    () -> console.line(console.bold(check.name())
                            + " is approved. If its command changes, it must be approved again."));
        }

        private void requireSame(Check check, String shown) {
            String given = fingerprint.find().orElse("").strip().toLowerCase(Locale.ROOT);
            if (!given.equals(shown)) {
                throw new UsageException("the fingerprint of " + check.name() + " is " + shown + ", not " + given
                        + ": its command is another one than you have seen. Look at it with 'workflow tasks checks --json'."
                        + " Nothing was approved.");
            }
        }

        private boolean isAgreed(Check check, Approvals approvals) {
            BufferedReader unused = console.input()
                    .orElseThrow(() -> new UsageException("nobody can be asked here. Look at the command with 'workflow"
                            + " tasks checks --json', and give its fingerprint: --fingerprint " + approvals.shown(check)
                            + ". Nothing was approved."));
            console.line("Servers may then run, as you, in "
                    + (check.folder().equals(".") ? "the project" : check.folder()) + ", whenever an agent asks:");
            console.line("  " + console.bold(check.line()));
            approvals.scripts(check).forEach((script, text) -> console.line("  " + script + ": " + text));
            List<String> variables = check.environment();
            if (!variables.isEmpty()) {
                console.line("  with the variables " + String.join(", ", variables));
            }
            console.line("Approve it? Type yes:");
            return console.ask("").orElse("").equalsIgnoreCase("yes");
        }
    }

    /**
     * {@code workflow tasks hook}: prints or writes the settings by which Claude Code asks before it completes a task of its own list,
     * and, started by it with {@code --ask}, answers.
     */
    @Command(
            name = "hook",
            description =
                    "Have Claude Code ask before it marks a task of its own list as completed: prints the settings;"
                            + " --write puts them into .claude/settings.json.")
    static final class Hook extends ProjectCommand {
        private static final int MOST_BYTES = 1 << 20;
        private static final String COMMAND = "workflow tasks hook --ask --project \"$CLAUDE_PROJECT_DIR\"";

        private final Given<Boolean> write =
                flag("--write", "Add the hook to .claude/settings.json; everything else in it stays.");
        private final Given<Boolean> ask = flag(
                "--ask",
                "Answer Claude Code, which gives its question on stdin: 2 and the reason on stderr if the task"
                        + " must not be completed yet.");

        private final InputStream question;

        Hook() {
            this(System.in);
        }

        Hook(InputStream question) {
            this.question = question;
        }

        @Override
        ExitCode run(Workbench bench) {
            return ask.get() ? answer(bench) : settings(bench);
        }

        private ExitCode answer(Workbench bench) {
            TaskVerification verification = new TaskVerification(bench.states(), bench.folder(), Clock.systemUTC());
            byte[] asking = FileTree.io(() -> question.readNBytes(MOST_BYTES));
            Optional<String> reason = ClaudeHook.asked(new String(asking, StandardCharsets.UTF_8))
                    .flatMap(asked -> new TaskGate(verification).refusal(asked));
            reason.ifPresent(text -> {
                console.err().println(text);
                console.err().flush();
            });
            return reason.isPresent() ? ExitCode.HELD_BACK : ExitCode.OK;
        }

        /** No tool of a server may write this file, so the folder of the project refuses it; a person who asks for it may. */
        private static void save(Path file, Json settings) {
            Path folder = Objects.requireNonNull(file.getParent(), "the settings are in a folder");
            if (Files.isSymbolicLink(folder) || Files.isSymbolicLink(file)) {
                throw new CodedException(
                        "E_PATH_SYMLINK",
                        ClaudeHook.SETTINGS
                                + " was not changed: it is a link. Put in by hand what this command prints without"
                                + " --write.");
            }
            try {
                Files.createDirectories(folder);
                Path whole = Files.createTempFile(folder, "settings", ".tmp");
                Files.writeString(whole, settings.toPrettyText());
                Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new CodedException("E_IO", ClaudeHook.SETTINGS + " was not changed: " + e.getMessage() + ".", e);
            }
        }

        private ExitCode settings(Workbench bench) {
            boolean there = bench.folder().exists(ClaudeHook.SETTINGS);
            Json before = there ? Json.parse(bench.folder().read(ClaudeHook.SETTINGS, MOST_BYTES)) : Json.Obj.EMPTY;
            Json.Obj after = ClaudeHook.settings(write.get() ? before : Json.Obj.EMPTY, COMMAND);
            boolean changed = write.get() && !after.equals(before);
            if (changed) {
                save(bench.folder().root().resolve(ClaudeHook.SETTINGS), after);
            }
            Json.Obj answer = Json.Obj.EMPTY.with("settings", after).with("written", changed);
            return console.done(answer, () -> {
                if (!write.get()) {
                    console.out().print(after.toPrettyText());
                } else if (changed) {
                    console.line(
                            "Claude Code asks from its next session on; the hook is in " + ClaudeHook.SETTINGS + ".");
                } else {
                    console.line("The hook is in " + ClaudeHook.SETTINGS + " already. Nothing was changed.");
                }
            });
        }
    }
}
