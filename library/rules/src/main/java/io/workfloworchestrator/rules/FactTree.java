package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts in memory: a value per name, a source per path. Immutable. */
record FactTree(
        Map<String, @Nullable Object> roots,
        Map<String, String> sources,
        @Nullable Facts base) implements Facts {
    static final FactTree NONE = new FactTree(Map.of(), Map.of(), null);

    static FactTree of(Map<String, ? extends @Nullable Object> roots) {
        return new FactTree(Collections.unmodifiableMap(new LinkedHashMap<>(roots)), Map.of(), null);
    }

    static FactTree with(Facts base, Fact fact) {
        List<String> parts = checked(fact);
        String root = parts.get(0);
        Map<String, @Nullable Object> roots = new HashMap<>();
        roots.put(root, put(base.value(root), parts, 1, fact.value()));
        return new FactTree(roots, Map.of(Path.format(parts), fact.source()), base);
    }

    private static List<String> checked(Fact fact) {
        List<String> parts = Path.parse(fact.path());
        if (parts.isEmpty() || parts.size() > Limits.DEPTH) {
            throw new RuleException(
                    "E_RULE_VALUE",
                    "the path of a fact has 1 to " + Limits.DEPTH + " parts, this has " + parts.size() + ": "
                            + Values.describe(fact.path()));
        }
        return parts;
    }

    private static @Nullable Object put(@Nullable Object owner, List<String> parts, int at, @Nullable Object value) {
        if (at == parts.size()) {
            return value;
        }
        String part = parts.get(at);
        if (owner instanceof List<?> list) {
            int index = index(part, list.size());
            if (index >= 0) {
                List<@Nullable Object> copy = new ArrayList<>(list);
                copy.set(index, put(list.get(index), parts, at + 1, value));
                return Collections.unmodifiableList(copy);
            }
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (owner instanceof Map<?, ?> map) {
            map.forEach((key, old) -> copy.put(String.valueOf(key), old));
        }
        copy.put(part, put(copy.get(part), parts, at + 1, value));
        return Collections.unmodifiableMap(copy);
    }

    private static int index(String part, int size) {
        try {
            int index = Integer.parseInt(part);
            return index < size ? index : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The value at a path, or {@link Values#ABSENT}. */
    static @Nullable Object find(Facts facts, List<String> parts) {
        if (parts.isEmpty()) {
            return Values.ABSENT;
        }
        Object value = facts.value(parts.get(0));
        if (value == null && !facts.has(parts.get(0))) {
            return Values.ABSENT;
        }
        for (int i = 1; i < parts.size() && value != Values.ABSENT; i++) {
            if (value instanceof Map<?, ?> map) {
                value = Values.lookup(map, parts.get(i));
            } else if (value instanceof List<?> list) {
                int index = index(parts.get(i), list.size());
                value = index < 0 ? Values.ABSENT : list.get(index);
            } else {
                value = Values.ABSENT;
            }
        }
        return value;
    }

    static <T> T typed(Facts facts, String path, Class<T> type) {
        Object value = facts.at(path);
        Object wide =
                value instanceof Integer || value instanceof Short ? (Object) ((Number) value).longValue() : value;
        if (!type.isInstance(wide)) {
            throw new RuleException(
                    "E_RULE_VALUE",
                    "at " + path + " is " + Values.describe(value) + ", which is no "
                            + type.getSimpleName().toLowerCase(Locale.ROOT));
        }
        return type.cast(wide);
    }

    @Override
    public @Nullable Object value(String root) {
        Object value = roots.get(root);
        return value == null && base != null && !roots.containsKey(root) ? base.value(root) : value;
    }

    @Override
    public boolean has(String root) {
        return roots.containsKey(root) || (base != null && base.has(root));
    }

    /** The source given for the path, or else for the nearest path that holds it. */
    @Override
    public Optional<String> source(String path) {
        List<String> parts = Path.parse(path);
        for (int length = parts.size(); length > 0 && !sources.isEmpty(); length--) {
            String source = sources.get(Path.format(parts.subList(0, length)));
            if (source != null && !source.isEmpty()) {
                return Optional.of(source);
            }
        }
        return base == null ? Optional.empty() : base.source(path);
    }
}
