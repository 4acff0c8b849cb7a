package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemQuery.Standing;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;

/** How many items of each kind there are, are done, are open and are blocked. Pure functions. */
final class ItemCounts {
    /**
     * The items of a kind.
     *
     * @param kind its name
     * @param title what people call one of them
     * @param all how many there are
     * @param done how many were done; those that were dropped are neither done nor open
     * @param open how many are not final
     * @param blocked how many of the open ones wait for others
     */
    record Count(String kind, String title, int all, int done, int open, int blocked) {
        Json json() {
            return Json.Obj.EMPTY
                    .with("kind", Json.of(kind))
                    .with("title", Json.of(title))
                    .with("all", Json.of(all))
                    .with("done", Json.of(done))
                    .with("open", Json.of(open))
                    .with("blocked", Json.of(blocked));
        }

        String words() {
            return all + " in all, " + done + " done, " + open + " open"
                    + (blocked == 0 ? "" : ", " + blocked + " blocked");
        }
    }

    private ItemCounts() {}

    static List<Count> of(WorkflowMoment<Json> now) {
        List<Count> counts = new ArrayList<>();
        now.running().kinds().forEach((kind, described) -> {
            ItemQuery all = ItemQuery.of(kind).limit(1);
            int done = described.status().done().stream()
                    .mapToInt(status -> total(now, all.status(status)))
                    .sum();
            int open = total(now, all.only(Standing.OPEN));
            counts.add(new Count(
                    kind, described.title(), total(now, all), done, open, total(now, all.only(Standing.BLOCKED))));
        });
        return counts;
    }

    private static int total(WorkflowMoment<Json> now, ItemQuery query) {
        return now.items(query).total();
    }
}
