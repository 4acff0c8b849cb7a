package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.CheckLimits;
import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.GateResult;
import io.workfloworchestrator.app.environments.Staging;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow server check NAME}: builds a release and checks it. */
@Command(name = "check", description = "Build a release from a clean copy of the source, and check it.")
final class ServerCheckCommand extends EnvironmentCommand {
    private static final int MOST_LINES = 12;

    @Parameters(paramLabel = "NAME", description = "The server.")
    private String name = "";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "What each command of the build and the tests may take; 15 when not given.")
    private int minutes = (int) CheckLimits.USUAL.command().toMinutes();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        UsageWords.requireAtLeast(1, minutes, "--minutes");
        ServerEntry server = environments.book().named(name);
        Environments bounded = environments.within(CheckLimits.USUAL.command(Duration.ofMinutes(minutes)));
        Staging.Checked checked =
                bounded.staging().check(server, bench.cause(Optional.empty()), result -> print(console, result));
        console.answer(ServerMoves.json(server, checked), () -> console.paragraph("", "", outcome(server, checked)));
        return checked.isPassed() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private static String outcome(ServerEntry server, Staging.Checked checked) {
        String title = checked.release().map(ReleaseEntry::title).orElse(server.name());
        if (checked.isLive()) {
            return checked.isPassed()
                    ? title
                            + ", which is live, passed again. Nothing was built that differs from it, so there is nothing"
                            + " to promote."
                    : title + ", which is live, does not pass any more, and stays live. Mend the source, or go back:"
                            + " workflow server rollback " + server.name() + " --reason TEXT.";
        }
        return checked.isPassed()
                ? title + " passed" + (checked.isAgain() ? " again" : "") + ". Promote it: workflow server promote "
                        + server.name()
                : server.name() + " did not pass, and cannot be promoted so.";
    }

    private static void print(Console console, GateResult result) {
        if (console.isJson()) {
            return;
        }
        ServerMoves.print(console, result);
        if (!result.isPassed() || result.isComparison()) {
            result.shown(MOST_LINES).forEach(line -> console.line(console.dim("    " + Console.plain(line))));
        }
    }
}
