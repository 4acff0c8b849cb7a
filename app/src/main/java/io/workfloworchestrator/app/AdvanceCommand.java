package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Advance;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow advance}: leave the phase, or hear what is missing. */
@Command(name = "advance", description = "Leave the phase for the next one, or hear what is missing.")
final class AdvanceCommand extends ChangingCommand {
    @Option(names = "--to", paramLabel = "PHASE", description = "The phase to go to; the next one when not given.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--skip-gates",
            description = "Go there without asking the gates; needs --to and --reason, which is recorded and shown.")
    private boolean skipGates;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        if (skipGates) {
            if (target.isEmpty() || reason.isEmpty()) {
                throw new UsageException("--skip-gates needs --to PHASE and --reason TEXT.");
            }
            var jumped = bench.workflow().jumpTo(target.get(), bench.cause(reason.get()));
            return console.done(
                    Json.Obj.EMPTY
                            .with("advanced", Json.of(true))
                            .with("from", Json.of(jumped.before().phase()))
                            .with("to", Json.of(jumped.value().phase()))
                            .with("revision", Json.of(jumped.revision().number())),
                    () -> console.line(
                            console.warn("Went from " + jumped.before().phase() + " to "
                                    + jumped.value().phase() + " without asking the gates.")));
        }
        Advance advance = bench.workflow().advance(target, bench.cause(reason));
        return advance instanceof Advance.Refused refused
                ? refused(bench, refused)
                : advanced((Advance.Advanced<?>) advance);
    }

    private ExitCode advanced(Advance.Advanced<?> done) {
        Json.Obj json = Json.Obj.EMPTY
                .with("advanced", Json.of(true))
                .with("from", Json.of(done.from()))
                .with("revision", Json.of(done.state().revision().number()));
        return console.done(
                Answers.with(json, "to", done.to().map(Json::of)),
                () -> console.line(console.good(done.to()
                        .map(to -> "Left " + done.from() + "; now in " + to + ".")
                        .orElse("Left " + done.from() + ": the workflow is finished."))));
    }

    private ExitCode refused(Workbench bench, Advance.Refused refused) {
        Json.Obj json = Json.Obj.EMPTY
                .with("advanced", Json.of(false))
                .with("phase", Json.of(refused.phase()))
                .with("revision", Json.of(refused.moment().revision().number()))
                .with("missing", Answers.list(refused.missing(), Answers::of));
        console.answer(Answers.with(json, "target", refused.target().map(Json::of)), () -> {
            console.line(console.bold("Not yet: " + refused.phase() + " stays open, because this is missing:"));
            NextCommand.print(console, bench, refused.missing());
        });
        return ExitCode.REFUSED;
    }
}
