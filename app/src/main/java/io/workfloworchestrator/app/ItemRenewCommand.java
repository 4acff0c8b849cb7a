package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item renew ID}: says that the holder still works on it. */
@Command(name = "renew", description = "Hold an item for as long again; each write of its holder does that too.")
final class ItemRenewCommand extends ItemWritingCommand {
    @Parameters(paramLabel = "ID", description = "The item.")
    private String id = "";

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        Item item = items.named(id);
        ItemChange<Json> change = items.renew(item.id(), tokenOf(item, cause), cause);
        return answer(
                change,
                change.item()
                        .state()
                        .claim()
                        .map(claim -> "is " + claim.by() + "'s until " + claim.until())
                        .orElse("is held by nobody"));
    }
}
