package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.workflow.ItemException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What to call next after a refused change of an item. Pure functions. */
final class ItemRefusals {
    private ItemRefusals() {}

    /**
     * What a call named; a text is empty where it named nothing.
     *
     * @param id the item, as it was named
     * @param kind the kind
     * @param by who wants to hold it
     * @param move the move
     */
    record Asked(String id, String kind, String by, String move) {}

    static ToolException of(ItemException e, Asked asked, OpenProject project) {
        String message = String.valueOf(e.getMessage());
        boolean held = e.code().equals("E_CLAIM_HELD") && asked.by().isEmpty();
        ToolException refused =
                new ToolException(e.code(), held ? message + " The holder itself gives its token." : message, e);
        Optional<Meant> meant = meant(asked, project);
        String kind = meant.map(Meant::kind).orElse(asked.kind());
        return switch (e.code()) {
            case "E_ITEM", "E_ITEM_NEED" -> refused.next(ItemTools.LIST, with("kind", kind));
            case "E_ITEM_BLOCKED", "E_ITEM_MOVE" ->
                meant.map(item -> refused.next("explain", with("id", item.name())))
                        .orElse(refused);
            case "E_ITEM_GATE" ->
                meant.map(item -> refused.next("explain", with("id", item.name() + "/" + asked.move())))
                        .orElse(refused);
            case "E_CLAIM_HELD", "E_CLAIM_FINAL" -> refused.next(ItemTools.CLAIM, with("kind", kind, "by", asked.by()));
            case "E_CLAIM_TOKEN" ->
                meant.filter(item -> !item.held())
                        .map(item -> refused.next(ItemTools.CLAIM, with("id", item.id())))
                        .orElseGet(() -> refused.next(ItemTools.CLAIM, with("kind", kind)));
            default -> refused;
        };
    }

    /** The item that a call was about. */
    private record Meant(String kind, String id, boolean held) {
        String name() {
            return kind + ":" + id;
        }
    }

    private static Optional<Meant> meant(Asked asked, OpenProject project) {
        if (asked.id().isEmpty()) {
            return Optional.empty();
        }
        try {
            String id = project.workflow().items().named(asked.id()).id();
            return project.workflow()
                    .now()
                    .item(id)
                    .map(view -> new Meant(view.item().kind(), id, view.isHeld()));
        } catch (ItemException e) {
            return Optional.empty();
        }
    }

    private static Json.Obj with(String... namesAndValues) {
        Map<String, Json> arguments = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                arguments.put(namesAndValues[i], Json.of(namesAndValues[i + 1]));
            }
        }
        return Json.object(arguments);
    }
}
