package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.TakenBack;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow undo}: takes one commit back by a new commit; undoing an undo is a redo. */
@Command(name = "undo", description = "Take back what one commit changed; what came later elsewhere stays.")
final class UndoCommand extends ChangingCommand {
    private static final int MOST_PASSED_OVER = 20;

    @Parameters(
            paramLabel = "REV",
            arity = "0..1",
            description = "Which commit; the newest, with -w of that workflow, when not given.")
    private Optional<Long> revision = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        Moment now = bench.states().now();
        bench.requireHistory(now);
        Revision asked = revision.isPresent() ? ShowCommand.revision(revision.get()) : newest(bench, now);
        Workflow.requireUndoable(bench.folder(), bench.states(), now.commit(asked));
        TakenBack done =
                Workflow.takeBack(bench.states(), asked, bench.cause(reason), bench.goingBack(now.commit(asked)));
        Json.Obj json = Json.Obj.EMPTY
                .with("undone", Answers.of(done.undone()))
                .with("changed", Json.of(done.commit().isPresent()))
                .with("redo", Json.of(done.redo()));
        return console.done(
                Answers.with(json, "commit", done.commit().map(Answers::of)),
                () -> console.line(Console.plain(done.toText())
                        + done.commit()
                                .map(commit -> console.dim(" revision " + commit.revision()))
                                .orElse("")));
    }

    private static Revision newest(Workbench bench, Moment now) {
        List<Commit> commits = bench.meant()
                .asked(now)
                .map(name -> now.history(StateKey.json(name), MOST_PASSED_OVER))
                .orElseGet(() -> now.history(MOST_PASSED_OVER));
        return Workflow.newestMeant(bench.folder(), bench.states(), commits)
                .or(() -> commits.stream().findFirst())
                .map(Commit::revision)
                .orElse(now.revision());
    }
}
