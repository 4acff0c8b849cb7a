package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes maps: entry by entry, and of two that share most of their entries only the others. */
record MapCodec(PartCodec element) implements PartCodec {
    /** For at most so many changed fields a copy per field is cheaper than sorting all names again. */
    private static final int FEW = 16;

    @Override
    public Json write(Object value, @Nullable Object base, @Nullable Json baseJson) {
        Json.Obj beforeJson = baseJson == null ? Json.Obj.EMPTY : baseJson.asObject();
        if (value instanceof SharedMap<?> now && base instanceof SharedMap<?> then && baseJson != null) {
            return differing(now, then, beforeJson);
        }
        Map<?, ?> before = base instanceof Map<?, ?> map ? map : Map.of();
        Map<String, Json> changed = new HashMap<>();
        ((Map<?, ?>) value).forEach((name, item) -> {
            Object itemBefore = before.get(named(name));
            Json itemJson = itemBefore == null ? null : beforeJson.get(named(name));
            if (itemJson == null || item != itemBefore) {
                changed.put(named(name), field(named(name), item, itemJson == null ? null : itemBefore, itemJson));
            }
        });
        List<String> gone = new ArrayList<>();
        beforeJson.keys().forEach(name -> {
            if (!((Map<?, ?>) value).containsKey(name)) {
                gone.add(name);
            }
        });
        return change(beforeJson, changed, gone);
    }

    /** Only the entries that are not the identical object on both sides. */
    @SuppressWarnings("unchecked") // whatever the values are, they are written by the same codec
    private Json differing(SharedMap<?> now, SharedMap<?> then, Json.Obj thenJson) {
        Map<String, Json> changed = new HashMap<>();
        List<String> gone = new ArrayList<>();
        ((SharedMap<Object>) now).forEachDifference((SharedMap<Object>) then, (name, item, before) -> {
            if (item == null) {
                gone.add(name);
            } else {
                Json json = before == null ? null : thenJson.get(name);
                changed.put(name, field(name, item, json == null ? null : before, json));
            }
        });
        return change(thenJson, changed, gone);
    }

    private static String named(@Nullable Object name) {
        return (String) PartCodec.present(name);
    }

    private Json field(String name, @Nullable Object item, @Nullable Object before, @Nullable Json beforeJson) {
        try {
            return element.encode(PartCodec.present(item), before, beforeJson);
        } catch (CodedException e) {
            throw Unwritable.below(name, e);
        }
    }

    private static Json change(Json.Obj before, Map<String, Json> changed, List<String> gone) {
        if (changed.size() + gone.size() <= FEW) {
            Json.Obj result = before;
            for (String name : gone) {
                result = result.without(name);
            }
            for (Map.Entry<String, Json> field : changed.entrySet()) {
                result = result.with(field.getKey(), field.getValue());
            }
            return result;
        }
        Map<String, Json> all = new HashMap<>();
        before.forEach(all::put);
        all.keySet().removeAll(gone);
        all.putAll(changed);
        return Json.object(all);
    }

    @Override
    public Object read(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
        if (!(json instanceof Json.Obj object)) {
            throw PartCodec.mismatch(path, "an object", json);
        }
        if (base instanceof SharedMap<?> shared && baseJson instanceof Json.Obj sharedJson) {
            return differing(object, path, shared, sharedJson);
        }
        Map<?, ?> known = base instanceof Map<?, ?> map ? map : Map.of();
        Json.Obj knownJson = baseJson == null ? Json.Obj.EMPTY : baseJson.asObject();
        String[] names = object.keys().toArray(new String[0]);
        Object[] items = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            Object same = known.get(names[i]);
            Json entry = Objects.requireNonNull(object.get(names[i]));
            items[i] = item(names[i], entry, path, same, same == null ? null : knownJson.get(names[i]));
        }
        return SharedMap.of(names, items);
    }

    /** Only the entries whose JSON is not the identical value on both sides. */
    @SuppressWarnings("unchecked") // whatever the values are, they are read by the same codec
    private Object differing(Json.Obj object, String path, SharedMap<?> known, Json.Obj knownJson) {
        SharedMap<Object> items = (SharedMap<Object>) known;
        for (Differences<Json> all = new Differences<>(object.fields, knownJson.fields); all.next(); ) {
            Json json = all.here();
            items = json == null
                    ? items.without(all.key())
                    : items.with(all.key(), item(all.key(), json, path, known.get(all.key()), all.there()));
        }
        return items;
    }

    private Object item(String name, Json json, String path, @Nullable Object same, @Nullable Json sameJson) {
        return same != null && json == sameJson
                ? same
                : element.decode(
                        json,
                        path + "/" + JsonDiff.escape(name),
                        sameJson == null ? null : same,
                        same == null ? null : sameJson);
    }

    @Override
    public Object absent() {
        return SharedMap.of();
    }
}
