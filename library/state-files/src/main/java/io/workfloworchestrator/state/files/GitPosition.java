package io.workfloworchestrator.state.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where git is: the commit ({@code head}; empty before the first one), and the length of the reflog, which grows with every
 * move.
 */
record GitPosition(String head, long log) {
    static final GitPosition NOWHERE = new GitPosition("", 0);

    @Override
    public boolean equals(@Nullable Object other) { // written out, as in Revision
        return other instanceof GitPosition position && log == position.log && head.equals(position.head);
    }

    @Override
    public int hashCode() {
        return head.hashCode() * 31 + Long.hashCode(log);
    }

    /** Stands for a merge that began here and waits for its commit. */
    GitPosition merging() {
        return new GitPosition("+" + head, log);
    }

    static Optional<GitPosition> parse(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new GitPosition(parts[0], Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return head + " " + log;
    }

    /** Stands for this position among the fingerprints that a commit records, see {@link GitTrail#markOf}. */
    String fingerprint() {
        return Rendered.fingerprint(toString().getBytes(StandardCharsets.UTF_8));
    }
}
