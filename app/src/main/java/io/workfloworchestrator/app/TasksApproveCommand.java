package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.Approvals;
import io.workfloworchestrator.taskexecutor.verify.Check;
import io.workfloworchestrator.taskexecutor.verify.VerificationRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code workflow tasks approve CHECK}: a person approves the command of a check, after it was shown. There is no tool that does
 * this: an agent may run only what a person has seen.
 */
@Command(
        name = "approve",
        description =
                "Approve the command of a check, so that servers may run it. It is shown, and you are asked; without"
                        + " a terminal, --fingerprint says what you have seen.")
final class TasksApproveCommand extends ChangingCommand {
    @Parameters(paramLabel = "CHECK", description = "Its name, as 'workflow tasks checks' lists it.")
    private String name = "";

    @Option(
            names = "--fingerprint",
            paramLabel = "HEX",
            description = "The fingerprint that 'workflow tasks checks --json' shows; then nobody is asked.")
    private Optional<String> fingerprint = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        Check check = VerificationRules.of(bench.folder()).check(name);
        Approvals approvals = new Approvals(bench.states(), bench.folder(), Clock.systemUTC());
        if (fingerprint.isPresent()) {
            requireSame(check, approvals.shown(check));
        } else if (!isAgreed(check, approvals)) {
            console.line("Nothing was approved.");
            return ExitCode.REFUSED;
        }
        approvals.approve(check, bench.cause(reason));
        bench.publish();
        Json.Obj answer = Json.Obj.EMPTY
                .with("check", Json.of(check.name()))
                .with("command", Json.of(check.line()))
                .with("fingerprint", Json.of(approvals.shown(check)))
                .with("revision", Json.of(bench.states().head().number()));
        return console.done(
                answer,
                () -> console.line(console.bold(check.name())
                        + " is approved. If its command changes, it must be approved again."));
    }

    private void requireSame(Check check, String shown) {
        String given = fingerprint.orElse("").strip().toLowerCase(Locale.ROOT);
        if (!given.equals(shown)) {
            throw new UsageException("the fingerprint of " + check.name() + " is " + shown + ", not " + given
                    + ": its command is another one than you have seen. Look at it with 'workflow tasks checks --json'."
                    + " Nothing was approved.");
        }
    }

    private boolean isAgreed(Check check, Approvals approvals) {
        BufferedReader person = console.input()
                .orElseThrow(() -> new UsageException("nobody can be asked here. Look at the command with 'workflow"
                        + " tasks checks --json', and give its fingerprint: --fingerprint " + approvals.shown(check)
                        + ". Nothing was approved."));
        console.line("Servers may then run, as you, in " + (check.folder().equals(".") ? "the project" : check.folder())
                + ", whenever an agent asks:");
        console.line("  " + console.bold(check.line()));
        approvals.scripts(check).forEach((script, text) -> console.line("  " + script + ": " + text));
        List<String> variables = check.environment();
        if (!variables.isEmpty()) {
            console.line("  with the variables " + String.join(", ", variables));
        }
        console.line("Approve it? Type yes:");
        console.out().flush();
        try {
            String typed = Objects.requireNonNullElse(person.readLine(), "");
            return typed.strip().equalsIgnoreCase("yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
