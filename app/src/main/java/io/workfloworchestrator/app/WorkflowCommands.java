package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

        @Parameters(index = "0", paramLabel = "done|skip|reopen", description = "What to say.")
        private Verb verb = Verb.DONE;

        @Parameters(index = "1", paramLabel = "ID", description = "The step, as workflow status --json names it.")
        private String id = "";

        @Option(
                names = {"--note", "--reason"},
                paramLabel = "TEXT",
                description = "What proves it done, or why; needed for skip.")
        private Optional<String> note = Optional.empty();

        @Override
        ExitCode run(Workbench bench) {
            var state = switch (verb) {
                case DONE -> bench.workflow().complete(id, note.orElse(""), bench.cause(note));
                case SKIP ->
                    bench.workflow()
                            .skip(
                                    id,
                                    bench.cause(note.orElseThrow(() -> new UsageException(
                                            "skip needs --reason TEXT: it is recorded and shown."))));
                case REOPEN -> bench.workflow().reopen(id, bench.cause(note));
            };
            String status = state.value().step(id).status().word();
            return console.done(
                    Json.Obj.EMPTY
                            .with("step", Json.of(id))
                            .with("status", Json.of(status))
                            .with("revision", Json.of(state.revision().number())),
                    () -> console.line(
                            console.bold(id) + " is " + status + ". " + console.dim("revision " + state.revision())));
        }
    }

    @Command(name = "advance", description = "Leave the phase for the next one, or hear what is missing.")
    static final class Advanced extends ChangingCommand {
        @Option(names = "--to", paramLabel = "PHASE", description = "The phase to go to; the next one when not given.")
        private Optional<String> target = Optional.empty();

        @Option(
                names = "--skip-gates",
                description =
                        "Go there without asking the gates; needs --to and --reason, which is recorded and shown.")
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
                AdviceCommands.Next.print(console, bench, refused.missing());
            });
            return ExitCode.REFUSED;
        }
    }

    @Command(name = "data", description = "The workflow's own data; FIELD=VALUE changes fields, in one commit.")
    static final class Data extends ChangingCommand {
        @Parameters(
                paramLabel = "FIELD=VALUE",
                arity = "0..*",
                description = "Such as tag=v2.0 or approvers='[\"ann\", \"bo\"]'. VALUE is JSON, else text.")
        private List<String> settings = new ArrayList<>();

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
        private Optional<String> reason = Optional.empty();

        @Override
        ExitCode run(Workbench bench) {
            Json.Obj given = Settings.of(settings, "FIELD=VALUE, such as tag=v2.0");
            WorkflowMoment<Json> after = settings.isEmpty()
                    ? bench.now()
                    : bench.workflow()
                            .update(
                                    data -> changed(data, given),
                                    bench.cause(reason).doing("set " + String.join(", ", given.keys())))
                            .after();
            answer(after.state().value(), after.revision().number());
            return ExitCode.OK;
        }

        private static Json changed(Json data, Json.Obj given) {
            Json.Obj changed = data.asObject();
            for (String field : given.keys()) {
                changed = changed.with(field, given.find(field).orElseThrow());
            }
            return changed;
        }

        private void answer(WorkflowState<Json> state, long revision) {
            console.answer(Json.Obj.EMPTY.with("data", state.data()).with("revision", Json.of(revision)), () -> {
                state.data().toPrettyText().lines().forEach(line -> console.verbatim(Console.plain(line)));
                if (!settings.isEmpty()) {
                    console.line(console.dim("revision " + revision));
                }
            });
        }
    }
}
