package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a scan found: every declared fact, what was odd on disk, and what is different from the detection given out before.
 *
 * <p>An immutable value. When nothing changed, {@link #facts()} and its values are the very objects of the detection
 * before, so that whoever computes from them can tell by identity. A value that only moved to other lines is in a new
 * {@link DetectedFact}, and no changed fact.
 *
 * @param number counts the detections given out by one detector, from 1
 * @param facts by name, in the order declared
 * @param findings without repetition, in the order of facts
 * @param changedFacts names of facts whose value is different; all of them in the first detection
 * @param changes paths behind that, sorted; empty in the first detection
 * @param cost what was asked of the disk since the detection before
 */
public record Detection(
        long number,
        Map<String, DetectedFact> facts,
        List<ScanFinding> findings,
        Set<String> changedFacts,
        SortedSet<PathChange> changes,
        ScanCost cost) {

    public Detection {
        Objects.requireNonNull(facts, "facts");
        findings = List.copyOf(findings);
        changedFacts = Collections.unmodifiableSet(changedFacts);
        changes = Collections.unmodifiableSortedSet(changes);
        Objects.requireNonNull(cost, "cost");
    }

    /** Whether every fact has the value that it had; what is {@linkplain #source behind it} may be on other lines. */
    public boolean unchanged() {
        return changedFacts.isEmpty();
    }

    /**
     * A declared fact.
     *
     * @throws IllegalArgumentException when none of that name is declared; the message names those that are
     */
    public DetectedFact fact(String name) {
        DetectedFact fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException(
                    "no fact '" + PathRules.show(name) + "' is declared; declared are " + facts.keySet());
        }
        return fact;
    }

    /** The values by name, for rules. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        facts.forEach((name, fact) -> values.put(name, fact.value()));
        return Collections.unmodifiableMap(values);
    }

    /**
     * Where a value comes from.
     *
     * @param place the fact's name and what is below it, such as {@code goals.entries[3].path}
     * @return empty when no such fact is declared
     */
    public Optional<Source> source(String place) {
        int end = 0;
        while (end < place.length() && place.charAt(end) != '.' && place.charAt(end) != '[') {
            end++;
        }
        DetectedFact fact = facts.get(place.substring(0, end));
        return fact == null ? Optional.empty() : Optional.of(fact.source(place.substring(end)));
    }
}
