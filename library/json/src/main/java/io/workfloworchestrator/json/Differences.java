package io.workfloworchestrator.json;

import io.workfloworchestrator.json.Fields.Branch;
import io.workfloworchestrator.json.Fields.Leaf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields whose values are not the identical object on both sides, in the order of the names.
 *
 * <p>Parts that are identical in both are skipped unread: those of a large object are not in the processor's cache. Loops
 * and not lambdas, since the first answer of a server comes through here, and each lambda costs it a class. Not
 * thread-safe.
 */
final class Differences<V> {
    private final Cursor<V> a;
    private final Cursor<V> b;
    private String key = "";
    private @Nullable V here;
    private @Nullable V there;

    Differences(Fields<V> here, Fields<V> there) {
        List<Leaf<V>> left = new ArrayList<>();
        List<Leaf<V>> right = new ArrayList<>();
        collect(here, there, left, right);
        a = new Cursor<>(left);
        b = new Cursor<>(right);
    }

    private static <V> void collect(Fields<V> here, Fields<V> there, List<Leaf<V>> left, List<Leaf<V>> right) {
        if (here instanceof Branch<V> a && there instanceof Branch<V> b && a.isDividedAs(b)) {
            for (int i = 0; i < a.parts.length; i++) {
                if (!Fields.same(a.parts[i], b.parts[i])) {
                    collect(a.parts[i], b.parts[i], left, right);
                }
            }
        } else {
            here.leaves(left);
            there.leaves(right);
        }
    }

    /** Moves to the next one; false when there is none. */
    boolean next() {
        while (a.isInside() || b.isInside()) {
            if (a.isAtStartOfSame(b)) {
                a.passLeaf();
                b.passLeaf();
                continue;
            }
            int order = !a.isInside() ? 1 : !b.isInside() ? -1 : order(a.key(), b.key());
            key = order <= 0 ? a.key() : b.key();
            here = order <= 0 ? a.value() : null;
            there = order >= 0 ? b.value() : null;
            if (order <= 0) {
                a.next();
            }
            if (order >= 0) {
                b.next();
            }
            if (here != there) {
                return true;
            }
        }
        return false;
    }

    /** Two revisions share most of their names as the identical text; comparing characters would cost most of the walk. */
    private static int order(String a, String b) {
        return Fields.same(a, b) ? 0 : a.compareTo(b);
    }

    String key() {
        return key;
    }

    /** Null where this side does not have the field. */
    @Nullable
    V here() {
        return here;
    }

    /** Null where this side does not have the field. */
    @Nullable
    V there() {
        return there;
    }
}
