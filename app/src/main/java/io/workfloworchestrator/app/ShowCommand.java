package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow show}: shows the state itself, now or as it was. */
@Command(name = "show", description = "The state itself as JSON, now or as it was at a revision.")
final class ShowCommand extends ProjectCommand {
    @Parameters(paramLabel = "KEY", arity = "0..1", description = "Which state; that of the workflow when not given.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--at", paramLabel = "REV", description = "As of this revision; the newest when not given.")
    private Optional<Long> at = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        Moment now = bench.states().now();
        bench.requireHistory(now);
        Moment then = at.isPresent() ? now.at(now.commit(revision(at.get())).revision()) : now;
        StateKey<Json> asked = bench.meant().key(key, then);
        Optional<Snapshot<Json>> found = then.find(asked);
        if (found.isEmpty()) {
            throw new NotFoundException("'" + asked.name() + "' has no value"
                    + at.map(rev -> " at revision " + rev).orElse(" now") + ". " + known(then, asked));
        }
        Snapshot<Json> snapshot = found.get();
        return console.done(
                Json.Obj.EMPTY
                        .with("key", Json.of(asked.name()))
                        .with("commit", Answers.of(snapshot.commit()))
                        .with("value", snapshot.json()),
                () -> {
                    HistoryCommand.print(console, snapshot.commit());
                    snapshot.json().toPrettyText().lines().forEach(line -> console.verbatim(Console.plain(line)));
                });
    }

    /** Names the state that there is, and how to bring back the one that was asked for. */
    private static String known(Moment then, StateKey<Json> asked) {
        List<String> there = then.list();
        List<Commit> last = then.history(asked, 1);
        return (there.isEmpty() ? "There is no state at all then." : "There are: " + String.join(", ", there) + ".")
                + (last.isEmpty()
                        ? ""
                        : " Revision " + last.get(0).revision() + " took it away; 'workflow undo "
                                + last.get(0).revision() + "' brings it back.");
    }

    static Revision revision(long number) {
        if (number < 0) {
            throw new UsageException("a revision is 0 or more, not " + number + ".");
        }
        return Revision.of(number);
    }
}
