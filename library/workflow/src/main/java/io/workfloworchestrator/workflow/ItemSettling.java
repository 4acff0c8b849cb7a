package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.SourceDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes items true to the lists that they come from, and to each other. What is in a list becomes an item; what is no longer in
 * it is marked missing, and never removed. Where two items have one number, because two branches gave it at the same time, the
 * younger one gets the next free number; every clone of the project comes to the same result.
 */
final class ItemSettling {
    private static final int LONGEST = 300;

    private final Seen seen;
    private final Instant now;
    private final List<String> changes;
    private final List<String> notes;

    ItemSettling(Seen seen, List<String> changes, List<String> notes) {
        this.seen = seen;
        this.now = seen.sight().now();
        this.changes = changes;
        this.notes = notes;
    }

    <T> WorkflowState<T> settled(WorkflowState<T> given, Facts facts) {
        WorkflowState<T> state = given;
        for (Map.Entry<String, KindDefinition> kind :
                seen.compiled().definition.kinds().entrySet()) {
            state = fromSource(state, kind.getKey(), kind.getValue(), facts);
            state = numbered(state, kind.getKey(), kind.getValue());
        }
        return state;
    }

    private <T> WorkflowState<T> fromSource(
            WorkflowState<T> state, String kind, KindDefinition described, Facts facts) {
        SourceDefinition source = described.from();
        Expression each = seen.compiled().rules.source(kind);
        if (source == null || each == null) {
            return state;
        }
        try {
            return taken(state, kind, described, source, Settling.elements(each, source.key(), facts));
        } catch (RuleException e) {
            notes.add("items of \"" + kind + "\" cannot be taken from their list: " + Templates.firstLine(e));
            return state;
        }
    }

    private <T> WorkflowState<T> taken(
            WorkflowState<T> state,
            String kind,
            KindDefinition described,
            SourceDefinition source,
            Map<String, Map<?, ?>> elements) {
        SharedMap<ItemState> items = state.items(kind);
        Map<String, String> ids = new HashMap<>();
        items.forEach((id, item) -> item.source().ifPresent(key -> ids.put(key, id)));
        ItemAdding adding = new ItemAdding(state, kind, described, now);
        List<String> found = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (Map.Entry<String, Map<?, ?>> element : elements.entrySet()) {
            String key = element.getKey();
            String id = ids.get(key);
            ItemState before = id == null ? null : items.get(id);
            SharedMap<Json> fields = fields(described, source, element.getValue(), before);
            if (id == null || before == null) {
                String fresh = ItemIds.ofElement(kind, key, items::containsKey);
                if (!state.removed(kind).containsKey(fresh)) { // else somebody removed it on purpose
                    items = items.with(fresh, adding.state(fields, Optional.of(key)));
                    found.add(key);
                }
            } else if (before.missing().isPresent() || !before.fields().equals(fields)) {
                items = items.with(
                        id, before.withFields(fields, before.edited()).withMissing(Optional.empty()));
                (before.missing().isPresent() ? found : other).add(key);
            }
        }
        List<String> gone = new ArrayList<>();
        items = withoutVanished(items, elements.keySet(), gone);
        Settling.say(changes, kind, "found", found);
        Settling.say(changes, kind, "changed", other);
        Settling.say(changes, kind, "missing", gone);
        return items.equals(state.items(kind)) ? state : state.withItems(kind, items);
    }

    private SharedMap<ItemState> withoutVanished(SharedMap<ItemState> given, Set<String> keys, List<String> gone) {
        SharedMap<ItemState> items = given;
        for (Map.Entry<String, ItemState> entry : given.entrySet()) {
            ItemState item = entry.getValue();
            Optional<String> key = item.source();
            if (key.isPresent()
                    && !keys.contains(key.get())
                    && item.missing().isEmpty()
                    && Settling.wasLookedFor(
                            item.fields().get("path"), seen.detection().findings())) {
                items = items.with(entry.getKey(), item.withMissing(Optional.of(now)));
                gone.add(key.get());
            }
        }
        return items;
    }

    /** The fields of an item with those of its element; of one that does not fit the declared type, the item keeps its own. */
    private static SharedMap<Json> fields(
            KindDefinition described, SourceDefinition source, Map<?, ?> element, @Nullable ItemState before) {
        SharedMap<Json> fields =
                before == null ? ItemFields.map(Shapes.initial(described.fields())) : SharedMap.copyOf(before.fields());
        for (Map.Entry<String, String> taken : source.fields().entrySet()) {
            Object value = element.get(taken.getValue());
            FieldShape shape = described.fields().get(taken.getKey());
            if (value != null) {
                Json json = Shapes.json(value);
                boolean fits = shape == null || fits(Json.object(Map.of(taken.getKey(), json)), taken.getKey(), shape);
                boolean same = json.equals(fields.get(taken.getKey()));
                fields = fits && !same ? fields.with(taken.getKey(), json) : fields;
            }
        }
        return fields;
    }

    private static boolean fits(Json.Obj field, String name, FieldShape shape) {
        Map<String, FieldShape> declared = Map.of(name, shape);
        return Shapes.fault(field, declared)
                .or(() -> Shapes.strangeWord(Json.Obj.EMPTY, field, declared))
                .isEmpty();
    }

    /** Every item has a number, and no two have the same. */
    private <T> WorkflowState<T> numbered(WorkflowState<T> state, String kind, KindDefinition described) {
        String pattern = described.number();
        SharedMap<ItemState> items = state.items(kind);
        if (pattern == null || !hasFault(state, kind)) {
            return state;
        }
        ItemNumbers numbers = ItemNumbers.of(pattern);
        long highest = numbers.highest(state, kind);
        List<Map.Entry<String, ItemState>> byAge = new ArrayList<>(items.entrySet());
        byAge.sort(ItemSettling::byAge);
        Map<String, String> owners = new HashMap<>();
        List<String> said = new ArrayList<>();
        for (Map.Entry<String, ItemState> entry : byAge) {
            Optional<String> number = entry.getValue().number();
            Item item = new Item(kind, entry.getKey(), entry.getValue());
            if (number.isEmpty() || owners.containsKey(number.get())) {
                String next = numbers.number(++highest);
                items = items.with(item.id(), item.state().withNumber(next));
                said.add(number.map(old -> old + " of " + item.shownById() + " became " + next + ", since "
                                + owners.get(old) + " had it first")
                        .orElse(item.shownById() + " got the number " + next));
            } else {
                owners.put(number.get(), item.shownById());
            }
        }
        changes.add("numbers of " + kind + ": " + Names.fitting(said, "; ", LONGEST));
        return state.withItems(kind, items);
    }

    /** The older one first; of two of the same time the one with the lower number, which its branch added first. */
    private static int byAge(Map.Entry<String, ItemState> one, Map.Entry<String, ItemState> other) {
        int age = one.getValue().created().compareTo(other.getValue().created());
        int number = age == 0
                ? one.getValue()
                        .number()
                        .orElse("")
                        .compareTo(other.getValue().number().orElse(""))
                : age;
        return number == 0 ? one.getKey().compareTo(other.getKey()) : number;
    }

    private static boolean hasFault(WorkflowState<?> state, String kind) {
        Set<String> given = new HashSet<>();
        for (ItemState item : state.items(kind).values()) {
            if (item.number().isEmpty() || !given.add(item.number().get())) {
                return true;
            }
        }
        return false;
    }
}
