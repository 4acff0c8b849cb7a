package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow issue show ISSUE}: all that is known about it. */
@Command(name = "show", description = "All that is known about an issue; its file says the same.")
final class IssueShowCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "ISSUE", description = "The issue.")
    private String name = "";

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        IssueEntry issue = environments.issues().named(name);
        return console.done(IssueWords.json(issue).with("fields", issue.fields()), () -> {
            console.line(IssueWords.line(console, issue));
            issue.fields().forEach((field, value) -> {
                String text = value.asText().orElse(value.toString());
                if (!field.equals("title") && !field.equals("server") && !text.isBlank()) {
                    console.labelled("  ", field + ": ", Console.plain(text));
                }
            });
        });
    }
}
