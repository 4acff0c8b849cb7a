package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.workflow.ItemPage;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Pages of items that fit into an answer. Pure functions. */
final class ItemListing {
    /** How many characters the items of a page may have as JSON: an answer has 20,000. */
    private static final int ROOM = 18_000;

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private ItemListing() {}

    enum View {
        ALL,
        OPEN,
        READY,
        BLOCKED,
        STUCK,
        STALE,
        OVERDUE,
        CLAIMED,
        MISSING;

        Optional<ItemQuery.Standing> standing() {
            return this == ALL ? Optional.empty() : Optional.of(ItemQuery.Standing.valueOf(name()));
        }
    }

    record In(
            Optional<String> kind,
            List<String> status,
            Optional<View> view,
            Optional<String> text,
            Map<String, Json> where,
            @Field("As -created") Optional<String> sort,

            @Field("Default 20") Optional<Integer> limit,

            Optional<String> cursor) {}

    /** A page of at most so many items, and of fewer where they are large. */
    static Answers.ItemsListed of(WorkflowMoment<Json> now, In in) {
        String kind = kind(now, in.kind());
        ItemQuery query = new ItemQuery(
                kind,
                in.view().flatMap(View::standing),
                in.status(),
                Json.object(in.where()),
                in.text().orElse(""),
                in.sort().orElse("order"),
                Math.min(MOST, in.limit().orElse(USUAL)),
                in.cursor());
        ItemPage page = now.items(query);
        KindDefinition described = Objects.requireNonNull(now.running().kinds().get(kind));
        if (page.total() == 1) {
            return listed(
                    now,
                    page,
                    page.items().stream()
                            .map(view -> ItemRecord.whole(view, described))
                            .toList());
        }
        List<ItemRecord> items = page.items().stream()
                .map(view -> ItemRecord.brief(view, described))
                .toList();
        int fitting = Math.max(Math.min(1, items.size()), fitting(items, ROOM).size());
        return fitting == items.size()
                ? listed(now, page, items)
                : listed(now, now.items(query.limit(fitting)), items.subList(0, fitting));
    }

    private static Answers.ItemsListed listed(WorkflowMoment<Json> now, ItemPage page, List<ItemRecord> items) {
        return new Answers.ItemsListed(
                items, page.total(), page.next(), now.revision().number());
    }

    /** The first of these as JSON, as many as so many characters hold. */
    static List<Json> fitting(List<ItemRecord> items, int room) {
        RecordCodec<ItemRecord> codec = RecordCodec.of(ItemRecord.class);
        List<Json> fitting = new ArrayList<>();
        int left = room;
        for (ItemRecord item : items) {
            Json json = codec.encode(item);
            left -= json.toString().length();
            if (left < 0) {
                break;
            }
            fitting.add(json);
        }
        return fitting;
    }

    /** The kind that is named; the only one when no kind is. */
    private static String kind(WorkflowMoment<Json> now, Optional<String> named) {
        Set<String> kinds = now.running().kinds().keySet();
        return named.or(() -> kinds.size() == 1 ? kinds.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> new ToolException(
                        "E_ARG_MISSING",
                        kinds.isEmpty()
                                ? now.running() + " has no items."
                                : "\"kind\" is missing; it is one of " + Names.listed(kinds) + "."));
    }

    static Optional<ItemRecord> whole(WorkflowMoment<Json> moment, String id) {
        return moment.item(id).flatMap(view -> described(moment, view).map(kind -> ItemRecord.whole(view, kind)));
    }

    static Optional<KindDefinition> described(WorkflowMoment<Json> moment, ItemView view) {
        return Optional.ofNullable(moment.running().kinds().get(view.item().kind()));
    }
}
