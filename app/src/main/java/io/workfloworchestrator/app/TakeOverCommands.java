package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.FileMoves;
import io.workfloworchestrator.projectmanagement.Adoption;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Initialized;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The commands by which a planning takes over what is there: the goals and files of before, and the planning of the other kind. */
final class TakeOverCommands {
    private TakeOverCommands() {}

    @Command(
            name = "grow",
            description = "Go on by the full planning: goals, ideas and files come over, in one commit.")
    static final class Grow extends ChangingCommand {
        /** Where the lean planning goes on in the full one. */
        private static final Map<String, String> PHASES =
                Map.of("plan", "initialization", "do", "execution", "wrap-up", "completion");

        private final Given<Boolean> back =
                flag("--back", "The other way round: from the full planning to the lean one.");
        private final Given<Boolean> dryRun = flag("--dry-run", "Say which files would move, and change nothing.");
        private final Given<String> reason = option("--reason TEXT", "Why; recorded and shown.");
        private final Given<Boolean> noGit =
                flag("--no-git", "Leave git alone; else it is told how to merge and what to ignore.");

        @Override
        ExitCode run(Workbench bench) {
            String from = back.get() ? Planning.FULL : Planning.LEAN;
            String to = back.get() ? Planning.LEAN : Planning.FULL;
            if (bench.states().find(StateKey.json(from)).isEmpty()) {
                throw new NotFoundException("there is no " + from + " here"
                        + (Planning.begun(bench.states()).isPresent()
                                ? ": this project has " + to + " already."
                                : ". Begin one with 'workflow init'."));
            }
            Workflow<Json> running = bench.named(from).open();
            Workflow<Json> target = bench.named(to).open();
            String phase = phase(running.now().status().phase(), target.definition());
            FileMoves moves = PlanningMoves.between(bench.local(), from, to);
            if (dryRun.get()) {
                answer(to, phase, moves, Optional.empty(), List.of());
                return ExitCode.OK;
            }
            Cause cause = bench.cause(reason.find());
            Initialized<Json> begun = moves.with(moving -> target.takeOver(from, phase, moving, cause));
            bench.publish();
            List<String> git = noGit.get() ? List.of() : bench.setUpGit();
            answer(to, phase, moves, Optional.of(begun), git);
            return ExitCode.OK;
        }

        private String phase(String now, WorkflowDefinition definition) {
            String meant = back.get()
                    ? PHASES.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(now))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse("plan")
                    : PHASES.getOrDefault(now, now);
            return definition.phase(meant).isPresent()
                    ? meant
                    : definition.phases().get(0).id();
        }

        private void answer(
                String to, String phase, FileMoves moves, Optional<Initialized<Json>> begun, List<String> git) {
            Json.Obj json = Json.Obj.EMPTY
                    .with("workflow", to)
                    .with("phase", phase)
                    .with("dryRun", begun.isEmpty())
                    .with("files", Shapes.json(moves.planned()))
                    .with("taken", Json.strings(moves.taken()))
                    .with("git", Json.strings(git));
            console.answer(
                    Answers.with(
                            json,
                            "revision",
                            begun.map(b -> Json.of(b.moment().revision().number()))),
                    () -> {
                        console.line((begun.isPresent() ? "The planning goes on as " : "The planning would go on as ")
                                + console.bold(to) + ", in phase " + phase + ".");
                        moves.planned()
                                .forEach((one, other) -> console.paragraph(
                                        "  ", "    ", Console.plain(one) + " → " + Console.plain(other)));
                        moves.taken()
                                .forEach(path -> console.paragraph(
                                        "! ",
                                        Console.plain(path) + " is there already, so nothing would be moved or changed."
                                                + " Move it away first."));
                        git.forEach(line -> console.paragraph(console.dim("git: "), line));
                        begun.ifPresent(b ->
                                console.line(console.dim("The way back: workflow grow" + (back.get() ? "" : " --back")
                                        + ". Revision " + b.moment().revision())));
                    });
        }
    }

    @Command(
            name = "adopt",
            description = "Take over the goals in SELECTED-GOALS.md; says what it would do, and does it with --apply.")
    static final class Adopt extends ChangingCommand {
        private final Given<Boolean> apply = flag("--apply", "Do it, in one commit that undo takes back.");

        @Override
        ExitCode run(Workbench bench) {
            String key = Planning.begun(bench.states())
                    .orElseThrow(
                            () -> new NotFoundException(
                                    "there is no planning here. Begin one with 'workflow init'; then its goals can be taken over."));
            Workflow<Json> planning = bench.named(key).open();
            if (!planning.running().kinds().containsKey("goal")) {
                throw new UsageException(
                        "the planning runs by " + planning.running()
                                + ", which keeps no goals as items. Run 'workflow definition migrate' first; undo takes it back.");
            }
            Adoption adoption = new Adoption(bench.states(), planning);
            Cause cause = bench.cause(Optional.empty());
            Adoption.Adopted adopted = apply.get() ? adoption.adopted(cause) : adoption.tried(cause);
            return console.done(
                    Answers.at(adopted.commit().map(Commit::revision).orElseGet(bench.states()::head))
                            .with("adopted", Json.strings(adopted.lines()))
                            .with("applied", adopted.commit().isPresent()),
                    () -> {
                        adopted.lines().forEach(line -> console.paragraph(line));
                        console.line(
                                adopted.lines().isEmpty()
                                        ? "Nothing is left to take over."
                                        : apply.get()
                                                ? "Taken over; SELECTED-GOALS.md stays as it is, and nobody reads it any more."
                                                : console.dim("Nothing was changed. To do it: workflow adopt --apply"));
                    });
        }
    }

    @Command(name = "migrate", description = "Say where the folder's files belong; --apply moves them, all or none.")
    static final class Migrate extends ChangingCommand {
        private final Given<Boolean> apply = flag("--apply", "Move them; without it nothing is changed.");
        private final Given<Boolean> undo = flag("--undo", "Take the last migration back.");
        private final Given<String> accept = option(
                "--accept LEVEL",
                "high",
                "Those that are sure to this degree: high, medium or low; high when not given.");
        private final Given<Boolean> code = flag("--code", "Source code too.");
        private final Given<Boolean> noBackup = flag("--no-backup", "Keep no copy of what is moved.");
        private final Given<Map<String, String>> resolutions = pairs(
                "--resolve WHAT=HOW",
                "What to do where something is in the way, such as files=rename; may be given again.");

        @Override
        ExitCode run(Workbench bench) {
            if (apply.get() && undo.get()) {
                throw new UsageException("give one of --apply and --undo.");
            }
            Cause cause = bench.cause(Optional.empty());
            if (undo.get()) {
                return moved(ToolFamily.MIGRATION.call(
                        bench, "confirm_migration", Json.Obj.EMPTY.with("undo", true), cause));
            }
            Json.Obj wanted = wanted();
            return apply.get()
                    ? moved(ToolFamily.MIGRATION.call(bench, "confirm_migration", wanted, cause))
                    : planned(bench, wanted, cause);
        }

        private Json.Obj wanted() {
            return Json.Obj.EMPTY
                    .with("accept", accept.get())
                    .with("includeCode", code.get())
                    .with("createBackup", !noBackup.get())
                    .with("conflictResolutions", Shapes.json(resolutions.get()));
        }

        /** What would move, and what is left to a person because it is less sure. */
        private ExitCode planned(Workbench bench, Json.Obj wanted, Cause cause) {
            Json.Obj found = ToolFamily.MIGRATION.call(
                    bench, "migrate_existing_project", Json.Obj.EMPTY.with("includeCode", code.get()), cause);
            Json.Obj plan = ToolFamily.MIGRATION.call(bench, "confirm_migration", wanted.with("dryRun", true), cause);
            Json.Obj answer = plan.with("applied", false)
                    .with("suggestions", Json.array(ToolReply.list(found, "suggestions")))
                    .with("conflicts", Json.array(ToolReply.list(found, "conflicts")));
            return console.done(answer.without("changes"), () -> {
                for (Json one : ToolReply.list(found, "suggestions")) {
                    console.paragraph(
                            ItemTable.padded(ToolReply.text(one, "confidence"), 8),
                            "          ",
                            ToolReply.text(one, "sourceFile") + " → " + ToolReply.text(one, "suggestedDestination")
                                    + ": " + ToolReply.text(one, "reasoning"));
                }
                ToolReply.list(found, "conflicts")
                        .forEach(one -> console.paragraph(console.warn("! "), ToolReply.text(one, "description")));
                int moves = ToolReply.list(plan, "movements").size();
                console.line(console.dim(
                        moves == 0
                                ? "Nothing is to be moved that is as sure as --accept " + accept.get() + " asks."
                                : "Nothing was moved. To move " + Check.count(moves, "file")
                                        + ": workflow migrate --apply"
                                        + (accept.get().equals("high") ? "" : " --accept " + accept.get())));
            });
        }

        private ExitCode moved(Json.Obj answer) {
            Json.Obj whole = answer.with("applied", !undo.get());
            return console.done(whole.without("changes"), () -> {
                for (Json one : ToolReply.list(answer, "movements")) {
                    console.paragraph(ToolReply.text(one, "source") + " → " + ToolReply.text(one, "destination"));
                }
                console.line(ToolWords.said(ToolReply.text(answer, "message")));
            });
        }
    }
}
