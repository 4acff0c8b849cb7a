package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item need ID ON…}: makes an item wait for others, or with {@code --drop} no longer. */
@Command(name = "need", description = "Make an item wait for others; with --drop, no longer.")
final class ItemNeedCommand extends ItemWritingCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The item that waits.")
    private String id = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ON", description = "The items that it waits for.")
    private List<String> on = new ArrayList<>();

    @Option(names = "--drop", description = "Take these needs away.")
    private boolean drop;

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        Item item = items.named(id);
        List<String> needs = on.stream().map(name -> id(items, name)).toList();
        ItemChange<Json> change =
                drop ? items.unlink(item.id(), needs, token(), cause) : items.link(item.id(), needs, token(), cause);
        boolean blocked =
                change.after().item(item.id()).filter(view -> view.isBlocked()).isPresent();
        return answer(
                change,
                (drop ? "no longer needs " : "needs ") + String.join(", ", on) + (blocked ? ", and is blocked" : ""));
    }

    /** The id that is meant; a need that is taken away may be of an item that is gone. */
    private String id(WorkflowItems<Json> items, String name) {
        try {
            return items.named(name).id();
        } catch (ItemException e) {
            if (drop) {
                return name;
            }
            throw e;
        }
    }
}
