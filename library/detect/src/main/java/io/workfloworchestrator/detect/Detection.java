package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a scan found: every declared fact, everything odd on disk, and the differences from the detection before.
 *
 * <p>An immutable value. If nothing changed, {@link #facts()} and its values are the identical objects of the detection
 * before, so callers can compare them by identity. A value that only moved to other lines is in a new {@link
 * DetectedFact}, but is not a changed fact.
 *
 * @param facts by name, in the order declared
 * @param findings without repetition, in the order of facts
 * @param changedFacts names of facts whose value is different; all of them in the first detection
 * @param cost the questions to the disk since the detection before
 */
public record Detection(
        Map<String, DetectedFact> facts, List<ScanFinding> findings, Set<String> changedFacts, ScanCost cost) {
    public Detection {
        Objects.requireNonNull(facts, "facts");
        findings = List.copyOf(findings);
        changedFacts = Collections.unmodifiableSet(changedFacts);
        Objects.requireNonNull(cost, "cost");
    }

    /** Whether every fact has the value that it had; its {@linkplain #source source} may be on other lines. */
    public boolean unchanged() {
        return changedFacts.isEmpty();
    }

    /**
     * A declared fact.
     *
     * @throws IllegalArgumentException if no fact of that name is declared; the message names the declared ones
     */
    public DetectedFact fact(String name) {
        DetectedFact fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException(
                    "no fact '" + PathRules.show(name) + "' is declared; declared are " + facts.keySet());
        }
        return fact;
    }

    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        facts.forEach((name, fact) -> values.put(name, fact.value()));
        return Collections.unmodifiableMap(values);
    }

    /**
     * The source of a value.
     *
     * @param place the fact's name and the place in its value, such as {@code goals.entries[3].path}
     * @return empty if no such fact is declared
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
