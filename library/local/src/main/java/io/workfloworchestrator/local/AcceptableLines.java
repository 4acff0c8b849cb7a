package io.workfloworchestrator.local;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which lines of a list can be taken in where the whole is refused, so that one wrong line does not hold up the others.
 *
 * <p>The changes are tried together; if that is refused, each half is tried alone, down to the single line. A line may wait for another,
 * such as a box for what its task needs, so refused lines are tried again until nothing more is taken. For one use; not thread-safe.
 */
final class AcceptableLines {
    /** Beyond so many tries a file has too much that is wrong, and nothing of it is taken. */
    private static final int MOST_TRIES = 300;

    private final Json.Obj after;
    private final Consumer<Json.Obj> take;
    private final Map<String, CodedException> refused = new LinkedHashMap<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private Json.Obj taken;
    private int tries;

    /**
     * @param before the items as the state has them
     * @param after the items as the file says them
     * @param take takes items in, and throws a {@link CodedException} if it must not
     */
    AcceptableLines(Json.Obj before, Json.Obj after, Consumer<Json.Obj> take) {
        this.after = after;
        this.take = take;
        this.taken = before;
        after.forEachDifference(before, (id, now, had) -> {
            if (now == null) {
                gone.add(id);
            } else if (!now.equals(had)) {
                changed.add(id);
            }
        });
    }

    /**
     * What was found.
     *
     * @param items as the file says them, and those that are refused as they were
     */
    record Found(Json.Obj items, List<CodedException> refused) {}

    /** Empty if nothing can be taken, or too much is wrong. */
    Optional<Found> find() {
        Json.Obj without = taken;
        for (String id : gone) {
            without = without.without(id);
        }
        if (!gone.isEmpty() && attempt(without).isPresent()) {
            return Optional.empty();
        }
        List<String> open = changed;
        int before = Integer.MAX_VALUE;
        while (open.size() < before && !open.isEmpty()) {
            before = open.size();
            refused.clear();
            take(open);
            open = List.copyOf(refused.keySet());
        }
        return tries > MOST_TRIES ? Optional.empty() : Optional.of(new Found(taken, List.copyOf(refused.values())));
    }

    private void take(List<String> ids) {
        Json.Obj next = taken;
        for (String id : ids) {
            next = next.with(id, after.find(id).orElseThrow());
        }
        Optional<CodedException> why = attempt(next);
        if (why.isPresent() && ids.size() == 1) {
            refused.put(ids.get(0), why.get());
        } else if (why.isPresent()) {
            take(ids.subList(0, ids.size() / 2));
            take(ids.subList(ids.size() / 2, ids.size()));
        }
    }

    /** Takes these items if that is allowed; else says why not. */
    private Optional<CodedException> attempt(Json.Obj items) {
        if (++tries > MOST_TRIES) {
            return Optional.of(new CodedException("E_ITEM", "too much in this file is wrong."));
        }
        try {
            take.accept(items);
            taken = items;
            return Optional.empty();
        } catch (CodedException e) {
            return Optional.of(e);
        }
    }
}
