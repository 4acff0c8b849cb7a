package io.workfloworchestrator.rules;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one phase in the order of their suggestions, and an index from what they read.
 *
 * <p>The index is a tree of path parts; each node knows the rules that read exactly there. A change at a path touches
 * the rules on the way to it, since they read a value that holds it, and those below it, since their value lies in it.
 * Immutable.
 */
final class Plan {
    private static final int[] NOBODY = {};

    private static final class Branch {
        private int[] readers = NOBODY;
        private int count;
        private Map<String, Branch> below = Map.of();

        void add(List<String> parts, int rule) {
            Branch branch = this;
            for (String part : parts) {
                if (branch.below.isEmpty()) {
                    branch.below = new HashMap<>();
                }
                branch = branch.below.computeIfAbsent(part, p -> new Branch());
            }
            if (branch.count == branch.readers.length) {
                branch.readers = Arrays.copyOf(branch.readers, Math.max(2, branch.count * 2));
            }
            branch.readers[branch.count++] = rule;
        }

        void collect(BitSet into) {
            note(into);
            below.values().forEach(branch -> branch.collect(into));
        }

        void note(BitSet into) {
            for (int i = 0; i < count; i++) {
                into.set(readers[i]);
            }
        }
    }

    final Rule[] rules;
    private final Branch root = new Branch();
    private final BitSet always = new BitSet();

    Plan(List<Rule> ordered) {
        rules = ordered.toArray(new Rule[0]);
        for (int i = 0; i < rules.length; i++) {
            if (rules[i].readsAll()) {
                always.set(i);
            } else {
                for (String path : rules[i].reads()) {
                    root.add(Path.parse(path), i);
                }
            }
        }
    }

    /** The positions of the rules that a change at these paths can matter to. */
    BitSet affected(Iterable<String> paths) {
        BitSet affected = (BitSet) always.clone();
        for (String path : paths) {
            List<String> parts = Path.parse(path);
            @Nullable Branch branch = root;
            for (int i = 0; i < parts.size() && branch != null; i++) {
                branch.note(affected);
                branch = branch.below.get(parts.get(i));
            }
            if (branch != null) {
                branch.collect(affected);
            }
        }
        return affected;
    }
}
