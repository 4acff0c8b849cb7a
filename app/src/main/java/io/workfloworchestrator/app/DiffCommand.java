package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Widths;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow diff A B}: shows the differences between two revisions. */
@Command(name = "diff", description = "What differs in the state between two revisions.")
final class DiffCommand extends ProjectCommand {
    private static final int LONGEST_VALUE = 200;

    /** The columns of the indent and the sign before a value, and of what shows that it is cut. */
    private static final int BESIDE = 6;

    @Parameters(index = "0", paramLabel = "A", description = "The earlier revision; 0 is before the first.")
    private long from;

    @Parameters(index = "1", paramLabel = "B", description = "The later revision.")
    private long to;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "KEY",
            description = "Which state; that of the workflow when not given.")
    private Optional<String> key = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        Moment now = bench.states().now();
        bench.requireHistory(now);
        Revision before = known(now, from);
        Revision after = known(now, to);
        StateKey<Json> asked = asked(bench, now.at(before), now.at(after));
        MeantWorkflow.requireEver(now, asked);
        List<JsonDiff> differences = now.diff(asked, before, after);
        return console.done(
                Json.Obj.EMPTY
                        .with("key", Json.of(asked.name()))
                        .with("from", Json.of(from))
                        .with("to", Json.of(to))
                        .with("differences", Answers.list(JsonDiff.class, differences)),
                () -> {
                    if (differences.isEmpty()) {
                        console.line("No difference.");
                    }
                    differences.forEach(this::print);
                });
    }

    /** The state that is meant at the later revision; if it is gone there, the one that is meant at the earlier revision. */
    private StateKey<Json> asked(Workbench bench, Moment before, Moment after) {
        StateKey<Json> then = bench.meant().key(key, after);
        return after.find(then).isPresent() ? then : bench.meant().key(key, before);
    }

    private static Revision known(Moment now, long number) {
        Revision revision = ShowCommand.revision(number);
        return number == 0 ? revision : now.commit(revision).revision();
    }

    private void print(JsonDiff difference) {
        int room = Math.min(LONGEST_VALUE, console.room() - BESIDE);
        console.line(console.bold(difference.path()));
        difference.before().ifPresent(value -> console.line("  " + console.bad("- " + shortened(value, room))));
        difference.after().ifPresent(value -> console.line("  " + console.good("+ " + shortened(value, room))));
    }

    /** The value as one line, which is cut where it is too long. */
    private static String shortened(Json value, int room) {
        String text = Console.plain(value.toString());
        return Wrapping.columns(text) <= room
                ? text
                : Widths.clipped(text, room + 1).replaceFirst("…$", " …");
    }
}
