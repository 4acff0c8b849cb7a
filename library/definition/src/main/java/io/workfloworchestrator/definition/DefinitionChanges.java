package io.workfloworchestrator.definition;

import io.workfloworchestrator.definition.DefinitionChange.Kind;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two definitions, as {@link DefinitionWriter} writes them, by ids and names. One use per instance; not thread-safe. */
final class DefinitionChanges {
    /** Sections with names; those of the others have ids. */
    private static final Set<String> NAMED = Set.of("paths", "facts", "track", "data", "items", "tools");

    private static final Map<String, List<String>> INNER =
            Map.of("phase", List.of("steps", "exit"), "kind", List.of("moves"));

    private final List<DefinitionChange> changes = new ArrayList<>();

    private DefinitionChanges() {}

    /** What was changed, added and removed on the way from one to the other, in the order of the language. */
    static List<DefinitionChange> between(Json.Obj before, Json.Obj after) {
        DefinitionChanges all = new DefinitionChanges();
        for (String field : List.of("workflow", "version", "title", "listed-in")) {
            String old = shown(before, field);
            String now = shown(after, field);
            if (!old.equals(now)) {
                all.add(Kind.CHANGED, "definition", field, List.of(old + " → " + now));
            }
        }
        for (String section : List.of(
                "paths",
                "layouts",
                "facts",
                "track",
                "data",
                "items",
                "tools",
                "phases",
                "rules",
                "warnings",
                "finished")) {
            Json one = before.find(section).orElse(Json.Null.VALUE);
            Json two = after.find(section).orElse(Json.Null.VALUE);
            if (NAMED.contains(section)) {
                all.each(part(section), "", fields(one), fields(two));
            } else {
                all.list(section, "", one, two);
            }
        }
        return List.copyOf(all.changes);
    }

    private static String part(String section) {
        return switch (section) {
            case "exit", "finished" -> "gate";
            case "items" -> "kind";
            case "track", "data" -> section;
            default -> section.substring(0, section.length() - 1);
        };
    }

    /** @param owner what stands before the ids, or empty where they are unique in the definition */
    private void list(String section, String owner, Json before, Json after) {
        Map<String, Json> one = byId(before);
        Map<String, Json> two = byId(after);
        each(part(section), owner, one, two);
        List<String> common = one.keySet().stream().filter(two::containsKey).toList();
        if (!common.equals(two.keySet().stream().filter(one::containsKey).toList())) {
            add(Kind.CHANGED, "order", owner + section, List.of());
        }
    }

    private void each(String part, String owner, Map<String, Json> before, Map<String, Json> after) {
        Set<String> ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            Json one = before.get(id);
            Json two = after.get(id);
            if (one == null) {
                add(Kind.ADDED, part, owner + id, List.of());
                inner(part, id, Json.Null.VALUE, two);
            } else if (two == null) {
                add(Kind.REMOVED, part, owner + id, List.of());
                inner(part, id, one, Json.Null.VALUE);
            } else if (!one.equals(two)) {
                List<String> fields = differing(one, two);
                if (!fields.isEmpty() || !(one instanceof Json.Obj)) {
                    add(Kind.CHANGED, part, owner + id, fields);
                }
                inner(part, id, one, two);
            }
        }
    }

    /** The steps and gates of phases, and the moves of kinds, speak for themselves. */
    private void inner(String part, String id, @Nullable Json before, @Nullable Json after) {
        for (String section : INNER.getOrDefault(part, List.of())) {
            list(section, part.equals("kind") ? id + "/" : "", inside(before, section), inside(after, section));
        }
    }

    private static Json inside(@Nullable Json json, String section) {
        return Optional.ofNullable(json).flatMap(j -> j.at(section)).orElse(Json.Null.VALUE);
    }

    private static List<String> differing(Json before, Json after) {
        Map<String, Json> one = fields(before);
        Map<String, Json> two = fields(after);
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(two.keySet());
        names.removeAll(Set.of("steps", "exit", "moves"));
        return names.stream()
                .filter(name -> !Optional.ofNullable(one.get(name)).equals(Optional.ofNullable(two.get(name))))
                .toList();
    }

    private static Map<String, Json> fields(Json json) {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (json instanceof Json.Obj object) {
            object.forEach(fields::put);
        }
        return fields;
    }

    private static Map<String, Json> byId(Json list) {
        Map<String, Json> byId = new LinkedHashMap<>();
        list.asList().forEach(item -> byId.put(item.asObject().text("id").orElse(""), item));
        return byId;
    }

    private static String shown(Json.Obj json, String field) {
        return json.find(field).map(Json::toString).orElse("");
    }

    private void add(Kind kind, String part, String id, List<String> fields) {
        changes.add(new DefinitionChange(kind, part, id, fields));
    }
}
