package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which commits changed one item. Pure functions. */
final class ItemHistory {
    private static final int MOST_SHOWN = 10;

    /** How many commits of the workflow are looked at: each is a whole value. */
    private static final int MOST_LOOKED_AT = 60;

    private ItemHistory() {}

    /** The newest commits that changed the item, the newest first; those of its first days may be left out. */
    static List<Commit> of(WorkflowMoment<Json> now, String key, Item item) {
        StateKey<Json> state = StateKey.json(key);
        List<Commit> found = new ArrayList<>();
        Optional<Json> value = at(now, now.revision(), state, item);
        for (Commit commit : now.moment().history(state, MOST_LOOKED_AT)) {
            Revision before = Revision.of(commit.revision().number() - 1);
            Optional<Json> earlier = at(now, before, state, item);
            if (!earlier.equals(value)) {
                found.add(commit);
            }
            if (found.size() == MOST_SHOWN || earlier.isEmpty()) {
                break;
            }
            value = earlier;
        }
        return found;
    }

    private static Optional<Json> at(WorkflowMoment<Json> now, Revision revision, StateKey<Json> state, Item item) {
        return now.moment()
                .at(revision)
                .find(state)
                .flatMap(snapshot -> snapshot.json().at("items", item.kind(), item.id()));
    }
}
