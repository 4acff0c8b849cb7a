package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import io.workfloworchestrator.state.DiskChange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes what a person wrote about items in a file into a workflow's state.
 *
 * <p>The rules are those of {@link ItemChanges}, but the person is the authority: gates are not asked, so an item may be done
 * that nothing verifies, and a claim of somebody else neither holds the person up nor is renewed. A status still needs a move
 * that leads to it, unless the item is new; what an item needs must be there, in no circle, and done where the status asks for
 * it. Either everything that was written is taken, or nothing.
 *
 * <p>One use per instance; not thread-safe.
 */
public final class WrittenItems<T> {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String kind;
    private final KindDefinition described;
    private final Instant now;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> added = new HashSet<>();
    private WorkflowState<T> state;

    private WrittenItems(String kind, KindDefinition described, Instant now, WorkflowState<T> state) {
        this.kind = kind;
        this.described = described;
        this.now = now;
        this.state = state;
    }

    /** The state with everything in it, and what the person should know, such as a number that was taken already. */
    public record Taken<T>(WorkflowState<T> state, List<String> notes) {
        public Taken {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The state with what a person wrote about items of one kind.
     *
     * @param written by id; an item that is not there is added, and one that was removed comes back with its number
     * @param gone the ids of items that the person took out of the file
     * @throws ItemException {@code E_ITEM_KIND}, {@code E_ITEM} if an id cannot be one or belongs to another kind, {@code
     *     E_ITEM_FIELD}, {@code E_ITEM_NEED}, {@code E_ITEM_CIRCLE}, {@code E_ITEM_STATUS} if there is no such status, {@code
     *     E_ITEM_MOVE} if no move leads there, {@code E_ITEM_BLOCKED} if it waits for others
     */
    public static <T> Taken<T> take(
            WorkflowDefinition definition,
            WorkflowState<T> state,
            String kind,
            Map<String, WrittenItem> written,
            Collection<String> gone,
            Clock clock) {
        KindDefinition described = NamedItem.kind(definition, kind);
        WrittenItems<T> items = new WrittenItems<>(kind, described, WorkflowState.now(clock), state);
        items.take(written, gone);
        return new Taken<>(items.state, items.notes);
    }

    private void take(Map<String, WrittenItem> written, Collection<String> gone) {
        WorkflowState<T> before = state;
        for (String id : gone) {
            state.item(id).filter(item -> item.kind().equals(kind)).ifPresent(this::remove);
        }
        written.forEach((id, text) -> text.number()
                .flatMap(number -> state.item(id).filter(item -> isRenumbered(item, number)))
                .ifPresent(item -> notes.add(item.shown() + " keeps its number: others name it by that, so \""
                        + text.number().get() + "\" in the file was not taken, and is replaced there.")));
        add(written);
        WrittenNeeds names = new WrittenNeeds(described, state.items(kind));
        written.forEach((id, text) -> edit(item(id), names.resolved(text.fields())));
        requireNeeds(written.keySet(), before);
        Map<String, String> moved = new LinkedHashMap<>();
        written.forEach((id, text) -> text.status()
                .filter(status -> !status.equals(item(id).status()))
                .ifPresent(status -> moved.put(id, status)));
        moved.forEach((id, status) -> move(item(id), status));
        requireMet(moved.keySet());
    }

    private boolean isRenumbered(Item item, String number) {
        return item.kind().equals(kind) && !item.number().equals(Optional.of(number));
    }

    private Item item(String id) {
        return state.item(id).orElseThrow();
    }

    private void put(Item item) {
        state = state.withItem(item);
    }

    private void remove(Item item) {
        state = state.withoutItem(
                item, new RemovedItem(item.title(), item.number(), item.status(), now, DiskChange.EDITED.actor()));
    }

    /** Adds those that are not there, without their fields. */
    private void add(Map<String, WrittenItem> written) {
        Map<String, Optional<String>> wanted = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        written.forEach((id, text) -> {
            if (isUnknown(id)) {
                wanted.put(id, text.number());
                titles.put(id, ItemFields.shown(text.fields().text(Item.TITLE).orElse("")));
            }
        });
        if (wanted.isEmpty()) {
            return;
        }
        added.addAll(wanted.keySet());
        WrittenNumbers numbers = new WrittenNumbers(state, kind, described, wanted);
        ItemAdding adding = new ItemAdding(state, kind, described, now);
        for (String id : wanted.keySet()) {
            ItemState fresh = adding.state(SharedMap.of(), Optional.empty());
            Item item = new Item(kind, id, numbers.numbered(id, fresh));
            state = state.withItem(item).withoutMemory(kind, id);
        }
        notes.addAll(numbers.notes(titles));
    }

    private boolean isUnknown(String id) {
        Optional<Item> known = state.item(id);
        if (known.isPresent() && !known.get().kind().equals(kind)) {
            throw refused("\"" + id + "\" is the id of the " + known.get().kind() + " "
                    + known.get().shown() + ", and cannot be that of a " + kind
                    + ". Leave the id out, and it gets one of its own.");
        }
        if (known.isEmpty() && !ID.matcher(id).matches()) {
            throw refused("\"" + ItemFields.shown(id) + "\" cannot be the id of an item. Leave it out, and the item"
                    + " gets one of its own.");
        }
        return known.isEmpty();
    }

    private static ItemException refused(String why) {
        return new ItemException("E_ITEM", why + " Nothing was changed.");
    }

    private boolean isNew(Item item) {
        return added.contains(item.id());
    }

    private void edit(Item item, Json.Obj fields) {
        SharedMap<Json> before = SharedMap.copyOf(item.state().fields());
        SharedMap<Json> after;
        try {
            after = isNew(item)
                    ? ItemFields.whole(kind, described, fields)
                    : ItemFields.edited(kind, described, before, fields);
        } catch (ItemException e) {
            String name = fields.text(Item.TITLE).orElse(item.title());
            String called = isNew(item) ? "" : " (" + item.number().orElse(item.id()) + ")";
            throw new ItemException(e.code(), "\"" + ItemFields.shown(name) + "\"" + called + ": " + e.getMessage());
        }
        List<String> changed = ItemFields.changed(before, after);
        SharedMap<Instant> edited = SharedMap.copyOf(item.state().edited());
        for (String field : isNew(item) ? List.<String>of() : changed) {
            edited = edited.with(field, now);
        }
        if (!changed.isEmpty()) {
            put(item.with(item.state().withFields(after, edited)));
        }
    }

    private void requireNeeds(Set<String> ids, WorkflowState<T> before) {
        Map<String, List<String>> changed = new LinkedHashMap<>();
        for (String id : ids) {
            List<String> had = before.item(id)
                    .map(old -> ItemFields.needs(described, old.state()))
                    .orElse(List.of());
            if (!had.equals(ItemFields.needs(described, item(id).state()))) {
                changed.put(id, had);
            }
        }
        if (changed.isEmpty()) {
            return; // Most texts change no needs, and the graph walks through all items.
        }
        ItemGraph graph = new ItemGraph(kind, described, state.items(kind), state.removed(kind), null);
        List<Item> items = changed.keySet().stream().map(this::item).toList();
        ItemNeeds.requireAll(graph, items, changed, this::isNew);
    }

    private void move(Item item, String status) {
        if (!described.status().values().contains(status)) {
            throw new ItemException(
                    "E_ITEM_STATUS",
                    item.shown() + " cannot be \"" + ItemFields.shown(status) + "\", and was not changed: a " + kind
                            + " has no such status."
                            + Names.hint(status, described.status().values()));
        }
        boolean isWay = described.movesFrom(item.status()).stream()
                .anyMatch(move -> move.to().equals(status));
        if (!isWay && !isNew(item)) {
            throw new ItemException(
                    "E_ITEM_MOVE",
                    item.shown() + " is " + item.status() + ", and no move leads from there to " + status
                            + ". It was not changed. " + ItemMoves.ways(described, item));
        }
        ItemState moved = item.state().withStatus(status, now);
        put(item.with(described.status().isFinal(status) ? moved.withClaim(Optional.empty()) : moved));
    }

    /** Looked at when all have moved, since a person may end an item together with what it needs. */
    private void requireMet(Set<String> moved) {
        for (String id : moved) {
            Item item = item(id);
            List<Need> unmet =
                    ItemMoves.needsMet(described, item.status()) ? ItemNeeds.unmet(described, state, item) : List.of();
            if (!unmet.isEmpty()) {
                throw new ItemException(
                        "E_ITEM_BLOCKED",
                        item.shown() + " cannot be " + item.status() + " before what it needs is done: "
                                + ItemMoves.said(unmet) + " It was not changed.");
            }
        }
    }
}
