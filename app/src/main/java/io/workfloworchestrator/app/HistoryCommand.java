package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Workflow;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow history}: who changed what, when and why. */
@Command(
        name = "history",
        description = "Who changed what, when and why, the newest first, a line each; with -w, in one workflow.")
final class HistoryCommand extends ProjectCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter SHORT_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** Narrower terminals get a shorter time. */
    private static final int NARROW = 72;

    /** In older histories the evidence stands behind each step; now it has lines of its own. */
    private static final Pattern EVIDENCE =
            Pattern.compile("(step \"[^\"]*\" is [a-z ]+): .*?(?=; step \"|; [^;:]+ (?:found|changed|missing): |$)");

    @Option(names = "--limit", paramLabel = "N", description = "At most so many commits; 20 when not given.")
    private int limit = 20;

    @Option(names = "--verbose", description = "All that was recorded: the evidence too, and which state was changed.")
    private boolean verbose;

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        Moment now = bench.states().now();
        bench.requireHistory(now);
        List<Commit> commits = bench.meant()
                .asked(now)
                .map(name -> now.history(StateKey.json(name), limit))
                .orElseGet(() -> now.history(limit));
        return console.done(
                Json.Obj.EMPTY
                        .with("commits", Answers.list(commits, Answers::of))
                        .with("revision", Json.of(now.revision().number())),
                () -> commits.forEach(commit -> {
                    if (verbose) {
                        printWhole(console, commit);
                        printEvidence(commit);
                    } else {
                        print(console, commit);
                    }
                }));
    }

    /** A commit in one line. */
    static void print(Console console, Commit commit) {
        console.oneLine(when(console, commit), commit.cause().actor() + ": " + brief(commit));
    }

    /** A commit without its evidence, in as many lines as it needs. */
    static void printWhole(Console console, Commit commit) {
        console.paragraph(when(console, commit), " ".repeat(9), commit.cause().actor() + ": " + brief(commit));
    }

    private static String when(Console console, Commit commit) {
        DateTimeFormatter form = console.room() < NARROW ? SHORT_TIME : TIME;
        String time = form.format(commit.time().atZone(ZoneId.systemDefault()));
        return console.bold(String.format("%5d", commit.revision().number())) + "  " + console.dim(time) + "  ";
    }

    private static String brief(Commit commit) {
        String reason = commit.cause().reason().strip();
        String first = reason.lines().findFirst().orElse(reason);
        return commit.cause().actor().equals(Workflow.DETECTED)
                ? EVIDENCE.matcher(first).replaceAll("$1")
                : first;
    }

    private void printEvidence(Commit commit) {
        String reason = commit.cause().reason().strip();
        List<String> lines = reason.lines().toList();
        boolean said = lines.get(0).equals(brief(commit));
        lines.subList(said ? 1 : 0, lines.size()).forEach(line -> console.paragraph("         ", "           ", line));
        console.paragraph("         " + console.dim("in  "), "             ", String.join(", ", commit.keys()));
    }
}
