package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Words;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return state.item(id)
                .or(() -> one(id, all(state).filter(item -> hasNumber(item, id)).toList()))
                .or(() ->
                        one(id, all(state).filter(item -> beginsWith(item, id)).toList()));
    }

    /** The number or the id of the item that was probably meant. */
    static Optional<String> nearest(WorkflowState<?> state, String name) {
        List<String> known = all(state)
                .flatMap(item -> Stream.concat(Stream.of(item.id()), item.number().stream()))
                .toList();
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

    private static boolean hasNumber(Item item, String number) {
        return item.number().filter(number::equalsIgnoreCase).isPresent();
    }

    private static boolean beginsWith(Item item, String beginning) {
        return beginning.length() >= SHORTEST_BEGINNING && item.id().startsWith(beginning);
    }

    private static Stream<Item> all(WorkflowState<?> state) {
        return state.items().stream()
                .flatMap(kinds -> kinds.entrySet().stream())
                .flatMap(kind -> kind.getValue().entrySet().stream()
                        .map(item -> new Item(kind.getKey(), item.getKey(), item.getValue())));
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
        String why = removed(state, id)
                .or(() -> all(state)
                        .filter(item -> item.number().equals(Optional.of(id)))
                        .findFirst()
                        .map(item -> " That is the number of " + item.id() + ": name it by this id."))
                .orElseGet(() -> hint(id, all(state).map(Item::id).toList()));
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
