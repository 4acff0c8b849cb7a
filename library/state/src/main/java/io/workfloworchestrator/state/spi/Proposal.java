package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A commit that somebody asks for.
 *
 * @param expected the revision at which each key was read; {@link Revision#NONE} for a key that never existed. Keys that
 *     were only read are checked too
 * @param changes the new value of each changed key, empty to delete it; at least one; each is in {@code expected}
 * @param time by the clock of this process
 * @param publications by path, the texts that will be published because of this commit; they are recorded with it
 */
public record Proposal(
        SortedMap<String, Revision> expected,
        SortedMap<String, Optional<Json>> changes,
        Cause cause,
        Instant time,
        Map<String, Announcement> publications) {
    public Proposal {
        expected = Collections.unmodifiableSortedMap(new TreeMap<>(expected));
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
        publications = Map.copyOf(publications);
        if (changes.isEmpty() || !expected.keySet().containsAll(changes.keySet())) {
            throw new IllegalArgumentException("a proposal changes at least one key, and expects each that it changes");
        }
    }

    /**
     * A text that is about to be published.
     *
     * @param fingerprint SHA-256 of its bytes, 64 hexadecimal digits
     */
    public record Announcement(String key, String fingerprint) {}
}
