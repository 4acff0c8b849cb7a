package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow watch}: shows each commit, by whoever makes it, when it is made. */
@Command(
        name = "watch",
        description = "What happens, as it happens, by whomever; with -w, in one workflow. Ctrl-C ends it.")
final class WatchCommand extends ProjectCommand {
    /** How often the files are looked at; edits of files become commits, too. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(names = "--count", paramLabel = "N", description = "End after so many commits.")
    private Optional<Integer> count = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        int left = count.orElse(Integer.MAX_VALUE);
        UsageWords.requireAtLeast(1, left, "--count");
        Moment now = bench.states().now();
        bench.requireHistory(now);
        LinkedBlockingQueue<Commit> news = new LinkedBlockingQueue<>();
        Optional<String> asked = bench.meant().asked(now);
        List<Workflow<Json>> watched = MeantWorkflow.all(now).stream()
                .filter(name -> asked.isEmpty() || asked.get().equals(name))
                .map(name -> bench.named(name).open())
                .toList();
        Subscription subscription = bench.states().watch(commit -> {
            if (asked.isEmpty() || commit.keys().contains(asked.get())) {
                news.add(commit);
            }
        });
        try {
            if (!console.isJson()) {
                console.line(
                        console.dim("Watching from revision " + bench.states().head() + "; Ctrl-C ends it."));
                console.out().flush();
            }
            while (left > 0) {
                Commit commit = news.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (commit == null) {
                    watched.forEach(Workflow::sync);
                    tellNews(bench, "");
                    continue;
                }
                left--;
                if (console.isJson()) {
                    console.jsonLine(Answers.of(commit));
                } else {
                    HistoryCommand.printWhole(console, commit);
                    console.out().flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            subscription.close();
        }
        return ExitCode.OK;
    }
}
