package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.ItemFieldsGiven;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item edit ID FIELD=VALUE…}. */
@Command(name = "edit", description = "Change fields of an item, in one commit.")
final class ItemEditCommand extends ItemWritingCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The item.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FIELD=VALUE",
            description = "Such as hours=2 or needs=T-01,T-02. VALUE is JSON, else text; null takes a field away.")
    private List<String> settings = new ArrayList<>();

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        Json.Obj given = Settings.of(settings, "FIELD=VALUE, such as hours=2");
        Item item = items.named(id);
        Map<String, Json> fields = new HashMap<>();
        given.forEach(fields::put);
        ItemChange<Json> change =
                items.edit(item.id(), ItemFieldsGiven.of(bench.workflow(), item.kind(), fields), token(), cause);
        return answer(
                change, change.commit().isPresent() ? "has new " + String.join(", ", given.keys()) : "is so already");
    }
}
