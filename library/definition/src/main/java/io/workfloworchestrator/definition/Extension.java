package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays a definition that {@code extends} another one over it. Three rules, the same everywhere:
 *
 * <ol>
 *   <li>A field that is given replaces that of the base; {@code ~} takes it away.
 *   <li>What has names (paths, facts, track, data, tools, the fields of items, the places and labels of a document) is replaced name by name, each value as a
 *       whole; kinds of items are changed name by name, field by field.
 *   <li>What has ids (layouts, phases, steps, exit, rules, when, warnings, moves, finished) is changed by id, field by field; a new id
 *       is added at the end, or where {@code before} or {@code after} says; {@code remove: true} takes it away.
 * </ol>
 *
 * <p>Nodes keep their places, each in its own file. Not thread-safe, since the problems are not.
 */
record Extension(Problems problems) {
    static final String REMOVE = "remove";
    static final String BEFORE = "before";
    static final String AFTER = "after";
    private static final Set<String> DIRECTIVES = Set.of(REMOVE, BEFORE, AFTER);
    private static final Set<String> BY_ID =
            Set.of("layouts", "phases", "steps", "exit", "rules", "when", "warnings", "moves", "finished");
    private static final Set<String> BY_NAME =
            Set.of("paths", "facts", "track", "data", "tools", "items", "fields", "places", "labels");
    /** Mappings that are changed field by field themselves. */
    private static final Set<String> BY_FIELD = Set.of("suggest", "status", "document");

    Yaml.Mapping over(Yaml.Mapping base, Yaml.Mapping given) {
        Map<String, Yaml.Entry> merged = new LinkedHashMap<>(base.entries());
        given.entries().forEach((name, entry) -> {
            Yaml.Entry old = base.entries().get(name);
            if (DIRECTIVES.contains(name) || name.equals("extends")) {
                return;
            }
            if (entry.value().isNull()) {
                merged.remove(name);
            } else {
                merged.put(name, old == null ? entry : new Yaml.Entry(entry.key(), merged(name, old, entry)));
            }
        });
        return new Yaml.Mapping(merged, given.place());
    }

    private Yaml merged(String name, Yaml.Entry old, Yaml.Entry entry) {
        Yaml value = entry.value();
        if (BY_ID.contains(name) && old.value() instanceof Yaml.Seq base && value instanceof Yaml.Seq seq) {
            return byId(name, base, seq);
        }
        if (old.value() instanceof Yaml.Mapping base && value instanceof Yaml.Mapping map) {
            return BY_NAME.contains(name) ? byName(name, base, map) : BY_FIELD.contains(name) ? over(base, map) : map;
        }
        return value;
    }

    private Yaml byName(String section, Yaml.Mapping base, Yaml.Mapping given) {
        Map<String, Yaml.Entry> merged = new LinkedHashMap<>(base.entries());
        given.entries().forEach((name, entry) -> {
            if (!entry.value().isNull()) {
                merged.put(name, section.equals("items") ? kind(merged.get(name), entry) : entry);
            } else if (merged.remove(name) == null) {
                unknown(section, name, entry.key(), base.entries().keySet());
            }
        });
        return new Yaml.Mapping(merged, given.place());
    }

    /** A kind of items, changed field by field; in a new one, directives are taken out as in anything new. */
    private Yaml.Entry kind(Yaml.@Nullable Entry old, Yaml.Entry given) {
        return given.value() instanceof Yaml.Mapping map
                ? new Yaml.Entry(given.key(), overAny(old == null ? null : old.value(), map))
                : given;
    }

    private Yaml.Mapping overAny(@Nullable Yaml old, Yaml.Mapping given) {
        return over(old instanceof Yaml.Mapping base ? base : new Yaml.Mapping(Map.of(), given.place()), given);
    }

    private Yaml byId(String section, Yaml.Seq base, Yaml.Seq given) {
        List<Yaml> merged = new ArrayList<>(base.items());
        Set<String> said = new HashSet<>();
        for (Yaml item : given.items()) {
            String id = item instanceof Yaml.Mapping map ? text(map, "id") : null;
            if (id == null || !(item instanceof Yaml.Mapping map)) {
                merged.add(item);
            } else if (!said.add(id)) {
                problems.add(
                        "E_RULE_ID",
                        map.place(),
                        "\"" + id + "\" stands in \"" + section + "\" twice. Say everything about it in one place.");
            } else {
                one(section, merged, map, id);
            }
        }
        return new Yaml.Seq(merged, given.place());
    }

    private void one(String section, List<Yaml> merged, Yaml.Mapping map, String id) {
        int at = indexOf(merged, id);
        if (map.entries().containsKey(REMOVE)) {
            Yaml.Entry remove = map.entries().get(REMOVE);
            if (remove == null
                    || !(remove.value() instanceof Yaml.Scalar flag)
                    || !flag.text().equals("true")) {
                problems.add("E_RULE_TYPE", map.place(), "\"remove\" of \"" + id + "\" can only be true.");
            } else if (at < 0) {
                unknown(section, id, map.place(), ids(merged));
            } else {
                merged.remove(at);
            }
            return;
        }
        Yaml.Mapping now = overAny(at < 0 ? null : merged.get(at), map);
        String before = text(map, BEFORE);
        String beside = before == null ? text(map, AFTER) : before;
        if (at >= 0 && beside == null) {
            merged.set(at, now);
            return;
        }
        if (at >= 0) {
            merged.remove(at);
        }
        int where = beside == null ? -1 : indexOf(merged, beside);
        if (beside != null && where < 0) {
            unknown(section, beside, map.place(), ids(merged));
        }
        merged.add(where < 0 ? merged.size() : before == null ? where + 1 : where, now);
    }

    private void unknown(String section, String id, Place place, Collection<@Nullable String> known) {
        List<String> named = known.stream().filter(Objects::nonNull).toList();
        problems.add(
                "E_RULE_ID",
                place,
                "the definition that is extended has no \"" + id + "\" in \"" + section + "\"."
                        + Names.hint(id, named));
    }

    private static int indexOf(List<Yaml> items, String id) {
        return ids(items).indexOf(id);
    }

    /** The ids of all items; null for one that has none. */
    private static List<@Nullable String> ids(List<Yaml> items) {
        List<@Nullable String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item instanceof Yaml.Mapping map ? text(map, "id") : null));
        return ids;
    }

    static @Nullable String text(Yaml.Mapping map, String field) {
        Yaml.Entry entry = map.entries().get(field);
        return entry != null && entry.value() instanceof Yaml.Scalar scalar && !scalar.isNull() ? scalar.text() : null;
    }
}
