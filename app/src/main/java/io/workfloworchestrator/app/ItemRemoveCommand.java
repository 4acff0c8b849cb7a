package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item remove ID --reason TEXT}: the history keeps it, and an undo brings it back. */
@Command(name = "remove", description = "Remove an item; the history keeps it. Needs --reason.")
final class ItemRemoveCommand extends ItemWritingCommand {
    @Parameters(paramLabel = "ID", description = "The item.")
    private String id = "";

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        if (!hasReason()) {
            throw new UsageException("remove needs --reason TEXT: it is recorded and shown.");
        }
        Item item = items.named(id);
        ItemChange<Json> change = items.remove(item.id(), token(), cause);
        return console.done(
                Json.Obj.EMPTY
                        .with("removed", Json.of(item.id()))
                        .with(
                                "neededBy",
                                Json.strings(
                                        change.items().stream().map(Item::id).toList()))
                        .with("revision", Json.of(change.revision().number())),
                () -> {
                    console.line(ItemTable.name(console, item) + " was removed. "
                            + console.dim("'workflow undo' brings it back; revision " + change.revision()));
                    change.items()
                            .forEach(other -> console.paragraph(
                                    console.warn("! "),
                                    "  ",
                                    other.number().orElse(other.id()) + " " + other.title()
                                            + " still needs it, and is blocked: "
                                            + bench.meant()
                                                    .command("item need " + other.id() + " " + item.id() + " --drop")));
                });
    }
}
