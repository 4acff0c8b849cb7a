package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the item that somebody names: by its id, with or without its kind before it ({@code task:t-7f3a9c}), by its number, or
 * by the beginning of its id. Whatever could mean two items means neither. Pure functions.
 */
final class NamedItem {
    /** A shorter beginning is the letter of a kind, which says nothing. */
    private static final int SHORTEST_BEGINNING = 3;

    private static final int MOST_SAID = 5;

    private NamedItem() {}

    /** @throws ItemException {@code E_ITEM} if no item is meant, or more than one */
    static Item in(WorkflowState<?> state, String name) {
        return find(state, name).orElseThrow(() -> unknown(state, withoutKind(state, name)));
    }

    /**
     * The item that is meant; empty if none is.
     *
     * @throws ItemException {@code E_ITEM} if more than one could be meant
     */
    static Optional<Item> find(WorkflowState<?> state, String name) {
        String id = withoutKind(state, name);
        return state.item(id).or(() -> one(id, byNumber(state, id))).or(() -> one(id, byBeginning(state, id)));
    }

    /** The number or the id of the item that was probably meant. */
    static Optional<String> nearest(WorkflowState<?> state, String name) {
        List<String> known = new ArrayList<>();
        each(state, item -> {
            known.add(item.id());
            item.number().ifPresent(known::add);
        });
        return Names.nearest(withoutKind(state, name), known);
    }

    private static String withoutKind(WorkflowState<?> state, String name) {
        int colon = name.indexOf(':');
        boolean kind = colon > 0
                && state.items()
                        .filter(kinds -> kinds.containsKey(name.substring(0, colon)))
                        .isPresent();
        return kind ? name.substring(colon + 1) : name;
    }

    private static List<Item> byNumber(WorkflowState<?> state, String number) {
        String wanted = number.toLowerCase(Locale.ROOT);
        List<Item> found = new ArrayList<>();
        each(state, item -> {
            if (item.number()
                    .filter(n -> n.toLowerCase(Locale.ROOT).equals(wanted))
                    .isPresent()) {
                found.add(item);
            }
        });
        return found;
    }

    private static List<Item> byBeginning(WorkflowState<?> state, String beginning) {
        List<Item> found = new ArrayList<>();
        if (beginning.length() >= SHORTEST_BEGINNING) {
            each(state, item -> {
                if (item.id().startsWith(beginning)) {
                    found.add(item);
                }
            });
        }
        return found;
    }

    private static void each(WorkflowState<?> state, Consumer<Item> each) {
        state.items()
                .ifPresent(kinds -> kinds.forEach((kind, items) -> {
                    for (Map.Entry<String, ItemState> item : items.entrySet()) {
                        each.accept(new Item(kind, item.getKey(), item.getValue()));
                    }
                }));
    }

    private static Optional<Item> one(String name, List<Item> found) {
        if (found.size() > 1) {
            throw new ItemException(
                    "E_ITEM",
                    "\"" + ItemFields.shown(name) + "\" could be "
                            + found.stream()
                                    .limit(MOST_SAID)
                                    .map(item -> item.kind() + " " + item.shownById())
                                    .collect(Collectors.joining(", or "))
                            + (found.size() > MOST_SAID ? ", or " + (found.size() - MOST_SAID) + " more" : "")
                            + ". Nothing was changed. Name it by its whole id.");
        }
        return found.stream().findFirst();
    }

    /** Refuses an id that no item has: it was removed, it is a number, or another one was probably meant. */
    static ItemException unknown(WorkflowState<?> state, String id) {
        Set<String> known = new HashSet<>();
        List<Item> numbered = new ArrayList<>();
        each(state, item -> {
            known.add(item.id());
            if (item.number().equals(Optional.of(id))) {
                numbered.add(item);
            }
        });
        String why = removed(state, id)
                .or(() -> numbered.stream()
                        .findFirst()
                        .map(item -> " That is the number of " + item.id() + ": name it by this id."))
                .orElseGet(() -> hint(id, known));
        return ItemException.missing("E_ITEM", "There is no item \"" + ItemFields.shown(id) + "\"." + why, id);
    }

    private static Optional<String> removed(WorkflowState<?> state, String id) {
        return state.removed().stream()
                .flatMap(kinds -> kinds.values().stream())
                .flatMap(items -> Optional.ofNullable(items.get(id)).stream())
                .findFirst()
                .map(gone -> " It was \"" + Words.clip(gone.title(), 60) + "\", which " + gone.by() + " removed at "
                        + gone.at() + "; the history has it, and undoing that commit brings it back.");
    }

    /** The id that was probably meant, or where to look. */
    static String hint(String wrong, Collection<String> known) {
        return Names.nearest(wrong, known)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse(known.isEmpty() ? " There are no items yet." : " List the items for their ids.");
    }

    /** The kind of items of that name. */
    static KindDefinition kind(WorkflowDefinition definition, String name) {
        return definition.kind(name).orElseThrow(() -> unknownKind(definition, name));
    }

    static ItemException unknownKind(WorkflowDefinition definition, String name) {
        return ItemException.missing(
                "E_ITEM_KIND",
                "There is no kind of items \"" + ItemFields.shown(name) + "\" in " + definition + "."
                        + Names.hint(name, definition.kinds().keySet()),
                name);
    }
}
