package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item evidence ID …}: records what proves an item done. It runs nothing. */
@Command(
        name = "evidence",
        description =
                "Record what proves an item done, such as a command that you ran. This runs nothing itself. It needs"
                        + " --result TEXT, or --exit N with which the command ended.")
final class ItemEvidenceCommand extends ItemWritingCommand {
    @Parameters(paramLabel = "ID", description = "The item.")
    private String id = "";

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            description = "command, report, review, constraint or note; command with --command, else note.")
    private Optional<Evidence.What> what = Optional.empty();

    @Option(
            names = "--result",
            paramLabel = "TEXT",
            description = "The outcome, in words; needed without --exit. With it: passed for 0, else failed.")
    private Optional<String> result = Optional.empty();

    @Option(names = "--command", paramLabel = "LINE", description = "The command that you ran; it is not run again.")
    private Optional<String> command = Optional.empty();

    @Option(names = "--exit", paramLabel = "N", description = "The exit code of the command; needed without --result.")
    private Optional<Integer> exit = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "TEXT",
            description = "What it said; of a long text the middle is left out.")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--covers",
            paramLabel = "FILES",
            description = "A path or pattern such as 'src/**/*.java'; the evidence is stale once such a file changes.")
    private List<String> covers = new ArrayList<>();

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        Evidence.What kind = what.orElse(command.isPresent() ? Evidence.What.COMMAND : Evidence.What.NOTE);
        EvidenceDraft draft = EvidenceDraft.of(kind, result.orElseGet(this::outcome));
        draft = command.map(draft::command).orElse(draft);
        draft = exit.map(draft::exit).orElse(draft);
        draft = output.map(draft::output).orElse(draft);
        draft = draft.covering(covers.toArray(String[]::new));
        ItemChange<Json> change = items.addEvidence(items.named(id).id(), draft, token(), cause);
        int files = change.item().state().evidence().values().stream()
                .filter(one -> one.covers().equals(covers))
                .mapToInt(one -> one.files().size())
                .max()
                .orElse(0);
        return answer(
                change,
                "has evidence: " + kind.word() + ", " + draft.result()
                        + (covers.isEmpty() ? "" : ", covering " + files + (files == 1 ? " file" : " files"))
                        + "; it was recorded, and nothing was run");
    }

    private String outcome() {
        return exit.map(code -> code == 0 ? "passed" : "failed")
                .orElseThrow(
                        () -> new UsageException(
                                "evidence needs what came out: --result TEXT, such as"
                                        + " --result \"approved by ana\", or for a command its exit code, --exit 0. Nothing was recorded."));
    }
}
