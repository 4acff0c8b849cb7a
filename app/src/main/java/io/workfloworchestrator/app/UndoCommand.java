package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow undo}: take one commit back, as a new commit. */
@Command(name = "undo", description = "Take back what one commit changed; what came later elsewhere stays.")
final class UndoCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "REV",
            arity = "0..1",
            description = "Which commit; the newest, with -w of that workflow, when not given.")
    private Optional<Long> revision = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    UndoCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        bench.requireState();
        Revision asked = revision.isPresent() ? ShowCommand.revision(revision.get()) : newest(bench);
        Commit undone = bench.states().commit(asked);
        String why = "undo revision " + asked + " (" + undone.cause().reason() + ")"
                + reason.map(text -> ": " + text).orElse("");
        Optional<Commit> done = bench.states().undo(asked, bench.cause(why));
        Json.Obj json = Json.Obj.EMPTY.with("undone", Answers.of(undone)).with("changed", Json.of(done.isPresent()));
        console.answer(
                done.isPresent() ? json.with("commit", Answers.of(done.get())) : json,
                () -> console.line(
                        done.isPresent()
                                ? "Took back revision " + asked + ": "
                                        + Console.plain(undone.cause().reason()) + ". "
                                        + console.dim("revision " + done.get().revision())
                                : "Nothing of revision " + asked + " is left to take back."));
        return ExitCode.OK;
    }

    private static Revision newest(Workbench bench) {
        return bench.asked()
                .map(name -> bench.states().history(StateKey.json(name), 1).stream()
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("there is no workflow " + name + " here; there are: "
                                + String.join(", ", bench.workflows()) + "."))
                        .revision())
                .orElseGet(() -> bench.states().head());
    }
}
