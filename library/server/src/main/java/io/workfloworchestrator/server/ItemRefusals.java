package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.workflow.ItemException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What to call next after a refused change of an item. Pure functions. */
final class ItemRefusals {
    private ItemRefusals() {}

    /** What a call named; a text is empty where it named nothing. */
    record Asked(String id, String kind, String by, String move) {}

    static ToolException of(ItemException e, Asked asked, OpenProject project) {
        Optional<Meant> meant = meant(asked, project);
        String kind = meant.map(Meant::kind).orElse(asked.kind());
        return switch (e.code()) {
            case "E_ITEM", "E_ITEM_NEED" ->
                refused(e, ItemToolNames.LIST, with("kind", kind.isEmpty() ? kindOf(asked.id(), project) : kind));
            case "E_ITEM_BLOCKED", "E_ITEM_MOVE" ->
                meant.map(item -> refused(e, "explain", with("id", item.name())))
                        .orElseGet(() -> refused(e));
            case "E_ITEM_GATE" -> gate(e, meant, asked.move());
            case "E_CLAIM_HELD", "E_CLAIM_FINAL" ->
                refused(e, ItemToolNames.CLAIM, with("kind", kind, "by", asked.by()));
            case "E_CLAIM_TOKEN" ->
                meant.filter(item -> !item.held())
                        .map(item -> refused(e, ItemToolNames.CLAIM, with("id", item.id())))
                        .orElseGet(() -> refused(e, ItemToolNames.CLAIM, with("kind", kind)));
            default -> refused(e);
        };
    }

    /** The tool that the definition names for the gate, else the question why it is closed. */
    private static ToolException gate(ItemException e, Optional<Meant> meant, String move) {
        return e.call()
                .map(call -> refused(e, call.tool(), call.json().asObject()))
                .or(() -> meant.map(item -> refused(e, "explain", with("id", item.name() + "/" + move))))
                .orElseGet(() -> refused(e));
    }

    private static ToolException refused(ItemException e) {
        return new ToolException(e);
    }

    /** The refusal, with a call to make next and what only the caller can add to it. */
    private static ToolException refused(ItemException e, String tool, Json.Obj arguments) {
        boolean held = e.code().equals("E_CLAIM_HELD") && arguments.find("by").isEmpty();
        String holder = held ? " The holder itself gives its token." : "";
        String message = e.getMessage() + holder + CallersPart.of(tool, arguments);
        return new ToolException(e.code(), message, e).next(tool, arguments);
    }

    /** The kind of which an item that is not there would probably be: by the name before its colon or its number, else the first. */
    private static String kindOf(String id, OpenProject project) {
        Map<String, KindDefinition> kinds = project.workflow().running().kinds();
        String wanted = id.toLowerCase(Locale.ROOT);
        return kinds.entrySet().stream()
                .filter(kind -> wanted.startsWith(kind.getKey() + ":") || isNumbered(wanted, kind.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> kinds.keySet().stream().findFirst())
                .orElse("");
    }

    private static boolean isNumbered(String wanted, KindDefinition kind) {
        String letters = Objects.requireNonNullElse(kind.number(), "")
                .replaceFirst("0+$", "")
                .toLowerCase(Locale.ROOT);
        return !letters.isEmpty() && wanted.startsWith(letters);
    }

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
