package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow issue stats}: how often, and how long. */
@Command(
        name = "stats",
        description = "How many issues there are, and how long they take from the report to the release.")
final class IssueStatsCommand extends EnvironmentCommand {
    @Option(names = "--server", paramLabel = "NAME", description = "Only of this server.")
    private Optional<String> server = Optional.empty();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        server.ifPresent(name -> {
            Object unused = environments.book().named(name);
        });
        Issues.Statistics counted = environments.issues().statistics(server);
        Json.Obj answer = Json.Obj.EMPTY
                .with("byStatus", Shapes.json(counted.byStatus()))
                .with("openBySeverity", Shapes.json(counted.bySeverity()))
                .with("reports", Json.of(counted.reports()));
        return console.done(Answers.with(answer, "meanDays", counted.meanDays().map(Json::of)), () -> {
            console.line(counted.reports() + " reports.");
            counted.byStatus().forEach((status, count) -> console.line("  " + status + ": " + count));
            counted.bySeverity().forEach((severity, count) -> console.line("  open and " + severity + ": " + count));
            counted.meanDays()
                    .ifPresent(days -> console.line("From the report to the release: "
                            + String.format(Locale.ROOT, "%.1f", days) + " days on average."));
        });
    }
}
