package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What conditions read of items, and its types. {@code items.<kind>} has the lists {@link #LISTS}, the items by status as
 * {@code byStatus["<status>"]} and by id as {@code byId["<id>"]}. Each item has the fields of its kind, and beside them:
 *
 * <ul>
 *   <li>{@code id}, {@code kind}, {@code number} (empty when the kind has none), {@code title}, {@code status}
 *   <li>{@code final}: nothing is left to do; {@code done}: it is final and meets the needs of others
 *   <li>{@code ready}: not begun, its needs are met, nobody holds it; {@code blocked}: not final, and {@code blockedBy} names
 *       the needs that are not met; {@code unblocks}: how many items wait for this one, directly or through others
 *   <li>{@code stale}, {@code stuck}, {@code overdue}: see {@link TimesDefinition}
 *   <li>{@code claim}: {@code by}, {@code until} and whether it is {@code held}; of the last holder when it ran out
 *   <li>{@code evidence}, each {@code id}, {@code what}, {@code level}, {@code result}, {@code by}, {@code at}, whether it
 *       {@code passed}, and whether it is {@code fresh}, or else the files that {@code changed}; {@code verified}: some of it is
 *       verified and fresh
 *   <li>{@code created}, {@code changed}: milliseconds since 1970; {@code ageDays}, {@code idleDays}: whole days since then
 *   <li>{@code missing}: it came from a list in which it no longer is
 * </ul>
 *
 * Pure functions.
 */
final class ItemTypes {
    static final String ROOT = "items";
    static final String ITEM = "item";
    static final String TITLE = "title";
    static final List<String> LISTS = List.of("all", "ready", "blocked", "stuck", "stale", "overdue");

    private static final Type CLAIM =
            Type.struct("a claim", Map.of("by", Type.STRING, "until", Type.INT, "held", Type.BOOL));
    private static final Type EVIDENCE = Type.struct(
            "evidence",
            Map.of(
                    "id", Type.STRING,
                    "what", Type.oneOf(List.of("command", "report", "review", "constraint", "note")),
                    "level", Type.oneOf(List.of("verified", "asserted")),
                    "result", Type.STRING,
                    "passed", Type.BOOL,
                    "by", Type.STRING,
                    "at", Type.INT,
                    "fresh", Type.BOOL,
                    "changed", Type.list(Type.STRING)));

    private ItemTypes() {}

    /** The names that no field of a kind may have, since every item has them. */
    static Set<String> reserved() {
        Set<String> names = new LinkedHashSet<>(names());
        names.remove(TITLE);
        return names;
    }

    static Set<String> names() {
        return Collections.unmodifiableSet(own("", List.of()).keySet());
    }

    static Type items(Map<String, KindDefinition> kinds) {
        Map<String, Type> all = new LinkedHashMap<>();
        kinds.forEach((name, kind) -> all.put(name, kind(name, kind)));
        return Type.struct(ROOT, all);
    }

    private static Type kind(String name, KindDefinition kind) {
        Type item = item(name, kind);
        Type list = Type.list(item);
        Map<String, Type> fields = new LinkedHashMap<>();
        LISTS.forEach(field -> fields.put(field, list));
        Map<String, Type> statuses = new LinkedHashMap<>();
        kind.status().values().forEach(status -> statuses.put(status, list));
        fields.put("byStatus", Type.struct(ROOT + "." + name + ".byStatus", statuses));
        fields.put("byId", Type.map(item));
        return Type.struct(ROOT + "." + name, fields);
    }

    static Type item(String name, KindDefinition kind) {
        Map<String, Type> fields = new LinkedHashMap<>();
        kind.fields().forEach((field, shape) -> fields.put(field, FactKinds.type(name + "." + field, shape)));
        fields.putAll(own(name, kind.status().values()));
        return Type.struct("an item of " + name, fields);
    }

    private static Map<String, Type> own(String kind, List<String> statuses) {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("id", Type.STRING);
        fields.put("kind", Type.oneOf(List.of(kind)));
        fields.put("number", Type.STRING);
        fields.put(TITLE, Type.STRING);
        fields.put("status", Type.oneOf(statuses));
        List.of("final", "done", "ready", "blocked").forEach(flag -> fields.put(flag, Type.BOOL));
        fields.put("blockedBy", Type.list(Type.STRING));
        fields.put("unblocks", Type.INT);
        List.of("stale", "stuck", "overdue", "verified", "missing").forEach(flag -> fields.put(flag, Type.BOOL));
        fields.put("claim", CLAIM);
        fields.put("evidence", Type.list(EVIDENCE));
        List.of("created", "changed", "ageDays", "idleDays").forEach(time -> fields.put(time, Type.INT));
        return fields;
    }
}
