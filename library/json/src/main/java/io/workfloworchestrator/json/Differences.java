package io.workfloworchestrator.json;

import io.workfloworchestrator.json.Fields.Branch;
import io.workfloworchestrator.json.Fields.Leaf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that are not the identical value in both of two objects, in the order of the names.
 *
 * <p>Parts that are identical in both are passed over without a look into them: of a large object they are not in the
 * processor's cache. Loops and not lambdas, since the first answer of a server passes here, and each lambda costs it a
 * class. Not thread-safe.
 */
final class Differences {
    private final Cursor a;
    private final Cursor b;
    private String key = "";
    private @Nullable Json here;
    private @Nullable Json there;

    Differences(Fields here, Fields there) {
        List<Leaf> left = new ArrayList<>();
        List<Leaf> right = new ArrayList<>();
        collect(here, there, left, right);
        a = new Cursor(left);
        b = new Cursor(right);
    }

    /** The leaves that may differ. */
    private static void collect(Fields here, Fields there, List<Leaf> left, List<Leaf> right) {
        if (here instanceof Branch a && there instanceof Branch b && a.isDividedAs(b)) {
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

    /** Two revisions share most of their names; comparing the texts would cost most of the walk. */
    private static int order(String a, String b) {
        return Fields.same(a, b) ? 0 : a.compareTo(b);
    }

    String key() {
        return key;
    }

    /** Null where this side does not have the field. */
    @Nullable
    Json here() {
        return here;
    }

    /** Null where this side does not have the field. */
    @Nullable
    Json there() {
        return there;
    }
}
