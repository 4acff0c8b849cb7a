package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.StoreRestore;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code workflow server restore NAME}: the store as it was before a promotion without a way back. It opens the state by itself, and
 * closes it before it is replaced.
 */
@Command(
        name = "restore",
        description =
                "Say what would change if a server's store were put back as it was before a promotion --one-way, and with"
                        + " --apply do it, and make the release of then live. What is there now is kept as a backup itself.")
final class ServerRestoreCommand extends CliCommand implements Callable<Integer> {
    private final Given<String> name = operand("NAME", "The server.");
    private final Given<String> backup = option(
            "--backup BACKUP",
            "Which backup, such as 1-before-2; the newest one from before a promotion when not given.");
    private final Given<Boolean> state = flag(
            "--state",
            "The state of the project goes back as well, with all that everybody changed since; without it, only if"
                    + " its format is another one by now.");
    private final Given<Boolean> apply = flag("--apply", "Do it; without it nothing is changed.");
    private final Given<String> reason = option("--reason TEXT", "What is wrong with the release that is live.");
    private final Given<String> as = option("--as NAME", "Who does it, for the history.");
    private final Given<String> project = option(
            "--project DIR",
            "",
            "The project's folder; when not given, the nearest from the working directory upward that has"
                    + " .ai-planning.");
    private final Given<Boolean> json = flag("--json", "Answer as JSON; docs/cli-json.md describes it.");

    @Override
    public Integer call() {
        console.json(json.get());
        ProjectFolder folder = ProjectPlace.of(project.get()).folder();
        StoreRestore restore = Environments.restore(folder);
        StoreRestore.Plan plan = restore.plan(name.get(), backup.find(), state.get());
        if (!apply.get()) {
            console.answer(json(plan), () -> printPlan(plan));
            return ExitCode.OK.number();
        }
        restore.requireIdle(plan);
        if (!plan.isWithState()) {
            // The pointer comes first: a newer release that somebody starts meanwhile would change the store again.
            goBack(plan);
        }
        String kept = restore.apply(plan);
        if (plan.isWithState()) {
            setPointers();
        }
        console.answer(json(plan).with("kept", kept), () -> printDone(plan, kept));
        return ExitCode.OK.number();
    }

    /** Rolls back until the release is live of which the store will be. */
    private void goBack(StoreRestore.Plan plan) {
        try (Workbench bench = Workbench.open(project.get())) {
            bench.as(as.find());
            String why = reason.find().orElse("its store was put back as " + plan.backup() + " has it");
            Cause cause = bench.cause(Optional.of(why));
            Environments environments = EnvironmentCommand.environments(bench);
            ServerBook book = environments.book();
            while (plan.serial().isPresent()
                    && live(book).filter(now -> now > plan.serial().get()).isPresent()) {
                List<ServerEntry> server = List.of(book.named(name.get()));
                environments
                        .production()
                        .rollBack(server, why, true, cause, live -> ReleaseCommands.printLive(console, live));
                book = environments.book();
            }
        }
    }

    private Optional<Long> live(ServerBook book) {
        return book.live(book.named(name.get())).map(ReleaseEntry::serial);
    }

    /** The state that was put back says what is live. */
    private void setPointers() {
        try (Workbench bench = Workbench.open(project.get())) {
            EnvironmentCommand.environments(bench).production().followState().forEach(console::note);
        }
    }

    private Json.Obj json(StoreRestore.Plan plan) {
        return Json.Obj.EMPTY
                .with("server", plan.server())
                .with("backup", plan.backup())
                .with("state", plan.isWithState())
                .with("paths", Answers.list(StoreRestore.Difference.class, plan.differences()))
                .with("others", Json.strings(plan.others()))
                .with("applied", apply.get());
    }

    private void printPlan(StoreRestore.Plan plan) {
        console.line(console.bold(plan.server()) + " as " + plan.backup() + " has it:");
        for (StoreRestore.Difference one : plan.differences()) {
            console.paragraph(
                    "  ",
                    "    ",
                    Console.plain(one.path()) + ": "
                            + (one.isNothing()
                                    ? "as it was"
                                    : one.changed() + " changed, " + one.gone() + " gone, " + one.fresh() + " new"));
        }
        console.paragraph(
                "  ",
                "    ",
                plan.isWithState()
                        ? "The state of the project goes back as well: what anybody changed since is in the copy only."
                        : "The state of the project stays as it is.");
        plan.serial()
                .ifPresentOrElse(
                        serial -> console.line("  " + plan.server() + " " + serial + " becomes live."),
                        () -> console.line(
                                plan.isWithState()
                                        ? "  The release of then becomes live."
                                        : "  What is live stays live, and may be older than this store."));
        plan.others().forEach(other -> console.paragraph("  ", "    ", other));
        console.line(console.dim("End its clients, then do it: workflow server restore " + plan.server()
                + backup.find().map(one -> " --backup " + one).orElse("") + (state.get() ? " --state" : "")
                + " --apply"));
    }

    private void printDone(StoreRestore.Plan plan, String kept) {
        console.line("The store of " + console.bold(plan.server()) + " is as " + plan.backup() + " has it.");
        console.line(console.dim("To take that back: workflow server restore " + plan.server() + " --backup " + kept
                + (plan.isWithState() ? " --state" : "") + " --apply"));
    }
}
