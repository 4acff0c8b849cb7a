package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Adoption;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.workflow.Workflow;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow adopt}: goals that another product keeps in an index become goals of the planning. */
@Command(
        name = "adopt",
        description = "Take over the goals in SELECTED-GOALS.md; says what it would do, and does it with --apply.")
final class AdoptCommand extends ChangingCommand {
    @Option(names = "--apply", description = "Do it, in one commit that undo takes back.")
    private boolean apply;

    @Override
    ExitCode run(Workbench bench) {
        String key = Planning.begun(bench.states())
                .orElseThrow(
                        () -> new NotFoundException(
                                "there is no planning here. Begin one with 'workflow init'; then its goals can be taken over."));
        Workflow<Json> planning = bench.named(key).open();
        if (!planning.running().kinds().containsKey("goal")) {
            throw new UsageException("the planning runs by " + planning.running()
                    + ", which keeps no goals as items. Run 'workflow definition migrate' first; undo takes it back.");
        }
        Adoption adoption = new Adoption(bench.states(), planning);
        Cause cause = bench.cause(Optional.empty());
        Adoption.Adopted adopted = apply ? adoption.adopted(cause) : adoption.tried(cause);
        return console.done(
                Json.Obj.EMPTY
                        .with("adopted", Json.strings(adopted.lines()))
                        .with("applied", Json.of(adopted.commit().isPresent()))
                        .with(
                                "revision",
                                Json.of(adopted.commit()
                                        .map(Commit::revision)
                                        .orElseGet(bench.states()::head)
                                        .number())),
                () -> {
                    adopted.lines().forEach(line -> console.paragraph("", "  ", Console.plain(line)));
                    console.line(
                            adopted.lines().isEmpty()
                                    ? "Nothing is left to take over."
                                    : apply
                                            ? "Taken over; SELECTED-GOALS.md stays as it is, and nobody reads it any more."
                                            : console.dim("Nothing was changed. To do it: workflow adopt --apply"));
                });
    }
}
