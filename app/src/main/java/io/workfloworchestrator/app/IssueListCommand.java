package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow issue list}: the issues about which something is left to do. */
@Command(name = "list", description = "The issues about which something is left to do.")
final class IssueListCommand extends EnvironmentCommand {
    @Option(names = "--server", paramLabel = "NAME", description = "Only of this server.")
    private Optional<String> server = Optional.empty();

    @Option(names = "--status", paramLabel = "STATUS", description = "Only with this status, such as reported.")
    private Optional<String> status = Optional.empty();

    @Option(names = "--all", description = "Also those that are over.")
    private boolean all;

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        server.ifPresent(name -> {
            Object unused = environments.book().named(name);
        });
        List<IssueEntry> issues = environments.issues().all().stream()
                .filter(issue -> server.isEmpty() || server.get().equals(issue.server()))
                .filter(issue -> status.map(issue.item().status()::equals).orElse(all || !issue.isOver()))
                .toList();
        Json list = Answers.list(issues, IssueWords::json);
        return console.done(Json.Obj.EMPTY.with("issues", list), () -> {
            if (issues.isEmpty()) {
                console.line("There are no such issues.");
            }
            issues.forEach(issue -> IssueWords.print(console, issue));
        });
    }
}
