package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes lists: an element that was there before keeps its JSON wherever it moved. */
record ListCodec(PartCodec element) implements PartCodec {
    /** Marks an id that two elements have: a new element with it may come from either. */
    private static final int AMBIGUOUS = -1;

    @Override
    public Json write(Object value, @Nullable Object base, @Nullable Json baseJson) {
        List<?> before = base instanceof List<?> list ? list : List.of();
        List<Json> beforeJson = baseJson == null ? List.of() : baseJson.asList();
        boolean paired = before.size() == beforeJson.size();
        // An element of the base keeps its JSON wherever it moved; one that changed is paired by its id or place.
        IdentityHashMap<Object, Json> same = new IdentityHashMap<>();
        Map<String, Integer> byId = new HashMap<>();
        for (int i = 0; paired && i < before.size(); i++) {
            same.put(before.get(i), beforeJson.get(i));
            int place = i;
            Identity.of(beforeJson.get(i)).ifPresent(id -> byId.merge(id, place, (one, other) -> AMBIGUOUS));
        }
        List<Json> elements = new ArrayList<>();
        List<?> items = (List<?>) value;
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            Json kept = same.get(item);
            if (kept == null) {
                try {
                    Json fresh = element.encode(PartCodec.present(item), null, null);
                    Integer twin = Identity.of(fresh).map(byId::get).orElse(null);
                    if (twin == null && byId.isEmpty() && items.size() == before.size()) {
                        twin = i;
                    }
                    kept = twin == null || twin == AMBIGUOUS || !paired
                            ? fresh
                            : element.encode(item, before.get(twin), beforeJson.get(twin));
                } catch (CodedException e) {
                    throw Unwritable.below(Integer.toString(i), e);
                }
            }
            elements.add(kept);
        }
        return new Json.Arr(elements);
    }

    @Override
    public Object read(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
        if (!(json instanceof Json.Arr array)) {
            throw PartCodec.mismatch(path, "an array", json);
        }
        IdentityHashMap<Json, Object> known = new IdentityHashMap<>();
        if (base instanceof List<?> list
                && baseJson != null
                && baseJson.asList().size() == list.size()) {
            for (int i = 0; i < list.size(); i++) {
                known.put(baseJson.asList().get(i), list.get(i));
            }
        }
        Object[] items = new Object[array.elements().size()];
        for (int i = 0; i < items.length; i++) {
            Json item = array.elements().get(i);
            Object same = known.get(item);
            items[i] = same == null ? element.decode(item, path + "/" + i, null, null) : same;
        }
        return Collections.unmodifiableList(Arrays.asList(items));
    }

    @Override
    public Object absent() {
        return List.of();
    }
}
