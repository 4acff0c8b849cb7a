package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody knows about a goal already: each factor that is given counts instead of what its words say. Immutable.
 *
 * @param given a {@link Level} by each factor; counts, a time in words and a {@link Tier} by those that are such
 */
record Factors(Map<Factor, Object> given) {
    static final Factors NONE = new Factors(Map.of());

    static Factors of(Json.Obj arguments) {
        Factors all = NONE;
        for (Factor factor : Factor.values()) {
            all = all.with(factor, factor.given(arguments));
        }
        return all;
    }

    Optional<Level> level(Factor factor) {
        return Optional.ofNullable(given.get(factor)).map(Level.class::cast);
    }

    Optional<Integer> count(Factor factor) {
        return Optional.ofNullable(given.get(factor)).map(Integer.class::cast);
    }

    Optional<String> time() {
        return Optional.ofNullable(given.get(Factor.TIME)).map(String.class::cast);
    }

    Optional<Tier> tier() {
        return Optional.ofNullable(given.get(Factor.TIER)).map(Tier.class::cast);
    }

    Factors with(Factor factor, Optional<?> value) {
        Map<Factor, Object> all = new HashMap<>(given);
        all.remove(factor);
        value.ifPresent(known -> all.put(factor, known));
        return new Factors(all);
    }

    Factors or(Factors others) {
        Map<Factor, Object> all = new HashMap<>(others.given);
        all.putAll(given);
        return new Factors(all);
    }

    Factors without(Factors others) {
        Map<Factor, Object> all = new HashMap<>(given);
        all.keySet().removeAll(others.given.keySet());
        return new Factors(all);
    }

    /** What is given, for people: {@code effort Low}. */
    List<String> said() {
        List<String> said = new ArrayList<>();
        for (Factor factor : Factor.values()) {
            Object value = given.get(factor);
            if (value != null) {
                said.add(factor.field + " "
                        + (value instanceof Level level
                                ? level.word()
                                : value instanceof Tier tier ? tier.word() : Choice.shown(String.valueOf(value))));
            }
        }
        return said;
    }
}
