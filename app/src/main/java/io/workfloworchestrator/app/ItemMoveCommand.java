package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item move ID MOVE}: another status, through the gates of the move. */
@Command(name = "move", description = "Change the status of an item by a move of its kind, or hear what is missing.")
final class ItemMoveCommand extends ItemWritingCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The item.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "MOVE", description = "The move, such as start; 'item show ID' names them.")
    private String move = "";

    ItemMoveCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        ItemChange<Json> change = items.move(items.named(id).id(), move, token(), cause);
        return answer(change, "is " + change.item().status());
    }
}
