package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * What people should know about the items: statuses that the definition does not have, circles of needs, needs that waiting does not
 * meet, items that are missing.
 */
final class ItemConcerns {
    private static final int MOST = 10;

    private ItemConcerns() {}

    static List<String> of(ItemsNow items) {
        List<String> found = new ArrayList<>();
        items.kinds().forEach((kind, of) -> found.addAll(of(kind, of)));
        return found;
    }

    private static List<String> of(String kind, KindItems items) {
        List<String> found = new ArrayList<>();
        items.graph
                .precedence()
                .circles()
                .forEach(circle -> found.add(kind + ": these wait for each other, so none can be begun: "
                        + items.graph.shown(circle) + ". Take one of these needs away."));
        List<ItemView> hopeless =
                items.only(view -> !view.isFinal() && view.unmet().stream().anyMatch(need -> !need.canBeMet()));
        hopeless.stream().limit(MOST).forEach(view -> found.add(blocked(view)));
        List<ItemView> missing = items.only(view -> view.isMissing() && !view.isFinal());
        missing.stream()
                .limit(MOST)
                .forEach(view ->
                        found.add(kind + " " + view.item().shown() + " is missing: what it came from is no longer"
                                + " there. Restore it, or remove the " + kind + "."));
        List<ItemView> lost =
                items.only(view -> !view.kind().status().has(view.item().status()));
        lost.stream().limit(MOST).forEach(view -> found.add(lost(view.kind(), view.item())));
        int more = Math.max(0, lost.size() - MOST)
                + Math.max(0, hopeless.size() - MOST)
                + Math.max(0, missing.size() - MOST);
        if (more > 0) {
            found.add(kind + ": and " + more + " more that are blocked, missing or in no status of the definition.");
        }
        return found;
    }

    static String lost(KindDefinition kind, Item item) {
        return item.kind() + " " + item.shown() + " is \"" + ItemFields.shown(item.status())
                + "\", which is no status of its definition. Move it. " + ItemMoves.ways(kind, item);
    }

    private static String blocked(ItemView view) {
        Need need = view.unmet().stream().filter(n -> !n.canBeMet()).findFirst().orElseThrow();
        return view.item().kind() + " " + view.item().shown() + " is blocked by " + need.toText() + ". "
                + need.wayOut();
    }
}
