package io.workfloworchestrator.json;

import io.workfloworchestrator.json.Fields.Leaf;
import java.util.ArrayList;
import java.util.List;

/** A place among fields, from the first one on. Not thread-safe. */
final class Cursor<V> {
    private final List<Leaf<V>> leaves;
    private int next;
    private Leaf<V> leaf;
    private int at;

    Cursor(Fields<V> fields) {
        this(leaves(fields));
    }

    @SuppressWarnings("unchecked") // the empty leaf holds no value of any type
    Cursor(List<Leaf<V>> leaves) {
        this.leaves = leaves;
        leaf = leaves.isEmpty() ? (Leaf<V>) Leaf.NONE : leaves.get(0);
    }

    private static <V> List<Leaf<V>> leaves(Fields<V> fields) {
        if (fields instanceof Leaf<V> only) {
            return List.of(only);
        }
        List<Leaf<V>> leaves = new ArrayList<>();
        fields.leaves(leaves);
        return leaves;
    }

    boolean isInside() {
        return at < leaf.keys.length;
    }

    boolean isAtStartOfSame(Cursor<?> other) {
        return at == 0 && other.at == 0 && Fields.same(leaf, other.leaf);
    }

    String key() {
        return leaf.keys[at];
    }

    V value() {
        return leaf.value(at);
    }

    void next() {
        at++;
        if (at == leaf.keys.length) {
            passLeaf();
        }
    }

    void passLeaf() {
        next++;
        at = next < leaves.size() ? 0 : leaf.keys.length;
        leaf = next < leaves.size() ? leaves.get(next) : leaf;
    }
}
