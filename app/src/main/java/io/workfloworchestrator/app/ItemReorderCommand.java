package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item reorder ID --before ID|--after ID|--last}. */
@Command(name = "reorder", description = "Put an item before or after another one of its kind, or after all others.")
final class ItemReorderCommand extends ItemWritingCommand {
    @Parameters(paramLabel = "ID", description = "The item.")
    private String id = "";

    @Option(names = "--before", paramLabel = "ID", description = "The item that follows then.")
    private Optional<String> before = Optional.empty();

    @Option(names = "--after", paramLabel = "ID", description = "The item that comes before it then.")
    private Optional<String> after = Optional.empty();

    @Option(names = "--last", description = "After all others.")
    private boolean last;

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        if ((before.isPresent() ? 1 : 0) + (after.isPresent() ? 1 : 0) + (last ? 1 : 0) != 1) {
            throw new UsageException("reorder needs one of --before ID, --after ID and --last.");
        }
        Item item = items.named(id);
        Optional<String> next = before.isPresent()
                ? before.map(name -> items.named(name).id())
                : after.flatMap(name -> following(bench, item, items.named(name)));
        return answer(
                items.reorder(item.id(), next, cause),
                "stands "
                        + next.map(other -> "before " + items.named(other).title())
                                .orElse("last"));
    }

    /** The item that stands behind another one, when the moved one is left out; empty if that is the last. */
    private static Optional<String> following(Workbench bench, Item moved, Item other) {
        List<String> order = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ItemQuery query = ItemQuery.of(moved.kind()).limit(ItemQuery.MOST);
            var page = bench.now().items(cursor.map(query::after).orElse(query));
            page.items().stream().map(ItemView::item).map(Item::id).forEach(order::add);
            cursor = page.next();
        } while (cursor.isPresent());
        if (!order.contains(other.id())) {
            return Optional.of(other.id()); // Of another kind: the workflow refuses that.
        }
        order.remove(moved.id());
        int place = order.indexOf(other.id()) + 1;
        return place > 0 && place < order.size() ? Optional.of(order.get(place)) : Optional.empty();
    }
}
