package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads and changes the items of one workflow inside of one commit, beside whatever else the commit changes.
 *
 * <pre>{@code
 * states.transact(Cause.of("ana", "the specification is agreed"), commit -> {
 *     Item task = tasks.in(commit, "ana").add("task", fields);
 *     goals.in(commit, "ana").move("g-1a2b3c", "start", Revision.NONE);
 *     return task.id();
 * });
 * }</pre>
 *
 * <p>A change that is refused throws, and then the whole commit is not made. A write to an item that somebody holds needs the
 * token of its claim (see {@link Claim}), unless the writer has the holder's name; every write of the holder renews the claim.
 *
 * <p>Valid only inside {@link io.workfloworchestrator.state.StateManager#transact}, on its thread.
 */
public final class ItemChanges {
    private final Transaction commit;
    private final StateKey<? extends WorkflowState<?>> key;
    private final WorkflowDefinition definition;
    private final MoveGates gates;
    private final ItemGraphs graphs;
    private final ItemIds ids;
    private final Instant now;
    private final String by;

    ItemChanges(
            Transaction commit,
            StateKey<? extends WorkflowState<?>> key,
            WorkflowDefinition definition,
            MoveGates gates,
            ItemGraphs graphs,
            ItemIds ids,
            Instant now,
            String by) {
        this.commit = commit;
        this.key = key;
        this.definition = definition;
        this.gates = gates;
        this.graphs = graphs;
        this.ids = ids;
        this.now = now;
        this.by = by;
    }

    WorkflowState<?> state() {
        return commit.get(key);
    }

    @SuppressWarnings("unchecked") // the state that is put is a changed copy of the one that was read by this key
    private <S extends WorkflowState<?>> void put(WorkflowState<?> changed) {
        commit.put((StateKey<S>) key, (S) changed);
    }

    Item put(Item item) {
        put(state().withItem(item));
        return item;
    }

    /** The item of that id; empty if there is none. */
    public Optional<Item> find(String id) {
        return state().item(id);
    }

    /** @throws ItemException {@code E_ITEM} if there is none */
    public Item get(String id) {
        return find(id).orElseThrow(() -> NamedItem.unknown(state(), id));
    }

    public List<Item> all(String kind) {
        kind(kind);
        ItemGraph graph = graph(kind);
        List<Item> items = new ArrayList<>();
        for (String id : graph.order()) {
            ItemState item = graph.items.get(id);
            if (item != null) {
                items.add(new Item(kind, id, item));
            }
        }
        return items;
    }

    KindDefinition kind(String name) {
        return NamedItem.kind(definition, name);
    }

    private ItemGraph graph(String kind) {
        WorkflowState<?> state = state();
        return graphs.of(kind, kind(kind), state.items(kind), state.removed(kind));
    }

    /**
     * Adds an item in its kind's first status, after all others.
     *
     * @param fields what it holds; declared defaults are filled in
     * @throws ItemException {@code E_ITEM_KIND}, {@code E_ITEM_FIELD} if a field is not declared, does not fit or is missing,
     *     {@code E_ITEM_NEED} if it needs an item that is not there
     */
    public Item add(String kind, Json.Obj fields) {
        return addAll(kind, List.of(fields)).get(0);
    }

    /**
     * As {@link #add}, with a number after this counter as well: numbers are given elsewhere too, such as in names of
     * folders.
     */
    public Item addAfter(String kind, Json.Obj fields, long counter) {
        return addAll(kind, List.of(fields), counter).get(0);
    }

    /** Adds items in this order; throws as {@link #add}, and then adds nothing. */
    public List<Item> addAll(String kind, Collection<Json.Obj> each) {
        return addAll(kind, each, 0);
    }

    /**
     * Adds items that may wait for each other and for those that are there; throws as {@link #add} and {@link #link}, and then adds
     * nothing.
     *
     * @param needs gives the ids that items wait for, by the ids of these items, once the new items have their ids
     */
    public List<Item> addAll(
            String kind, Collection<Json.Obj> each, Function<List<Item>, Map<String, List<String>>> needs) {
        List<Item> added = addAll(kind, each);
        String field = kind(kind).needs();
        SharedMap<ItemState> items = state().items(kind);
        List<Item> waiting = new ArrayList<>();
        for (Map.Entry<String, List<String>> one : needs.apply(added).entrySet()) {
            Item item = get(one.getKey());
            Json.Obj fields = needs(item, one.getValue());
            ItemState state = item.state();
            SharedMap<Json> changed = ItemFields.edited(kind, kind(kind), state.fields(), fields);
            waiting.add(item.with(state.withFields(changed, state.edited())));
            items = items.with(item.id(), waiting.get(waiting.size() - 1).state());
        }
        if (field != null && !waiting.isEmpty()) {
            put(state().withItems(kind, items));
            ItemNeeds.requireAll(graph(kind), waiting, Map.of(), item -> true);
        }
        return added.stream().map(item -> get(item.id())).toList();
    }

    private List<Item> addAll(String kind, Collection<Json.Obj> each, long counter) {
        KindDefinition described = kind(kind);
        List<SharedMap<Json>> all = new ArrayList<>();
        each.forEach(fields -> all.add(ItemFields.whole(kind, described, fields)));
        List<Item> added =
                new ItemAdding(state(), kind, described, now).after(counter).added(all, ids);
        ItemGraph graph = graph(kind);
        added.forEach(item -> ItemNeeds.requireKnown(graph, item, List.of(), true));
        SharedMap<ItemState> items = state().items(kind);
        for (Item item : added) {
            items = items.with(item.id(), item.state());
        }
        put(state().withItems(kind, items));
        return added;
    }

    /** Adds an item under a number that people know it by, if nobody has or had that number; else as {@link #add(String, Json.Obj)}. */
    public Item add(String kind, Json.Obj fields, String number) {
        Item item = add(kind, fields);
        WorkflowState<?> before = state().withItems(kind, state().items(kind).without(item.id()));
        Map<String, Optional<String>> wanted = Map.of(item.id(), Optional.of(number));
        return put(item.with(new WrittenNumbers(before, kind, kind(kind), wanted).numbered(item.id(), item.state())));
    }

    /**
     * Gives items of a kind the numbers that people know them by, such as those of a list that is taken over. No number is given
     * that a removed item had, and none that is reserved.
     *
     * @param wanted the number that an item shall have, by its id; one that cannot be given is left out
     * @param giveWay ids of items that get another number if theirs is wanted
     * @param reserved numbers that are kept for items that are added next
     * @return the numbers that changed, by the ids of their items
     */
    public Map<String, String> renumber(
            String kind, Map<String, String> wanted, Set<String> giveWay, Set<String> reserved) {
        String pattern = kind(kind).number();
        if (pattern == null) {
            return Map.of();
        }
        Map<String, String> numbers =
                new ItemRenumbering(state(), kind, ItemNumbers.of(pattern)).numbers(wanted, giveWay, reserved);
        numbers.forEach((id, number) -> {
            Item item = get(id);
            Item unused = put(item.with(item.state().withNumber(number)));
        });
        return numbers;
    }

    /**
     * Gives an item a new number, after all others: for one whose number somebody gave to another item too, on another branch.
     *
     * @param counter the highest one that was given elsewhere; 0 if no number was
     * @throws ItemException {@code E_ITEM}; {@code E_ITEM_KIND} if items of its kind have no numbers
     */
    public Item renumber(String id, long counter) {
        Item item = get(id);
        String pattern = kind(item.kind()).number();
        if (pattern == null) {
            throw new ItemException(
                    "E_ITEM_KIND", item.shown() + " was not changed: a " + item.kind() + " has no number.");
        }
        ItemNumbers numbers = ItemNumbers.of(pattern);
        long highest = Math.max(counter, numbers.highest(state(), item.kind()));
        return put(item.with(item.state().withNumber(numbers.number(highest + 1))));
    }

    /**
     * Changes fields of an item.
     *
     * @param fields the fields to change; a field that is null is taken away
     * @param token the token of the writer's claim; {@link Revision#NONE} without one
     * @throws ItemException {@code E_ITEM}, {@code E_ITEM_FIELD}, {@code E_ITEM_NEED}, {@code E_ITEM_CIRCLE}, {@code
     *     E_CLAIM_TOKEN}, {@code E_CLAIM_HELD}
     */
    public Item edit(String id, Json.Obj fields, Revision token) {
        Item item = get(id);
        KindDefinition described = kind(item.kind());
        ItemState written = written(item, token);
        SharedMap<Json> after =
                ItemFields.edited(item.kind(), described, item.state().fields(), fields);
        List<String> changed = ItemFields.changed(item.state().fields(), after);
        if (changed.isEmpty()) {
            return put(item.with(written));
        }
        SharedMap<Instant> edited = SharedMap.copyOf(item.state().edited());
        for (String field : changed) {
            // Elements that two writers add to a list merge; one time for both would be what they disagree about.
            edited = after.get(field) instanceof Json.Arr ? edited : edited.with(field, now);
        }
        Item result = item.with(written.withFields(after, edited));
        if (described.needs() != null && changed.contains(described.needs())) {
            ItemNeeds.require(graph(item.kind()), result, ItemFields.needs(described, item.state()), false);
        }
        return put(result);
    }

    /** The item as the writer may change it: with its claim renewed. */
    private ItemState written(Item item, Revision token) {
        Optional<Duration> lasts = Optional.ofNullable(kind(item.kind()).claim());
        return Claims.written(item, lasts, now, by, token);
    }

    /**
     * Makes an item wait for others as well.
     *
     * @throws ItemException {@code E_ITEM_NEED} if one of them is not there or the kind has no needs, {@code E_ITEM_CIRCLE} if the
     *     item would wait for itself; as {@link #edit}
     */
    public Item link(String id, Collection<String> needs, Revision token) {
        Item item = get(id);
        Set<String> all = new LinkedHashSet<>(ItemFields.needs(kind(item.kind()), item.state()));
        all.addAll(needs);
        return edit(id, needs(item, all), token);
    }

    /** Takes needs away from an item; throws as {@link #edit}. */
    public Item unlink(String id, Collection<String> needs, Revision token) {
        Item item = get(id);
        Set<String> rest = new LinkedHashSet<>(ItemFields.needs(kind(item.kind()), item.state()));
        rest.removeAll(Set.copyOf(needs));
        return edit(id, needs(item, rest), token);
    }

    private Json.Obj needs(Item item, Collection<String> needs) {
        String field = kind(item.kind()).needs();
        if (field == null) {
            throw new ItemException(
                    "E_ITEM_NEED",
                    item.shown() + " was not changed: a " + item.kind() + " waits for nothing, since " + definition
                            + " declares no needs for it.");
        }
        return Json.object(Map.of(field, Json.strings(needs)));
    }

    /**
     * Moves an item to another status. It needs the status that the move leads from, its gates open, and all needs met, unless the
     * move leads back to the first status or drops the item. In a final status nobody holds it any more.
     *
     * @throws ItemException {@code E_ITEM}, {@code E_ITEM_MOVE} if there is no such move, or none from its status, {@code
     *     E_ITEM_BLOCKED} if it waits for others, {@code E_ITEM_GATE} if a gate is closed, {@code E_CLAIM_TOKEN}, {@code
     *     E_CLAIM_HELD}
     */
    public Item move(String id, String move, Revision token) {
        Item item = get(id);
        KindDefinition described = kind(item.kind());
        ItemState written = written(item, token); // who comes late hears that first, wherever the item is by now
        MoveDefinition found = ItemMoves.require(described, item, move);
        if (ItemMoves.needsMet(described, found)) {
            ItemMoves.requireMet(item, found, unmet(item));
        }
        gates.require(state(), item, found);
        ItemState moved = written.withStatus(found.to(), now);
        return put(item.with(described.status().isFinal(found.to()) ? moved.withClaim(Optional.empty()) : moved));
    }

    List<Need> unmet(Item item) {
        return ItemNeeds.unmet(kind(item.kind()), state(), item);
    }

    /**
     * Removes an item. It stays in the history, its number is given to nobody else, and items that need it are blocked by it until
     * the need is taken away.
     *
     * @return the items that need it
     * @throws ItemException {@code E_ITEM}, {@code E_CLAIM_TOKEN}, {@code E_CLAIM_HELD}
     */
    public List<Item> remove(String id, Revision token) {
        Item item = get(id);
        ItemState unused = written(item, token);
        ItemGraph graph = graph(item.kind());
        RemovedItem memory = new RemovedItem(item.title(), item.number(), item.status(), now, by);
        put(state().withoutItem(item, memory));
        return graph.dependents(id).stream()
                .filter(dependent -> !graph.isFinal(dependent))
                .map(this::get)
                .toList();
    }

    /**
     * Puts an item right before another one of its kind, or after all others. Nothing else of it changes, so no token is needed.
     *
     * @param before the id of the item that then follows; after all others when empty
     * @throws ItemException {@code E_ITEM} if one of them is not there or of another kind
     */
    public Item reorder(String id, Optional<String> before) {
        Item item = get(id);
        List<Item> others = new ArrayList<>(all(item.kind()));
        others.removeIf(other -> other.id().equals(id));
        String order = before.isEmpty() ? Ranks.last(others) : Ranks.before(item, get(before.get()), others);
        return put(item.with(item.state().withOrder(order)));
    }

    /**
     * Claims an item for somebody. Whoever holds it already by that name gets a new token, and the old one is void: a process that
     * died and came back goes on so.
     *
     * @throws ItemException {@code E_ITEM}, {@code E_CLAIM_KIND} if items of its kind are not claimed, {@code E_CLAIM_HELD} if
     *     somebody else holds it, {@code E_CLAIM_FINAL} if nothing is left to do, {@code E_ITEM_BLOCKED} if it waits for others
     */
    public Item claim(String id, String holder) {
        return claiming().claim(get(id), holder);
    }

    /**
     * Claims the next item of a kind that can be worked on: first what the holder lost by a claim that ran out, then what others
     * lost or gave back, then the ready item behind which the most work waits, in the order of people.
     *
     * @param wanted which items may be claimed
     * @return empty if there is nothing to claim
     * @throws ItemException {@code E_ITEM_KIND}, {@code E_CLAIM_KIND}
     */
    public Optional<Item> claimNext(String kind, String holder, Predicate<Item> wanted) {
        return claiming().claimNext(graph(kind), holder, wanted);
    }

    private ItemClaiming claiming() {
        return new ItemClaiming(this, commit::next, now);
    }

    /** Renews a claim: it lasts as long again as its kind says. Throws as {@link #handOver}. */
    public Item renew(String id, Revision token) {
        Item item = get(id);
        return put(item.with(written(item, claimed(item, token))));
    }

    /**
     * Passes a held item on to somebody else, who gets a token of his own.
     *
     * @throws ItemException {@code E_ITEM}, {@code E_CLAIM_KIND}, {@code E_CLAIM_TOKEN} if the token is not that of the newest claim
     */
    public Item handOver(String id, Revision token, String to) {
        Item item = get(id);
        ItemState unused = written(item, claimed(item, token));
        return claiming().give(item, to);
    }

    /** The token, where there must be a claim; whoever holds it by name need not give one. */
    private Revision claimed(Item item, Revision token) {
        Duration unused = claiming().lasts(item.kind());
        Optional<Claim> own = item.state()
                .claim()
                .filter(claim -> claim.isHeld(now) && claim.by().equals(by));
        if (token.equals(Revision.NONE) && own.isPresent()) {
            return own.get().revision();
        }
        if (!Claims.isCurrent(item.state().claim(), token)) {
            throw Claims.late(item, now, token);
        }
        return token;
    }

    /**
     * Gives an item back, so that somebody else may claim it at once. Nothing changes if nobody holds it.
     *
     * @throws ItemException {@code E_ITEM}, {@code E_CLAIM_TOKEN}, {@code E_CLAIM_HELD}
     */
    public Item release(String id, Revision token) {
        Item item = get(id);
        ItemState unused = written(item, token);
        return released(item);
    }

    /** Takes an item away from whoever holds it, whose token is void then; for people, when a holder does not answer. */
    public Item revoke(String id) {
        return released(get(id));
    }

    private Item released(Item item) {
        Optional<Claim> claim = item.state().claim().filter(c -> c.released().isEmpty());
        return claim.isEmpty() ? item : put(item.with(item.state().withClaim(claim.map(c -> c.released(now)))));
    }

    /** Gives back all items of a kind whose claim ran out. They can be claimed without that; so it is said in the history. */
    public List<Item> sweep(String kind) {
        List<Item> swept = all(kind).stream()
                .filter(item -> item.state().claim().filter(c -> c.ranOut(now)).isPresent())
                .toList();
        return swept.stream().map(this::released).toList();
    }

    /**
     * Adds evidence to an item. Evidence that comes with the token of a claim is the holder's, whoever the writer is: conditions
     * compare who brought it with who holds the item.
     *
     * @throws ItemException {@code E_ITEM}, {@code E_EVIDENCE_MANY} if it has {@link Evidence#MOST} already, {@code
     *     E_CLAIM_TOKEN}, {@code E_CLAIM_HELD}
     */
    public Item addEvidence(String id, Evidence evidence, Revision token) {
        Item item = get(id);
        Map<String, Evidence> before = item.state().evidence();
        if (before.size() >= Evidence.MOST) {
            throw new ItemException(
                    "E_EVIDENCE_MANY",
                    item.shown() + " has " + before.size() + " pieces of evidence already; more are not kept.");
        }
        String evidenceId = ids.fresh("evidence", before::containsKey);
        ItemState written = written(item, token);
        boolean isOwn = !token.equals(Revision.NONE) && evidence.by().equals(by);
        Optional<String> holder = isOwn ? written.claim().map(Claim::by) : Optional.empty();
        return put(item.with(
                written.withEvidence(evidenceId, holder.map(evidence::by).orElse(evidence))));
    }

    /**
     * As {@link #addEvidence}, in the place of older evidence {@linkplain Evidence#isAboutTheSameAs about the same}: a
     * check that runs again and again takes the room of one.
     */
    public Item renewEvidence(String id, Evidence evidence, Revision token) {
        Item unused = withdrawEvidence(id, known -> known.isAboutTheSameAs(evidence));
        return addEvidence(id, evidence, token);
    }

    /** Takes evidence away that does not speak for an item any more; throws {@code E_ITEM}. */
    public Item withdrawEvidence(String id, Predicate<Evidence> withdrawn) {
        Item item = get(id);
        List<String> ids = item.state().evidence().entrySet().stream()
                .filter(known -> withdrawn.test(known.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return put(item.with(item.state().withoutEvidence(ids)));
    }
}
