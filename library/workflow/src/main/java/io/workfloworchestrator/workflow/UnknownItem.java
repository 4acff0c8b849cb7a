package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Words;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says that an item is not there: that it was removed, or which id or number was probably meant. Pure functions. */
final class UnknownItem {
    private UnknownItem() {}

    static ItemException refusal(WorkflowState<?> state, String id) {
        Set<String> known = new HashSet<>();
        state.items().ifPresent(kinds -> kinds.values().forEach(items -> known.addAll(items.keySet())));
        String why = removed(state, id).or(() -> byNumber(state, id)).orElseGet(() -> hint(id, known));
        return new ItemException("E_ITEM", "There is no item \"" + ItemFields.shown(id) + "\"." + why);
    }

    private static Optional<String> removed(WorkflowState<?> state, String id) {
        return state.removed().stream()
                .flatMap(kinds -> kinds.values().stream())
                .flatMap(items -> Optional.ofNullable(items.get(id)).stream())
                .findFirst()
                .map(gone -> " It was \"" + Words.clip(gone.title(), 60) + "\", which " + gone.by() + " removed at "
                        + gone.at() + "; the history has it, and undoing that commit brings it back.");
    }

    private static Optional<String> byNumber(WorkflowState<?> state, String number) {
        return state.items().stream()
                .flatMap(kinds -> kinds.values().stream())
                .map(Map::entrySet)
                .flatMap(Collection::stream)
                .filter(item -> item.getValue().number().equals(Optional.of(number)))
                .findFirst()
                .map(item -> " That is the number of " + item.getKey() + ": name it by this id.");
    }

    /** The id that was probably meant, or where to look. */
    static String hint(String wrong, Map<String, ?> items) {
        return hint(wrong, items.keySet());
    }

    private static String hint(String wrong, Collection<String> known) {
        return Names.nearest(wrong, known)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse(known.isEmpty() ? " There are no items yet." : " List the items for their ids.");
    }
}
