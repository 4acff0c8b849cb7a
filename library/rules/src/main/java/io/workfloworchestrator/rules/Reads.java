package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the facts that an expression may read: the longest paths that are known without evaluating it. */
final class Reads {
    private Reads() {}

    static void collect(Node node, Set<String> paths) {
        List<String> path = path(node);
        if (path != null && !path.isEmpty()) {
            paths.add(Path.format(path));
            keys(node, paths);
            return;
        }
        for (Node child : node.children()) {
            collect(child, paths);
        }
    }

    /** Adds the facts that computed keys on the way read. */
    private static void keys(Node node, Set<String> paths) {
        if (node instanceof Access.Select select) {
            keys(select.operand(), paths);
        } else if (node instanceof Access.Index index) {
            keys(index.operand(), paths);
            collect(index.key(), paths);
        }
    }

    /** The path of a chain of fields that starts at a fact, up to the first computed key; null for anything else. */
    static @Nullable List<String> path(Node node) {
        List<String> parts = new ArrayList<>();
        return path(node, parts) == Chain.NONE ? null : parts;
    }

    /** As {@link #path}, but null also if a key is computed: two such chains may lead to different places. */
    static @Nullable List<String> whole(Node node) {
        List<String> parts = new ArrayList<>();
        return path(node, parts) == Chain.WHOLE ? parts : null;
    }

    /** Whether its value may differ: it reads a fact, or the variable of a macro around it. */
    static boolean any(Node node) {
        return any(node, new BitSet());
    }

    private static boolean any(Node node, BitSet bound) {
        if (node instanceof Leaf.Local local) {
            return !bound.get(local.slot());
        }
        if (node instanceof Macro macro && !bound.get(macro.slot())) {
            if (any(macro.range(), bound)) {
                return true;
            }
            bound.set(macro.slot());
            boolean reads = any(macro.body(), bound) || (macro.filter() != null && any(macro.filter(), bound));
            bound.clear(macro.slot());
            return reads;
        }
        return node instanceof Leaf.Root || node.children().stream().anyMatch(child -> any(child, bound));
    }

    private enum Chain {
        NONE,
        WHOLE,
        CUT
    }

    private static Chain path(Node node, List<String> parts) {
        if (node instanceof Leaf.Root root) {
            parts.add(root.name());
            return Chain.WHOLE;
        }
        if (node instanceof Access.Select select) {
            Chain chain = path(select.operand(), parts);
            if (chain == Chain.WHOLE) {
                parts.add(select.name());
            }
            return chain;
        }
        if (node instanceof Access.Index index) {
            Chain chain = path(index.operand(), parts);
            if (chain != Chain.WHOLE) {
                return chain;
            }
            if (index.key() instanceof Leaf.Const c && (c.value() instanceof String || c.value() instanceof Long)) {
                parts.add(c.value().toString());
                return Chain.WHOLE;
            }
            return Chain.CUT;
        }
        return Chain.NONE;
    }
}
