package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import io.workfloworchestrator.json.Words;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for what among the items of one kind. Built in one pass over the items; the rest is computed when asked.
 * Immutable; thread-safe, since computing twice gives equal answers.
 */
final class ItemGraph {
    private static final int LONGEST_TITLE = 60;

    final String kind;
    final KindDefinition described;
    final SharedMap<ItemState> items;
    private final SharedMap<RemovedItem> removed;
    private final Map<String, List<String>> needs;
    private final Map<String, List<String>> dependents;
    private @Nullable List<String> order;
    private @Nullable Map<String, Integer> places;
    private @Nullable Map<String, Double> behind;

    /** @param before a graph of the same kind, of which everything is taken over that did not change; null without one */
    ItemGraph(
            String kind,
            KindDefinition described,
            SharedMap<ItemState> items,
            SharedMap<RemovedItem> removed,
            @Nullable ItemGraph before) {
        this.kind = kind;
        this.described = described;
        this.items = items;
        this.removed = removed;
        Differs differs = before == null ? new Differs(true, true) : differs(before);
        if (before == null || differs.links) {
            this.needs = new HashMap<>();
            this.dependents = new HashMap<>();
            link();
        } else {
            this.needs = before.needs;
            this.dependents = before.dependents;
        }
        if (before != null && !differs.order) {
            this.order = before.order;
            this.places = before.places;
        }
    }

    /** What of two graphs differs: what waits for what, and in which order the items are. */
    private record Differs(boolean links, boolean order) {}

    private Differs differs(ItemGraph before) {
        boolean[] found = new boolean[2];
        items.forEachDifference(before.items, (id, here, there) -> {
            found[0] |= !needsOf(here).equals(needsOf(there));
            found[1] |= here == null
                    || there == null
                    || !here.order().equals(there.order())
                    || !here.created().equals(there.created());
        });
        return new Differs(found[0], found[1]);
    }

    private List<String> needsOf(@Nullable ItemState item) {
        return item == null || described.needs() == null ? List.of() : ItemFields.needs(described, item);
    }

    private void link() {
        if (described.needs() != null) {
            items.forEach((id, item) -> {
                List<String> ids = ItemFields.needs(described, item);
                if (!ids.isEmpty()) {
                    needs.put(id, ids);
                    ids.forEach(need -> dependents
                            .computeIfAbsent(need, any -> new ArrayList<>())
                            .add(id));
                }
            });
        }
    }

    boolean hasRemoved(SharedMap<RemovedItem> other) {
        return removed.equals(other);
    }

    /** The ids of all items in the order of people, and of two that have the same place the older one first. */
    List<String> order() {
        List<String> known = order;
        if (known == null) {
            List<Map.Entry<String, ItemState>> entries = new ArrayList<>(items.entrySet());
            entries.sort((one, other) -> inOrder(one.getKey(), one.getValue(), other.getKey(), other.getValue()));
            known = new ArrayList<>(entries.size());
            for (Map.Entry<String, ItemState> entry : entries) {
                known.add(entry.getKey());
            }
            order = known;
        }
        return known;
    }

    /** In the order of people, and of two that have the same place the older one first. */
    static int inOrder(String oneId, ItemState one, String otherId, ItemState other) {
        int order = one.order().compareTo(other.order());
        int age = order == 0 ? one.created().compareTo(other.created()) : order;
        return age == 0 ? oneId.compareTo(otherId) : age;
    }

    /** The place of an item in the order of people, from 0; of one that is not there the first. */
    int place(String id) {
        Map<String, Integer> known = places;
        if (known == null) {
            known = new HashMap<>();
            for (String each : order()) {
                known.put(each, known.size());
            }
            places = known;
        }
        return known.getOrDefault(id, 0);
    }

    /** Whether an item needs others, or others need it. */
    private boolean isLinked(String id) {
        return needs.containsKey(id) || dependents.containsKey(id);
    }

    /** The ids of what an item waits for, met or not. */
    List<String> needs(String id) {
        return needs.getOrDefault(id, List.of());
    }

    /** The ids of the items that need this one, whatever their status. */
    List<String> dependents(String id) {
        return dependents.getOrDefault(id, List.of());
    }

    List<Need> unmet(String id) {
        return unmet(needs(id));
    }

    List<Need> unmet(List<String> ids) {
        List<Need> unmet = new ArrayList<>();
        ids.forEach(need -> unmetNeed(need).ifPresent(unmet::add));
        return unmet;
    }

    private Optional<Need> unmetNeed(String need) {
        return unmetNeed(described, kind, need, items.get(need), removed.get(need));
    }

    /** Whether, and why, a need is not met. */
    static Optional<Need> unmetNeed(
            KindDefinition described, String kind, String id, @Nullable ItemState item, @Nullable RemovedItem removed) {
        if (item == null) {
            return Optional.of(
                    removed == null
                            ? new Need(id, id, id, Need.Why.UNKNOWN, "")
                            : new Need(
                                    id,
                                    removed.number().orElse(id),
                                    clip(removed.title()),
                                    Need.Why.REMOVED,
                                    removed.status()));
        }
        if (described.status().isDone(item.status())) {
            return Optional.empty();
        }
        Need.Why why = described.status().isFinal(item.status())
                ? Need.Why.DROPPED
                : item.missing().isPresent() ? Need.Why.MISSING : Need.Why.OPEN;
        return Optional.of(
                new Need(id, item.number().orElse(id), clip(new Item(kind, id, item).title()), why, item.status()));
    }

    private static String clip(String title) {
        return Words.clip(title, LONGEST_TITLE);
    }

    /** Whether nothing is left to do of an item, or it is not there. */
    boolean isFinal(String id) {
        ItemState item = items.get(id);
        return item == null || described.status().isFinal(item.status());
    }

    /** The items that are not final and wait for this one, directly or through others. */
    Set<String> unblocks(String id) {
        Set<String> found = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(dependents(id));
        while (!todo.isEmpty()) {
            String next = todo.pop();
            if (!next.equals(id) && !isFinal(next) && found.add(next)) {
                todo.addAll(dependents(next));
            }
        }
        return found;
    }

    /** The work that an item takes, in its field of effort; 1 for each where the kind has no such field. */
    double effort(String id) {
        ItemState item = items.get(id);
        String field = described.times().effort();
        Json value = field == null || item == null ? null : item.fields().get(field);
        if (value instanceof Json.Num number) {
            return Math.max(0, number.value().doubleValue());
        }
        return field == null ? 1 : 0;
    }

    /**
     * The longest chain of work that waits behind an item, without the item's own. Of items in a circle, and of those behind
     * one, it counts what can be ordered.
     */
    double behind(String id) {
        return behind().getOrDefault(id, 0.0);
    }

    /** Whether an item that can be begun is at the beginning of the longest chain of work. */
    boolean isCritical(String id) {
        double longest = 0;
        for (String any : behind().keySet()) {
            longest = Math.max(longest, behind(any) + effort(any));
        }
        return behind(id) > 0 && Math.abs(longest - behind(id) - effort(id)) < 1e-9;
    }

    private Map<String, Double> behind() {
        Map<String, Double> known = behind;
        if (known == null) {
            known = precedence(this::isLinked).behind();
            behind = known;
        }
        return known;
    }

    /** Whether an item can be worked on, and nobody does: it was not begun and is ready, or its holder lost it or gave it back. */
    boolean isFree(String id, ItemState item, Instant now) {
        boolean first = item.status().equals(described.status().first());
        boolean lost = item.claim().filter(claim -> !claim.isHeld(now)).isPresent();
        boolean held = item.claim().isPresent() && !lost;
        return !described.status().isFinal(item.status())
                && !held
                && (first || lost)
                && item.missing().isEmpty()
                && unmet(id).isEmpty();
    }

    /** First what the holder lost itself, then what others lost, then that behind which the most work waits. */
    Comparator<Item> offering(String holder, Instant now) {
        return (one, other) -> {
            int lost = Integer.compare(lost(one, holder, now), lost(other, holder, now));
            int behind = lost == 0 ? Double.compare(behind(other.id()), behind(one.id())) : lost;
            return behind == 0 ? Integer.compare(place(one.id()), place(other.id())) : behind;
        };
    }

    private static int lost(Item item, String holder, Instant now) {
        Optional<Claim> claim = item.state().claim();
        if (claim.isEmpty()) {
            return 2;
        }
        return claim.get().ranOut(now) && claim.get().by().equals(holder) ? 0 : 1;
    }

    /** What has to be done before what among the items that are not final. */
    Precedence precedence() {
        return precedence(id -> true);
    }

    /** @param which of the items; those that they need, and that need them, have to be among these */
    private Precedence precedence(Predicate<String> which) {
        return Precedence.of(order().stream()
                .filter(id -> which.test(id) && !isFinal(id))
                .map(id -> new Precedence.Work(id, effort(id), needs(id)))
                .toList());
    }

    /**
     * The circle that an item would be in if it had these needs: the item, what it needs, what that needs, and so on back to the
     * item; empty if there is no circle.
     */
    List<String> circle(String id, List<String> itsNeeds) {
        return Precedence.circle(id, itsNeeds, this::needs);
    }

    /** Whether none of these items waits for itself, nor anything that they wait for. */
    boolean isFree(Collection<String> ids) {
        return Precedence.isFree(ids, this::needs);
    }

    /** A circle for people: {@code "Login" (t-1) → "Pay" (t-2) → "Login" (t-1)}. */
    String shown(List<String> circle) {
        List<String> names = new ArrayList<>();
        circle.forEach(id -> names.add(shown(id)));
        return String.join(" → ", names);
    }

    /** An item for people, also one that is gone. */
    String shown(String id) {
        ItemState item = items.get(id);
        RemovedItem gone = removed.get(id);
        if (item != null) {
            return new Item(kind, id, item).shown();
        }
        return gone == null
                ? id
                : "\"" + clip(gone.title()) + "\" (" + gone.number().orElse(id) + ", removed)";
    }
}
