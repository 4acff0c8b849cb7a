package io.workfloworchestrator.state;

import org.jspecify.annotations.Nullable;

/**
 * The store's commit counter: 0 before the first commit, then 1, 2, 3 … A commit gets one revision, however many keys
 * it touches.
 */
public record Revision(long number) implements Comparable<Revision> {
    public static final Revision NONE = new Revision(0);

    /** @throws IllegalArgumentException when {@code number} is negative */
    public Revision {
        if (number < 0) {
            throw new IllegalArgumentException("a revision is 0 or more, not " + number);
        }
    }

    public static Revision of(long number) {
        return new Revision(number);
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) { // written out: what the compiler makes spins classes at each start
        return other instanceof Revision revision && number == revision.number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
