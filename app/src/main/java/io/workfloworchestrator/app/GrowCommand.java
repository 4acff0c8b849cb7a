package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.FileMoves;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Initialized;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow grow}: the lean planning goes on as the full one. */
@Command(name = "grow", description = "Go on by the full planning: goals, ideas and files come over, in one commit.")
final class GrowCommand extends ChangingCommand {
    /** Where the lean planning goes on in the full one. */
    private static final Map<String, String> PHASES =
            Map.of("plan", "initialization", "do", "execution", "wrap-up", "completion");

    @Option(names = "--back", description = "The other way round: from the full planning to the lean one.")
    private boolean back;

    @Option(names = "--dry-run", description = "Say which files would move, and change nothing.")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; recorded and shown.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--no-git", description = "Leave git alone; else it is told how to merge and what to ignore.")
    private boolean noGit;

    @Override
    ExitCode run(Workbench bench) {
        String from = back ? Planning.FULL : Planning.LEAN;
        String to = back ? Planning.LEAN : Planning.FULL;
        if (bench.states().find(StateKey.json(from)).isEmpty()) {
            throw new NotFoundException("there is no " + from + " here"
                    + (Planning.begun(bench.states()).isPresent()
                            ? ": this project has " + to + " already."
                            : ". Begin one with 'workflow init'."));
        }
        Workflow<Json> running = bench.named(from).open();
        Workflow<Json> target = bench.named(to).open();
        String phase = phase(running.now().status().phase(), target.definition());
        FileMoves moves = bench.moves(from, to);
        if (dryRun) {
            answer(to, phase, moves, Optional.empty(), List.of());
            return ExitCode.OK;
        }
        Cause cause = bench.cause(reason);
        Initialized<Json> begun = moves.with(moving -> target.takeOver(from, phase, moving, cause));
        bench.publish();
        List<String> git = noGit ? List.of() : bench.setUpGit();
        answer(to, phase, moves, Optional.of(begun), git);
        return ExitCode.OK;
    }

    private String phase(String now, WorkflowDefinition definition) {
        String meant = back
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

    private void answer(String to, String phase, FileMoves moves, Optional<Initialized<Json>> begun, List<String> git) {
        Json.Obj json = Json.Obj.EMPTY
                .with("workflow", Json.of(to))
                .with("phase", Json.of(phase))
                .with("dryRun", Json.of(begun.isEmpty()))
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
                            .forEach((one, other) ->
                                    console.paragraph("  ", "    ", Console.plain(one) + " → " + Console.plain(other)));
                    moves.taken()
                            .forEach(path -> console.paragraph(
                                    "! ",
                                    "  ",
                                    Console.plain(path) + " is there already, so nothing would be moved or changed."
                                            + " Move it away first."));
                    git.forEach(line -> console.paragraph(console.dim("git: "), "     ", line));
                    begun.ifPresent(
                            b -> console.line(console.dim("The way back: workflow grow" + (back ? "" : " --back")
                                    + ". Revision " + b.moment().revision())));
                });
    }
}
