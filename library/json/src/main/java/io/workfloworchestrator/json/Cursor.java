package io.workfloworchestrator.json;

import io.workfloworchestrator.json.Fields.Leaf;
import java.util.ArrayList;
import java.util.List;

/** A place among the fields of an object, from its first one on. Not thread-safe. */
final class Cursor {
    private final List<Leaf> leaves;
    private int next;
    private Leaf leaf;
    private int at;

    Cursor(Fields fields) {
        this(leaves(fields));
    }

    /** Among the fields of these leaves. */
    Cursor(List<Leaf> leaves) {
        this.leaves = leaves;
        leaf = leaves.isEmpty() ? Leaf.NONE : leaves.get(0);
    }

    private static List<Leaf> leaves(Fields fields) {
        if (fields instanceof Leaf only) {
            return List.of(only);
        }
        List<Leaf> leaves = new ArrayList<>();
        fields.leaves(leaves);
        return leaves;
    }

    /** Whether there is a field here. */
    boolean isInside() {
        return at < leaf.keys.length;
    }

    boolean isAtStartOfSame(Cursor other) {
        return at == 0 && other.at == 0 && Fields.same(leaf, other.leaf);
    }

    String key() {
        return leaf.keys[at];
    }

    Json value() {
        return leaf.values[at];
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
