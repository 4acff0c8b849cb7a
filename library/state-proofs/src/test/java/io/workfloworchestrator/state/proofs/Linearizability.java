package io.workfloworchestrator.state.proofs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a history of one register could have happened one operation after the other, each at some moment between its
 * call and its return.
 *
 * <p>Wing and Gong's search with the memory of Lowe ("Testing for linearizability", 2017): take any operation that was
 * called before the first return among those not yet taken, if its result fits the register; go back when none does; never
 * visit the same set of taken operations with the same value twice. An operation without return, of a process that was
 * killed, may have happened at any time after its call, or not at all.
 */
final class Linearizability {
    private Linearizability() {}

    /** What an operation does. */
    enum Kind {
        READ,
        WRITE,
        CAS
    }

    /**
     * One operation on the register.
     *
     * @param a what is written, or what a CAS expects
     * @param b what a CAS writes
     * @param result what a READ saw; 1 for a CAS that was done, 0 for one that was not
     * @param call when it was called
     * @param end when it returned; {@code Long.MAX_VALUE} when it never did
     */
    record Op(Kind kind, long a, long b, long result, long call, long end) {
        boolean isPending() {
            return end == Long.MAX_VALUE;
        }

        /** The value after this operation on {@code value}; empty when its result does not fit. */
        Optional<Long> apply(long value) {
            return switch (kind) {
                case READ -> isPending() || result == value ? Optional.of(value) : Optional.empty();
                case WRITE -> Optional.of(a);
                case CAS -> {
                    boolean done = value == a;
                    yield isPending() || done == (result == 1) ? Optional.of(done ? b : value) : Optional.empty();
                }
            };
        }
    }

    private record Seen(BitSet taken, long value) {}

    private record Step(int op, long before) {}

    /** Whether the history is linearizable, from this initial value. */
    static boolean check(List<Op> history, long initial) {
        List<Op> ops = new ArrayList<>(history);
        ops.removeIf(op -> op.isPending() && op.kind() == Kind.READ);
        ops.sort(Comparator.comparingLong(Op::call));
        return search(ops, initial);
    }

    private static boolean search(List<Op> ops, long initial) {
        int returned = (int) ops.stream().filter(op -> !op.isPending()).count();
        BitSet taken = new BitSet(ops.size());
        Set<Seen> seen = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        long value = initial;
        int from = 0;
        while (returned > 0) {
            int next = candidate(ops, taken, from, value, seen);
            if (next >= 0) {
                steps.add(new Step(next, value));
                value = ops.get(next).apply(value).orElseThrow();
                taken.set(next);
                returned -= ops.get(next).isPending() ? 0 : 1;
                from = 0;
            } else if (steps.isEmpty()) {
                return false;
            } else {
                Step last = steps.remove(steps.size() - 1);
                taken.clear(last.op());
                value = last.before();
                returned += ops.get(last.op()).isPending() ? 0 : 1;
                from = last.op() + 1;
            }
        }
        return true;
    }

    /** The first operation, from one on, that may be the next and leads to something not seen yet; -1 when none does. */
    private static int candidate(List<Op> ops, BitSet taken, int from, long value, Set<Seen> seen) {
        long firstEnd = Long.MAX_VALUE;
        for (int i = taken.nextClearBit(0); i < ops.size(); i = taken.nextClearBit(i + 1)) {
            Op op = ops.get(i);
            if (op.call() > firstEnd) {
                break;
            }
            firstEnd = Math.min(firstEnd, op.end());
        }
        for (int i = taken.nextClearBit(from); i < ops.size(); i = taken.nextClearBit(i + 1)) {
            Op op = ops.get(i);
            if (op.call() > firstEnd) {
                return -1;
            }
            Optional<Long> after = op.apply(value);
            if (after.isPresent()) {
                BitSet then = (BitSet) taken.clone();
                then.set(i);
                if (seen.add(new Seen(then, after.get()))) {
                    return i;
                }
            }
        }
        return -1;
    }
}
