package io.workfloworchestrator.workflow;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What conditions read by name, each value made when it is read: of thousands of items most conditions read a status. */
abstract class LazyMap extends AbstractMap<String, Object> {
    abstract Set<String> names();

    /** The value of a name; null if it has none. */
    abstract @Nullable Object value(String name);

    @Override
    public final @Nullable Object get(@Nullable Object name) {
        return name instanceof String text ? value(text) : null;
    }

    @Override
    public final boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public final Set<String> keySet() {
        return names();
    }

    @Override
    public final Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String name : names()) {
            Object value = value(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all.entrySet();
    }
}
