package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.ItemFieldsGiven;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands that move a workflow on by hand: its steps, its phase and its own data. */
final class WorkflowCommands {
    private WorkflowCommands() {}

    @Command(name = "step", description = "Say that a step is done, is skipped, or is open again.")
    static final class StepIs extends ChangingCommand {
        enum Verb {
            DONE,
            SKIP,
            REOPEN
        }

        private final Given<Verb> verb = operand("done|skip|reopen", Verb.class, "What to say.");
        private final Given<String> id = operand("ID", "The step, as workflow status --json names it.");
        private final Given<String> note =
                option("--note --reason TEXT", "What proves it done, or why; needed for skip.");

        @Override
        ExitCode run(Workbench bench) {
            var state = switch (verb.get()) {
                case DONE -> bench.workflow().complete(id.get(), note.find().orElse(""), bench.cause(note.find()));
                case SKIP ->
                    bench.workflow()
                            .skip(
                                    id.get(),
                                    bench.cause(note.find()
                                            .orElseThrow(() -> new UsageException(
                                                    "skip needs --reason TEXT: it is recorded and shown."))));
                case REOPEN -> bench.workflow().reopen(id.get(), bench.cause(note.find()));
            };
            String status = state.value().step(id.get()).status().word();
            return console.done(
                    Answers.at(state.revision()).with("step", id.get()).with("status", status),
                    () -> console.line(console.bold(id.get()) + " is " + status + ". "
                            + console.dim("revision " + state.revision())));
        }
    }

    @Command(name = "advance", description = "Leave the phase for the next one, or hear what is missing.")
    static final class Advanced extends ChangingCommand {
        private final Given<String> target = option("--to PHASE", "The phase to go to; the next one when not given.");
        private final Given<Boolean> skipGates = flag(
                "--skip-gates",
                "Go there without asking the gates; needs --to and --reason, which is recorded and shown.");
        private final Given<String> reason = option("--reason TEXT", "Why; kept in the history.");

        @Override
        ExitCode run(Workbench bench) {
            if (skipGates.get()) {
                if (!target.isGiven() || !reason.isGiven()) {
                    throw new UsageException("--skip-gates needs --to PHASE and --reason TEXT.");
                }
                var jumped = bench.workflow().jumpTo(target.get(), bench.cause(reason.find()));
                return console.done(
                        Answers.at(jumped.revision())
                                .with("advanced", true)
                                .with("from", jumped.before().phase())
                                .with("to", jumped.value().phase()),
                        () -> console.line(
                                console.warn("Went from " + jumped.before().phase() + " to "
                                        + jumped.value().phase() + " without asking the gates.")));
            }
            Advance advance = bench.workflow().advance(target.find(), bench.cause(reason.find()));
            return advance instanceof Advance.Refused refused
                    ? refused(bench, refused)
                    : advanced((Advance.Advanced<?>) advance);
        }

        private ExitCode advanced(Advance.Advanced<?> done) {
            Json.Obj json =
                    Answers.at(done.state().revision()).with("advanced", true).with("from", done.from());
            return console.done(
                    json.with("to", done.to()),
                    () -> console.line(console.good(done.to()
                            .map(to -> "Left " + done.from() + "; now in " + to + ".")
                            .orElse("Left " + done.from() + ": the workflow is finished."))));
        }

        private ExitCode refused(Workbench bench, Advance.Refused refused) {
            Json.Obj json = Answers.at(refused.moment().revision())
                    .with("advanced", false)
                    .with("phase", refused.phase())
                    .with("missing", Answers.list(refused.missing(), Answers::of));
            console.answer(json.with("target", refused.target()), () -> {
                console.line(console.bold("Not yet: " + refused.phase() + " stays open, because this is missing:"));
                AdviceCommands.Next.print(console, bench, refused.missing());
            });
            return ExitCode.REFUSED;
        }
    }

    @Command(name = "data", description = "The workflow's own data; FIELD=VALUE changes fields, in one commit.")
    static final class Data extends ChangingCommand {
        private final Given<List<String>> settings = operands(
                "FIELD=VALUE",
                "0..*",
                "Such as tag=v2.0 or approvers=ann,bo; tag=null takes it away. VALUE is JSON, else text.");
        private final Given<String> reason = option("--reason TEXT", "Why; kept in the history.");

        @Override
        ExitCode run(Workbench bench) {
            Json.Obj given = Settings.of(settings.get(), "FIELD=VALUE, such as tag=v2.0");
            WorkflowMoment<Json> after = settings.get().isEmpty()
                    ? bench.now()
                    : bench.workflow()
                            .update(
                                    data -> ItemFieldsGiven.data(
                                            data.asObject(),
                                            given,
                                            bench.workflow().running().data()),
                                    bench.cause(reason.find()).doing("set " + String.join(", ", given.keys())))
                            .after();
            answer(after.state().value(), after.revision().number());
            return ExitCode.OK;
        }

        private void answer(WorkflowState<Json> state, long revision) {
            console.answer(Json.Obj.EMPTY.with("data", state.data()).with("revision", revision), () -> {
                state.data().toPrettyText().lines().forEach(line -> console.verbatim(Console.plain(line)));
                if (!settings.get().isEmpty()) {
                    console.line(console.dim("revision " + revision));
                }
            });
        }
    }
}
