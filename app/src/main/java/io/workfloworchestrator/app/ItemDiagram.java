package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Look;
import io.workfloworchestrator.diagram.Node;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.ItemPage;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The items of a kind as a diagram: a node for each, and an arrow from what it needs to it. */
final class ItemDiagram {
    private ItemDiagram() {}

    /**
     * All items of a kind.
     *
     * @throws io.workfloworchestrator.workflow.ItemException E_ITEM_KIND if there is no such kind
     */
    static Diagram of(WorkflowMoment<Json> now, String kind) {
        List<ItemView> items = all(now, kind);
        Diagram.Builder diagram = Diagram.titled(title(now, kind))
                .description(items.size() + " items of the kind " + kind + ", and what each needs.");
        @Nullable KindDefinition described = now.running().kinds().get(kind);
        String field =
                described == null ? "" : Optional.ofNullable(described.needs()).orElse("");
        Set<String> ids = items.stream().map(view -> view.item().id()).collect(Collectors.toSet());
        for (ItemView view : items) {
            String id = view.item().id();
            diagram.node(node(view));
            Json needs = view.item().state().fields().getOrDefault(field, Json.Null.VALUE);
            for (Json need : needs.asList()) {
                need.asText().filter(ids::contains).ifPresent(needed -> diagram.edge(needed, id));
            }
        }
        return diagram.build();
    }

    private static String title(WorkflowMoment<Json> now, String kind) {
        return kind.equals(TaskWorkflows.TASK) && now.running().type().equals(TaskWorkflows.ACTIVE_TYPE)
                ? "Tasks of " + now.state().value().title()
                : now.running().title() + ": " + kind;
    }

    private static List<ItemView> all(WorkflowMoment<Json> now, String kind) {
        List<ItemView> items = new ArrayList<>();
        ItemQuery query = ItemQuery.of(kind).limit(ItemQuery.MOST);
        ItemPage page = now.items(query);
        items.addAll(page.items());
        while (page.next().isPresent()) {
            page = now.items(query.after(page.next().get()));
            items.addAll(page.items());
        }
        return items;
    }

    private static Node node(ItemView view) {
        String name = view.item().number().map(number -> number + " ").orElse("")
                + view.item().title();
        String mark = ItemTable.mark(view);
        return Node.of(view.item().id(), name)
                .look(look(view))
                .detail(view.item().status() + (mark.isEmpty() ? "" : ", " + mark))
                .detail(
                        ItemTable.isBlockedTask(view)
                                ? view.item().state().text("blockedReason").orElse("")
                                : "");
    }

    private static Look look(ItemView view) {
        if (view.isFinal()) {
            return view.isDone() ? Look.DONE : Look.LOW;
        }
        if (ItemTable.isBlockedTask(view) || view.isStuck() || view.isMissing() || view.isOverdue()) {
            return Look.BLOCKED;
        }
        if (view.isHeld()) {
            return Look.HIGH;
        }
        return view.isBlocked() ? Look.PLANNED : Look.PLAIN;
    }
}
