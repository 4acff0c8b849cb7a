package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item release ID}: gives an item back, hands it over, or takes it away from a holder who is gone. */
@Command(name = "release", description = "Give an item back; with --to, hand it over.")
final class ItemReleaseCommand extends ItemWritingCommand {
    @Parameters(paramLabel = "ID", description = "The item.")
    private String id = "";

    @Option(names = "--to", paramLabel = "NAME", description = "Who will hold it then.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--take",
            description = "Take it away from somebody else who holds it and does not answer; needs --reason.")
    private boolean take;

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        if (take && (to.isPresent() || !hasReason())) {
            throw new UsageException("--take needs --reason TEXT, and no --to: it frees the item for everybody.");
        }
        Item item = items.named(id);
        if (to.isPresent()) {
            ItemChange<Json> change = items.handOver(item.id(), tokenOf(item, cause), to.get(), cause);
            return answer(
                    change,
                    "is " + to.get() + "'s now, by token "
                            + change.item().state().claim().orElseThrow().token());
        }
        ItemChange<Json> change =
                take ? items.revoke(item.id(), cause) : items.release(item.id(), tokenOf(item, cause), cause);
        return answer(change, change.commit().isPresent() ? "is free" : "was held by nobody");
    }
}
