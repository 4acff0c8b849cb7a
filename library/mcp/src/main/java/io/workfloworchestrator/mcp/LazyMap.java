package io.workfloworchestrator.mcp;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map that is made when it is first read: schemas cost reflection, and {@code initialize} needs no schema. */
final class LazyMap extends AbstractMap<String, Object> {
    private final Supplier<Map<String, Object>> maker;
    private volatile @Nullable Map<String, Object> made;

    LazyMap(Supplier<Map<String, Object>> maker) {
        this.maker = maker;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> map = made;
        if (map == null) {
            map = maker.get();
            made = map;
        }
        return map.entrySet();
    }
}
