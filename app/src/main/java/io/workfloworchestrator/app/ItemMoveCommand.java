package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item move ID MOVE}: another status, through the gates of the move. */
@Command(name = "move", description = "Change the status of an item by a move of its kind, or hear what is missing.")
final class ItemMoveCommand extends ItemWritingCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The item.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "MOVE", description = "The move, such as start; 'item show ID' names them.")
    private String move = "";

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        Item item = items.named(id);
        try {
            ItemChange<Json> change = items.move(item.id(), move, token(), cause);
            return answer(change, "is " + change.item().status());
        } catch (ItemException e) {
            Optional<String> command = e.call().flatMap(call -> ItemCalls.command(call, item));
            throw command.<CodedException>map(
                            words -> new AdvisedException(e, bench.meant().command(words)))
                    .orElse(e);
        }
    }
}
