package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items of one kind at one moment. Thread-safe: computing twice gives equal answers. */
final class KindItems {
    final ItemGraph graph;
    private final ItemSight sight;
    private final Map<String, ItemView> views = new ConcurrentHashMap<>();
    private @Nullable List<ItemView> sorted;

    KindItems(ItemGraph graph, ItemSight sight) {
        this.graph = graph;
        this.sight = sight;
    }

    Optional<ItemView> find(String id) {
        ItemState item = graph.items.get(id);
        return item == null ? Optional.empty() : Optional.of(view(id, item));
    }

    private ItemView view(String id, ItemState item) {
        return views.computeIfAbsent(id, any -> new ItemView(graph, new Item(graph.kind, id, item), sight));
    }

    List<ItemView> all() {
        List<ItemView> known = sorted;
        if (known == null) {
            List<ItemView> all = new ArrayList<>(graph.items.size());
            graph.order().forEach(id -> find(id).ifPresent(all::add));
            known = all;
            sorted = known;
        }
        return known;
    }

    List<ItemView> only(Predicate<ItemView> which) {
        return all().stream().filter(which).toList();
    }

    WorkflowStatus.Items count() {
        List<ItemView> open = only(view -> !view.isFinal());
        Map<String, Integer> byStatus = new LinkedHashMap<>();
        graph.described.status().values().forEach(status -> byStatus.put(status, 0));
        all().forEach(view -> byStatus.merge(view.item().status(), 1, Integer::sum));
        return new WorkflowStatus.Items(
                graph.kind,
                graph.described.title(),
                all().size(),
                only(ItemView::isDone).size(),
                open.size(),
                (int) open.stream().filter(ItemView::isBlocked).count(),
                byStatus);
    }

    /** The items that can be worked on and that nobody works on, in the order in which they are offered. */
    List<ItemView> free() {
        List<ItemView> free = new ArrayList<>();
        for (ItemView view : all()) {
            if (graph.isFree(view.item().id(), view.item().state(), sight.now())) {
                free.add(view);
            }
        }
        Comparator<Item> order = graph.offering("", sight.now());
        free.sort((one, other) -> order.compare(one.item(), other.item()));
        return free;
    }

    /** The items that can be begun, in the order in which they are offered. */
    private List<ItemView> ready() {
        return free().stream().filter(ItemView::isReady).toList();
    }

    /** The next time after the look at which a claim runs out. */
    Instant nextExpiry() {
        Instant next = Instant.MAX;
        for (ItemState item : graph.items.values()) {
            Instant until = item.claim()
                    .filter(claim -> claim.isHeld(sight.now()))
                    .map(Claim::until)
                    .orElse(next);
            next = until.isBefore(next) ? until : next;
        }
        return next;
    }

    Map<String, Object> facts() {
        return new KindFacts(this);
    }

    private static List<Object> facts(List<ItemView> views) {
        List<Object> facts = new ArrayList<>(views.size());
        views.forEach(view -> facts.add(view.facts()));
        return facts;
    }

    /** Lists of items, each made when it is read. */
    private static final class KindFacts extends LazyMap {
        private static final Set<String> NAMES = Environment.KIND_NAMES;

        private final KindItems items;
        private final Map<String, Object> made = new ConcurrentHashMap<>();

        KindFacts(KindItems items) {
            this.items = items;
        }

        @Override
        Set<String> names() {
            return NAMES;
        }

        @Override
        @Nullable
        Object value(String name) {
            return NAMES.contains(name) ? made.computeIfAbsent(name, this::make) : null;
        }

        private Object make(String name) {
            return switch (name) {
                case "all" -> facts(items.all());
                case "ready" -> facts(items.ready());
                case "blocked" -> facts(items.only(ItemView::isBlocked));
                case "stuck" -> facts(items.only(ItemView::isStuck));
                case "stale" -> facts(items.only(ItemView::isStale));
                case "overdue" -> facts(items.only(ItemView::isOverdue));
                case "byStatus" -> byStatus();
                default -> new ById(items);
            };
        }

        private Map<String, Object> byStatus() {
            Map<String, List<Object>> lists = new LinkedHashMap<>();
            items.graph.described.status().values().forEach(status -> lists.put(status, new ArrayList<>()));
            items.all()
                    .forEach(view -> lists.computeIfAbsent(view.item().status(), any -> new ArrayList<>())
                            .add(view.facts()));
            return new LinkedHashMap<>(lists);
        }
    }

    /** Items by id, each made when it is read. */
    private static final class ById extends LazyMap {
        private final KindItems items;

        ById(KindItems items) {
            this.items = items;
        }

        @Override
        Set<String> names() {
            return items.graph.items.keySet();
        }

        @Override
        @Nullable
        Object value(String id) {
            return items.find(id).map(ItemView::facts).orElse(null);
        }

        @Override
        public int size() {
            return items.graph.items.size();
        }
    }
}
