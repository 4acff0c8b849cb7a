package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow watch}: what happens, as it happens, by whomever. */
@Command(name = "watch", description = "What happens, as it happens, by whomever; Ctrl-C ends it.")
final class WatchCommand extends ProjectCommand {
    /** How often the files are looked at, too: their edits become commits, which are shown like all others. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(names = "--count", paramLabel = "N", description = "End after so many commits.")
    private Optional<Integer> count = Optional.empty();

    WatchCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        bench.requireState();
        int left = count.orElse(Integer.MAX_VALUE);
        LinkedBlockingQueue<Commit> news = new LinkedBlockingQueue<>();
        Subscription subscription = bench.states().watch(news::add);
        try {
            if (!console.isJson()) {
                console.line(
                        console.dim("Watching from revision " + bench.states().head() + "; Ctrl-C ends it."));
                console.out().flush();
            }
            while (left > 0) {
                Commit commit = news.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (commit == null) {
                    bench.workflow().sync();
                    continue;
                }
                left--;
                if (console.isJson()) {
                    console.jsonLine(Answers.of(commit));
                } else {
                    HistoryCommand.print(console, commit);
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
