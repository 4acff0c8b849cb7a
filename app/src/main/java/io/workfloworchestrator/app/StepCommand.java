package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow step done|skip|reopen ID}: changes the status of a step. */
@Command(name = "step", description = "Say that a step is done, is skipped, or is open again.")
final class StepCommand extends ChangingCommand {
    /** The change of the step. */
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
                                bench.cause(note.orElseThrow(() ->
                                        new UsageException("skip needs --reason TEXT: it is recorded and shown."))));
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
