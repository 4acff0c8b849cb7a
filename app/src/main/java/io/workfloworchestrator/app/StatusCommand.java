package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.Worktree;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code workflow status}: shows where the project stands. */
@Command(name = "status", description = "Where the project stands: phases, steps, items, health.")
final class StatusCommand extends ProjectCommand {
    @Override
    ExitCode run(Workbench bench) {
        WorkflowMoment<Json> now = bench.now();
        WorkflowStatus status = now.status();
        Optional<Worktree> worktree = bench.place().worktree();
        Json.Obj answer = Answers.of(status)
                .with("notices", bench.noticesJson(now.moment()))
                .with("project", Json.of(bench.folder().root().toString()));
        Optional<Json> main = worktree.flatMap(Worktree::main).map(folder -> Json.of(folder.toString()));
        return console.done(Answers.with(answer, "mainWorktree", main), () -> {
            print(bench, status);
            worktree.ifPresent(tree -> console.paragraph(console.warn("! "), "  ", tree.remark()));
            NewNotices.print(console, now.moment());
        });
    }

    private void print(Workbench bench, WorkflowStatus status) {
        console.line(console.bold(status.title()) + "  "
                + console.dim(status.workflow() + "/" + status.id() + ", revision " + status.revision()));
        console.line(console.bar(status.progress(), 24) + "  " + console.health(status.health())
                + (status.finished() ? "  " + console.good("finished") : ""));
        status.concerns().forEach(concern -> console.paragraph("  " + console.warn("! "), "    ", concern));
        for (WorkflowStatus.Phase phase : status.phases()) {
            print(phase, phase.id().equals(status.phase()) && !status.finished());
        }
        if (!status.items().isEmpty()) {
            console.line();
        }
        status.items().forEach(kind -> console.paragraph(console.bold(kind.title()) + "  ", "  ", counted(kind)));
        if (!status.finished()) {
            console.line();
            console.line(
                    console.dim("What to do next, and why: " + bench.meant().command("next")));
        }
    }

    private static String counted(WorkflowStatus.Items kind) {
        if (kind.all() == 0) {
            return "nothing yet";
        }
        return kind.all() + " in all, " + kind.done() + " done, " + kind.open() + " open"
                + (kind.blocked() == 0 ? "" : ", " + kind.blocked() + " blocked")
                + " (" + byStatus(kind) + ")";
    }

    private static String byStatus(WorkflowStatus.Items kind) {
        return kind.byStatus().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private void print(WorkflowStatus.Phase phase, boolean current) {
        String count = phase.done() + " of " + phase.steps().size();
        console.line();
        console.line((current ? console.bold(phase.title()) : Console.plain(phase.title())) + "  "
                + console.dim(phase.id() + ", " + count));
        if (!current) {
            return;
        }
        for (WorkflowStatus.Step step : phase.steps()) {
            String mark = switch (step.status()) {
                case "complete" -> console.good("✓ ");
                case "skipped" -> console.warn("- ");
                default -> console.dim("· ");
            };
            console.paragraph(
                    "  " + mark,
                    "    ",
                    step.title() + "  [" + step.id() + "]" + (step.optional() ? " (optional)" : "")
                            + step.note().map(note -> " – " + note).orElse(""));
        }
    }
}
