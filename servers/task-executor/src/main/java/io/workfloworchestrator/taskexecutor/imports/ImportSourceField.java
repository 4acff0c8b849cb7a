package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.Optional;

/**
 * The field of a task that says from which list of another tool it was taken over, so that it is never taken over twice.
 *
 * @param tool the word of the format
 * @param task the id in the list
 */
record ImportSourceField(String tool, String list, String task) {
    static final String NAME = "source";

    private static final String TOOL = "import";
    private static final String LIST = "list";
    private static final String ID = "id";

    /** Where an item came from; empty if it was not taken over from another tool. */
    static Optional<ImportSourceField> of(Item item) {
        Json field = item.state().fields().get(NAME);
        Json.Obj source = field == null ? Json.Obj.EMPTY : field.asObject();
        return source.text(TOOL)
                .map(tool -> new ImportSourceField(
                        tool, source.text(LIST).orElse(""), source.text(ID).orElse("")));
    }

    Json.Obj toJson() {
        return Json.Obj.EMPTY.with(TOOL, tool).with(LIST, list).with(ID, task);
    }
}
