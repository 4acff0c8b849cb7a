package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item sweep [KIND]}: records that claims ran out. Nothing waits for it: such an item is free anyway. */
@Command(name = "sweep", description = "Give back all items whose claim ran out; they can be claimed without it too.")
final class ItemSweepCommand extends ItemWritingCommand {
    @Parameters(paramLabel = "KIND", arity = "0..1", description = "Only of this kind.")
    private Optional<String> kind = Optional.empty();

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        List<String> kinds = kind.map(List::of)
                .orElseGet(() -> bench.workflow().running().kinds().entrySet().stream()
                        .filter(each -> each.getValue().claim() != null)
                        .map(Map.Entry::getKey)
                        .toList());
        List<Item> swept = new ArrayList<>();
        Revision revision = bench.states().head();
        for (String each : kinds) {
            ItemChange<Json> change = items.sweep(each, cause);
            swept.addAll(change.items());
            revision = change.revision();
        }
        Revision last = revision;
        return console.done(
                Json.Obj.EMPTY
                        .with("swept", Json.strings(swept.stream().map(Item::id).toList()))
                        .with("revision", Json.of(last.number())),
                () -> {
                    swept.forEach(item -> console.line(ItemTable.name(console, item) + " is free."));
                    if (swept.isEmpty()) {
                        console.line("No claim has run out.");
                    }
                });
    }
}
