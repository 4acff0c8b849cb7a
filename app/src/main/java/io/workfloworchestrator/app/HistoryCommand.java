package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.StateKey;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow history}: who changed what, when and why. */
@Command(name = "history", description = "Who changed what, when and why, the newest first; with -w, in one workflow.")
final class HistoryCommand extends ProjectCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Option(names = "--limit", paramLabel = "N", description = "At most so many commits; 20 when not given.")
    private int limit = 20;

    HistoryCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        bench.requireState();
        int most = Math.max(1, limit);
        List<Commit> commits = bench.asked()
                .map(name -> bench.states().history(StateKey.json(name), most))
                .orElseGet(() -> bench.states().history(most));
        console.answer(
                Json.Obj.EMPTY
                        .with("commits", Answers.list(commits, Answers::of))
                        .with("revision", Json.of(bench.states().head().number())),
                () -> commits.forEach(commit -> print(console, commit)));
        return ExitCode.OK;
    }

    static void print(Console console, Commit commit) {
        String time = TIME.format(commit.time().atZone(ZoneId.systemDefault()));
        console.paragraph(
                console.bold(String.format("%5d", commit.revision().number())) + "  " + console.dim(time) + "  ",
                " ".repeat(9),
                commit.cause().actor() + ": " + commit.cause().reason());
    }
}
